package twofold.nn.pipeline;

import java.util.function.Predicate;

/** The elements that pass a test. */
final class Filtered<T> extends Stage<T, T> {
  private final Predicate<? super T> keep;

  Filtered(Elements<T> in, Predicate<? super T> keep) {
    super(in);
    this.keep = keep;
  }

  @Override
  public T next() {
    T x = in.next();
    while (x != null && !keep.test(x)) {
      x = in.next();
    }
    return x;
  }
}
