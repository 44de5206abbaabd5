package twofold.nn.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** A queue as in a shop: first in, first out. */
public class FifoQueue<T> extends BoundedQueue<T> {
  private final Deque<T> line = new ArrayDeque<>();

  /**
   * @param capacity how many elements may wait in it, at least 1
   */
  public FifoQueue(int capacity) {
    super(capacity);
  }

  @Override
  void add(T x) {
    line.addLast(x);
  }

  @Override
  T remove() {
    return line.removeFirst();
  }

  @Override
  int held() {
    return line.size();
  }

  @Override
  void drop() {
    line.clear();
  }

  @Override
  boolean isReady() {
    return !line.isEmpty();
  }
}
