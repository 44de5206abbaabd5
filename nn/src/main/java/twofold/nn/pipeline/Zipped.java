package twofold.nn.pipeline;

import java.util.function.BiFunction;

/** Pairs of two walks, until one of them ends. */
final class Zipped<T, U, R> extends Stage<T, R> {
  private final Elements<U> other;
  private final BiFunction<? super T, ? super U, ? extends R> pair;
  private long given;

  private Zipped(
      Elements<T> in, Elements<U> other, BiFunction<? super T, ? super U, ? extends R> pair) {
    super(in);
    this.other = other;
    this.pair = pair;
  }

  static <T, U, R> Elements<R> open(
      Dataset<T> one,
      Dataset<U> other,
      long epoch,
      BiFunction<? super T, ? super U, ? extends R> pair) {
    Elements<T> first = one.elements(epoch);
    try {
      return new Zipped<>(first, other.elements(epoch), pair);
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  @Override
  public R next() {
    T x = in.next();
    U y = x == null ? null : other.next();
    return y == null ? null : Check.element(pair.apply(x, y), "zip", given++);
  }

  @Override
  public void close() {
    try {
      in.close();
    } finally {
      other.close();
    }
  }
}
