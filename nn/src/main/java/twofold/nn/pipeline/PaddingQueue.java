package twofold.nn.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * A queue of sequences of different lengths that are taken several at a time, as a rectangle:
 * {@link Padded}.
 */
public final class PaddingQueue extends FifoQueue<double[]> {
  private final double padding;

  /**
   * @param capacity how many sequences may wait in it, at least 1
   * @param padding what fills up the shorter ones
   */
  public PaddingQueue(int capacity, double padding) {
    super(capacity);
    this.padding = padding;
  }

  /**
   * Takes n sequences, and waits until there are so many; fewer if no more will come, and null if
   * there are none.
   *
   * @param n from 1 to the capacity: more will never be there at once
   */
  public synchronized Padded takePadded(int n) throws InterruptedException {
    require(n);
    while (!isClosed() && size() < n) {
      wait();
    }
    return pollPadded(n);
  }

  /** Takes n sequences if they are there or no more will come, without waiting; else null. */
  public synchronized Padded pollPadded(int n) {
    require(n);
    if (size() < n && !isClosed()) {
      return null;
    }
    List<double[]> sequences = new ArrayList<>();
    for (double[] x = null; sequences.size() < n && (x = poll()) != null; ) {
      sequences.add(x);
    }
    return sequences.isEmpty() ? null : Padded.of(sequences, padding);
  }

  private void require(int n) {
    if (n < 1 || n > capacity()) {
      throw new IllegalArgumentException("n must be 1 to " + capacity() + ", got " + n);
    }
  }
}
