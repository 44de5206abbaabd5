package twofold.nn.pipeline;

import java.util.function.LongFunction;

/** Walks one after another, each opened when the one before it has ended. */
final class Chain<T> implements Elements<T> {
  private final LongFunction<Elements<T>> links;
  private final boolean noneMayBeEmpty;
  private long opened;
  private Elements<T> link = () -> null;
  private boolean isEmpty;

  /**
   * @param links the walk of each number from 0, or null after the last one
   */
  Chain(LongFunction<Elements<T>> links, boolean noneMayBeEmpty) {
    this.links = links;
    this.noneMayBeEmpty = noneMayBeEmpty;
  }

  @Override
  public T next() {
    while (link != null) {
      T x = link.next();
      if (x != null) {
        isEmpty = false;
        return x;
      }
      if (isEmpty && noneMayBeEmpty) {
        throw new IllegalStateException(
            "a data set to be repeated for ever must have elements, got none");
      }
      link.close();
      link = null; // it is closed, whatever happens to the next one
      link = links.apply(opened++);
      isEmpty = true;
    }
    return null;
  }

  @Override
  public void close() {
    if (link != null) {
      link.close();
    }
    link = null;
  }
}
