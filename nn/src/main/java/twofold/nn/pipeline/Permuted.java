package twofold.nn.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;

/** All elements, in a random order. They are gathered when the first one is asked for. */
final class Permuted<T> extends Stage<T, T> {
  private final RandomGenerator random;
  private final List<T> all = new ArrayList<>();
  private int[] order;
  private int given;

  Permuted(Elements<T> in, RandomGenerator random) {
    super(in);
    this.random = random;
  }

  @Override
  public T next() {
    if (order == null) {
      for (T x = in.next(); x != null; x = in.next()) {
        all.add(x);
      }
      order = RandomStreams.permutation(all.size(), random);
    }
    return given < order.length ? all.get(order[given++]) : null;
  }
}
