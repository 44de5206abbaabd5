package twofold.nn.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A queue that gives any of its elements, each equally likely.
 *
 * <p>It keeps a minimum for itself until it is closed: the fewer there are to choose from, the less
 * is left to chance. What comes out depends on the order in which elements are put and taken, so
 * the bits are the same only if one thread does both, as in {@link Shuffled}.
 */
public final class RandomShuffleQueue<T> extends BoundedQueue<T> {
  private final int minimum;
  private final RandomGenerator random;
  private final List<T> elements = new ArrayList<>();

  /**
   * @param capacity how many elements may be in it, at least 1
   * @param minimum how many stay behind until it is closed, from 0 to capacity − 1
   */
  public RandomShuffleQueue(int capacity, int minimum, RandomGenerator random) {
    super(capacity);
    if (minimum < 0 || minimum >= capacity) {
      throw new IllegalArgumentException(
          "the minimum must be 0 to " + (capacity - 1) + ", below the capacity; got " + minimum);
    }
    this.minimum = minimum;
    this.random = random;
  }

  @Override
  void add(T x) {
    elements.add(x);
  }

  // region remove
  @Override
  T remove() {
    int last = elements.size() - 1;
    int chosen = random.nextInt(last + 1);
    T x = elements.set(chosen, elements.get(last)); // the last one fills the gap
    elements.remove(last);
    return x;
  }

  // endregion

  @Override
  int held() {
    return elements.size();
  }

  @Override
  void drop() {
    elements.clear();
  }

  @Override
  boolean isReady() {
    return elements.size() > minimum;
  }
}
