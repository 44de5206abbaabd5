package twofold.nn.pipeline;

/**
 * Where one thread leaves elements and another one takes them away; which one comes next is what
 * the kinds of queues differ in.
 *
 * <p><b>Bounded:</b> a full queue lets the giver wait, or else the faster thread would fill the
 * memory. <b>Closing</b> says that nothing more will come: what is in it can still be taken, and
 * then takers get null. <b>Cancelling</b> says that nobody wants more: what is in it is dropped,
 * and givers get false. Either wakes all who wait, so nobody waits for what will not happen.
 */
public abstract class BoundedQueue<T> {
  private final int capacity;
  private boolean closed;

  BoundedQueue(int capacity) {
    Check.atLeast(1, capacity, "the capacity");
    this.capacity = capacity;
  }

  // What the kinds of queues differ in; called by one thread at a time.

  abstract void add(T x);

  abstract T remove();

  abstract int held();

  abstract void drop();

  /** Whether one may be taken, while more can still come. */
  abstract boolean isReady();

  /**
   * Leaves an element, and waits while the queue is full.
   *
   * @return whether it was taken in; not if the queue is closed or cancelled
   */
  // region put
  public synchronized boolean put(T x) throws InterruptedException {
    while (held() == capacity && !closed) {
      wait();
    }
    return offer(x);
  }

  // endregion

  /** Leaves an element if there is room, without waiting. */
  public synchronized boolean offer(T x) {
    if (x == null) {
      throw new IllegalArgumentException("a queue needs an element, got null");
    }
    if (closed || held() == capacity) {
      return false;
    }
    add(x);
    notifyAll();
    return true;
  }

  /** Takes an element, and waits for one; null if none will come any more. */
  public synchronized T take() throws InterruptedException {
    while (!closed && !isReady()) {
      wait();
    }
    return poll();
  }

  /** Takes an element if one may be taken, without waiting; else null. */
  public synchronized T poll() {
    if (held() == 0 || !closed && !isReady()) {
      return null;
    }
    T x = remove();
    notifyAll();
    return x;
  }

  /** Nothing more will come. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Nobody wants more. */
  public synchronized void cancel() {
    drop();
    close();
  }

  /** Whether nothing more will come; there may still be something to take. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** How many elements are in it. */
  public synchronized int size() {
    return held();
  }

  /** How many elements may be in it. */
  public int capacity() {
    return capacity;
  }
}
