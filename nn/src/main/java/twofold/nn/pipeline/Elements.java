package twofold.nn.pipeline;

/**
 * One walk through a {@link Dataset}: the elements of one epoch, one after another.
 *
 * <p>It may hold something that has to be given back, an open file or a thread: close it, also when
 * not all elements are wanted. For one thread at a time.
 */
@FunctionalInterface
public interface Elements<T> extends AutoCloseable {

  /** The next element, or null after the last one, and from then on. */
  T next();

  /** Gives back what the walk holds. To be called again does no harm. */
  @Override
  default void close() {}
}
