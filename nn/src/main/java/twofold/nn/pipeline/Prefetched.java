package twofold.nn.pipeline;

/**
 * A thread that works ahead, and a queue between it and the one that asks.
 *
 * <p>What it throws, the one who asks gets at the same place: after the elements before it, and the
 * same exception, with the same cause. Closing waits until the thread has finished the element that
 * it is at, and has closed its own walk; no thread is left.
 */
final class Prefetched<T> implements Elements<T> {
  private final FifoQueue<T> queue;
  private final Thread thread;
  private volatile Throwable failure;

  Prefetched(Elements<T> in, int ahead) {
    queue = new FifoQueue<>(ahead);
    thread = new Thread(() -> run(in), "prefetch");
    thread.setDaemon(true); // a program that forgets to close a walk can still end
    thread.start();
  }

  // region thread
  private void run(Elements<T> in) {
    try (in) {
      T x = in.next();
      while (x != null && queue.put(x)) { // false: nobody wants more
        x = in.next();
      }
    } catch (Throwable e) {
      failure = e; // written before the queue is closed, so seen by who finds it closed
    }
    queue.close();
  }

  // endregion

  @Override
  public T next() {
    T x;
    try {
      x = queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the next element", e);
    }
    if (x == null && failure != null) {
      rethrow();
    }
    return x;
  }

  private void rethrow() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    throw new IllegalStateException("the thread that works ahead was stopped", failure);
  }

  @Override
  public void close() {
    queue.cancel();
    failure = null; // of elements that nobody asked for
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // to be told later: leaving now would leave the thread
      }
    }
    failure = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
