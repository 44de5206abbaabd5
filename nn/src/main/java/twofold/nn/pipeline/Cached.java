package twofold.nn.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Remembers the elements of the first epoch that is walked through to its end. */
final class Cached<T> implements Dataset<T> {
  private final Dataset<T> from;
  private volatile Dataset<T> kept;

  Cached(Dataset<T> from) {
    this.from = from;
  }

  @Override
  public Elements<T> elements(long epoch) {
    return kept != null ? kept.elements(0) : new Recording(from.elements(epoch));
  }

  private final class Recording extends Stage<T, T> {
    private final List<T> seen = new ArrayList<>();

    Recording(Elements<T> in) {
      super(in);
    }

    @Override
    public T next() {
      T x = in.next();
      if (x != null) {
        seen.add(x);
      } else if (kept == null) {
        kept = Dataset.from(seen);
      }
      return x;
    }
  }
}
