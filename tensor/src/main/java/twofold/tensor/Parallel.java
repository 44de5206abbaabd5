package twofold.tensor;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * The team of threads that all CPU twins share.
 *
 * <p>{@link #run} hands out task numbers: the caller and the workers take the next number until
 * none is left, so whoever is faster does more. Which thread runs which task is therefore chance,
 * and <b>tasks must write disjoint outputs and must not read what another task writes</b>; then the
 * result never depends on the number of threads, bit for bit.
 *
 * <p>A training step enters some thirty parallel regions of 10 to 100 microseconds, while waking a
 * sleeping thread takes about 50. A worker without work therefore keeps looking for a while before
 * it sleeps. Nothing is allocated per call.
 *
 * <p>There is one team and it does one thing at a time: a call from inside a task, or from a second
 * thread while the team is busy, runs its tasks one after the other on the calling thread. So no
 * call ever waits for another, and nesting cannot deadlock.
 *
 * <p>The team has as many threads as the JVM has processors, the caller included; the system
 * property {@code twofold.threads} overrides that.
 */
public final class Parallel {
  /** What {@link #ranges} runs: the half-open range {@code [from, to)}. */
  @FunctionalInterface
  public interface Range {
    void run(int from, int to);
  }

  /** How long an idle thread keeps looking before it sleeps: as long as waking it would take. */
  private static final long SPIN_NANOS = 50_000;

  private static volatile Parallel team = new Parallel(threadsWanted());

  /** Set while a call of {@link #run} has the team. */
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Tasks nobody has taken yet. Taking one is a successful step from r to r - 1. */
  private final AtomicInteger waiting = new AtomicInteger();

  /** Tasks not finished yet. */
  private final AtomicInteger unfinished = new AtomicInteger();

  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  // Written before `waiting` rises from 0 and read only by a thread that has taken a task, so
  // before the call that wrote them can return: no thread ever sees those of another call.
  private IntConsumer body;
  private int tasks;

  /** The caller, while it sleeps until the last task is finished. */
  private volatile Thread sleepingCaller;

  private final Worker[] workers;
  private volatile boolean disbanded;

  private Parallel(int threads) {
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  /** The number of threads a parallel region runs on, the caller included. */
  public static int threads() {
    return team.workers.length + 1;
  }

  /** Replaces the team by one of that many threads, the caller included; meant for tests. */
  public static synchronized void setThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, got " + threads);
    }
    Parallel old = team;
    if (old.workers.length + 1 != threads) {
      team = new Parallel(threads);
      old.disband();
    }
  }

  /**
   * Runs {@code body} once for each of {@code 0 .. tasks-1}, in any order and on any thread of the
   * team, and returns when all are done. The first exception thrown by a task is thrown again here,
   * after the other tasks have run.
   */
  public static void run(int tasks, IntConsumer body) {
    Parallel team = Parallel.team;
    if (tasks > 1 && team.workers.length > 0 && team.busy.compareAndSet(false, true)) {
      try {
        team.runTogether(tasks, body);
      } finally {
        team.busy.set(false);
      }
    } else {
      runAlone(tasks, body);
    }
  }

  /**
   * Cuts {@code [0, n)} into ranges of {@code grain} (the last one may be shorter) and runs them as
   * tasks. The cuts depend on {@code n} and {@code grain} alone, so a sum kept per range is the
   * same for any number of threads.
   */
  public static void ranges(int n, int grain, Range body) {
    if (grain < 1) {
      throw new IllegalArgumentException("the grain must be at least 1, got " + grain);
    }
    if (n <= 0) {
      return;
    }
    if (n <= grain) {
      body.run(0, n);
      return;
    }
    run(
        (n - 1) / grain + 1,
        task -> {
          int from = task * grain;
          body.run(from, from + Math.min(grain, n - from));
        });
  }

  private static void runAlone(int tasks, IntConsumer body) {
    Throwable first = null;
    for (int task = 0; task < tasks; task++) {
      try {
        body.accept(task);
      } catch (Throwable thrown) {
        first = first == null ? thrown : first;
      }
    }
    rethrow(first);
  }

  private void runTogether(int tasks, IntConsumer body) {
    this.tasks = tasks;
    this.body = body;
    unfinished.set(tasks);
    waiting.set(tasks);
    for (int i = 0; i < workers.length && i < tasks - 1; i++) {
      if (workers[i].asleep) {
        LockSupport.unpark(workers[i]);
      }
    }
    while (takeOne()) {}
    awaitTheOthers();
    this.body = null;
    if (failure.get() != null) {
      rethrow(failure.getAndSet(null));
    }
  }

  /** Takes a task and runs it; false if there was none to take. */
  private boolean takeOne() {
    int left = waiting.get();
    while (left > 0) {
      if (waiting.compareAndSet(left, left - 1)) {
        try {
          body.accept(tasks - left);
        } catch (Throwable thrown) {
          failure.compareAndSet(null, thrown);
        }
        if (unfinished.decrementAndGet() == 0) {
          LockSupport.unpark(sleepingCaller); // does nothing for null
        }
        return true;
      }
      left = waiting.get();
    }
    return false;
  }

  private void awaitTheOthers() {
    long start = System.nanoTime();
    while (unfinished.get() > 0) {
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        sleepingCaller = Thread.currentThread();
        if (unfinished.get() > 0) { // the last task may have ended before it could see us asleep
          LockSupport.park(this);
        }
        sleepingCaller = null;
      }
    }
  }

  private void disband() {
    disbanded = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  private static int threadsWanted() {
    String wanted = System.getProperty("twofold.threads");
    if (wanted == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int threads = Integer.parseInt(wanted.trim());
      if (threads >= 1) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "twofold.threads must be a whole number from 1 on, got " + wanted);
  }

  /** Throws an exception of any kind from a method that declares none. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
    if (thrown != null) {
      throw (T) thrown;
    }
  }

  /** Takes tasks while there are some, looks for more for a while, then sleeps until woken. */
  private final class Worker extends Thread {
    volatile boolean asleep;

    Worker(int number) {
      super("twofold-" + number);
      setDaemon(true);
    }

    @Override
    public void run() {
      long idleSince = System.nanoTime();
      while (!disbanded) {
        if (takeOne()) {
          idleSince = System.nanoTime();
        } else if (System.nanoTime() - idleSince < SPIN_NANOS) {
          Thread.onSpinWait();
        } else {
          asleep = true;
          if (waiting.get() == 0 && !disbanded) { // looks again: work may have come in between
            LockSupport.park(Parallel.this);
          }
          asleep = false;
          idleSince = System.nanoTime();
        }
      }
    }
  }
}
