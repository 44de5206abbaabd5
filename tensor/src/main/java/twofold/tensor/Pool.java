package twofold.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Storage that waits to be used again, by length. What lies in it is old: whoever takes it writes
 * every element.
 */
final class Pool<S> {
  private final Map<Integer, Deque<S>> waiting = new HashMap<>();

  /** A storage of exactly this length, or null. */
  synchronized S take(int length) {
    Deque<S> same = waiting.get(length);
    return same == null ? null : same.poll();
  }

  synchronized void give(int length, S storage) {
    waiting.computeIfAbsent(length, any -> new ArrayDeque<>()).push(storage);
  }
}
