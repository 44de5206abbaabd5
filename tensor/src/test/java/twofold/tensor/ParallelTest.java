package twofold.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParallelTest {
  private final int threadsBefore = Parallel.threads();

  @AfterEach
  void restore() {
    Parallel.setThreads(threadsBefore);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyTaskRunsExactlyOnce(int threads) {
    Parallel.setThreads(threads);
    assertThat(Parallel.threads()).isEqualTo(threads);
    for (int tasks = 0; tasks < 300; tasks++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
      Parallel.run(tasks, runs::incrementAndGet);
      for (int i = 0; i < tasks; i++) {
        assertThat(runs.get(i)).isEqualTo(1);
      }
    }
  }

  @Test
  void whatTasksWroteIsSeenAfterTheCallAlsoInManyShortRegions() {
    Parallel.setThreads(4);
    int[] plain = new int[16]; // not volatile: only the end of the region makes the writes visible
    for (int round = 1; round <= 20_000; round++) {
      int now = round;
      Parallel.run(plain.length, task -> plain[task] = now);
      for (int value : plain) {
        if (value != now) {
          assertThat(plain).containsOnly(now);
        }
      }
    }
  }

  @Test
  void wakesAfterSleeping() throws InterruptedException {
    Parallel.setThreads(3);
    for (int round = 0; round < 20; round++) {
      Thread.sleep(3); // longer than idle threads keep looking
      AtomicInteger runs = new AtomicInteger();
      Parallel.run(10, task -> runs.incrementAndGet());
      assertThat(runs).hasValue(10);
    }
  }

  @Test
  void severalThreadsTakePart() {
    Parallel.setThreads(3);
    CountDownLatch all = new CountDownLatch(3);
    Set<String> names = ConcurrentHashMap.newKeySet();
    Parallel.run(
        3,
        task -> {
          names.add(Thread.currentThread().getName());
          all.countDown();
          try {
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue(); // each task waits for the others
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(names).hasSize(3).contains(Thread.currentThread().getName());
  }

  @Test
  void nestedCallsRunOnTheirCaller() {
    Parallel.setThreads(2);
    AtomicInteger runs = new AtomicInteger();
    Parallel.run(
        8,
        outer -> {
          Thread caller = Thread.currentThread();
          Parallel.run(
              5,
              inner -> {
                assertThat(Thread.currentThread()).isSameAs(caller);
                runs.incrementAndGet();
              });
        });
    assertThat(runs).hasValue(40);
  }

  @Test
  void callsFromManyThreadsAllFinish() throws InterruptedException {
    Parallel.setThreads(3);
    AtomicLong sum = new AtomicLong();
    Thread[] callers = new Thread[6];
    for (int i = 0; i < callers.length; i++) {
      callers[i] =
          new Thread(
              () -> {
                for (int round = 0; round < 500; round++) {
                  Parallel.run(7, sum::addAndGet);
                }
              });
      callers[i].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(sum).hasValue(6 * 500 * 21);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theExceptionOfATaskArrivesAndTheOtherTasksRun(int threads) {
    Parallel.setThreads(threads);
    for (int round = 0; round < 100; round++) {
      AtomicInteger runs = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  Parallel.run(
                      20,
                      task -> {
                        runs.incrementAndGet();
                        if (task == 13) {
                          throw new IllegalStateException("task 13");
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("task 13");
      assertThat(runs).hasValue(20);
      Parallel.run(4, task -> runs.incrementAndGet()); // and the team still works
      assertThat(runs).hasValue(24);
    }
  }

  @Test
  void theTeamMayBeReplacedWhileItWorks() throws InterruptedException {
    AtomicLong runs = new AtomicLong();
    Thread caller =
        new Thread(
            () -> {
              for (int round = 0; round < 2000; round++) {
                Parallel.run(5, task -> runs.incrementAndGet());
              }
            });
    caller.start();
    for (int i = 0; i < 50; i++) {
      Parallel.setThreads(1 + i % 4);
    }
    caller.join();
    assertThat(runs).hasValue(10_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void rangesCoverEverythingInCutsThatDoNotDependOnTheThreads(int threads) {
    Parallel.setThreads(threads);
    for (int n : new int[] {0, 1, 9, 10, 11, 100, 101}) {
      int[] cutOf = new int[n];
      Arrays.fill(cutOf, -1);
      Parallel.ranges(
          n,
          10,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              assertThat(cutOf[i]).isEqualTo(-1);
              cutOf[i] = from;
            }
          });
      for (int i = 0; i < n; i++) {
        assertThat(cutOf[i]).isEqualTo(i - i % 10);
      }
    }
  }

  @Test
  void rangesDoNotOverflow() {
    AtomicLong covered = new AtomicLong();
    Parallel.ranges(Integer.MAX_VALUE, 1 << 30, (from, to) -> covered.addAndGet(to - from));
    assertThat(covered).hasValue(Integer.MAX_VALUE);
  }

  @Test
  void senselessArgumentsAreRefused() {
    assertThatThrownBy(() -> Parallel.setThreads(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Parallel.ranges(5, 0, (from, to) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
