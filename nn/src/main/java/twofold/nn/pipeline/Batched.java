package twofold.nn.pipeline;

import java.util.ArrayList;
import java.util.List;

/** n elements at a time. */
final class Batched<T> extends Stage<T, List<T>> {
  private final int n;
  private final boolean dropRemainder;

  Batched(Elements<T> in, int n, boolean dropRemainder) {
    super(in);
    this.n = n;
    this.dropRemainder = dropRemainder;
  }

  @Override
  public List<T> next() {
    List<T> batch = new ArrayList<>();
    while (batch.size() < n) {
      T x = in.next();
      if (x == null) {
        break;
      }
      batch.add(x);
    }
    boolean isEnough = batch.size() == n || !batch.isEmpty() && !dropRemainder;
    return isEnough ? batch : null;
  }
}
