package twofold.verify.nn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import twofold.math.RandomStreams;
import twofold.nn.pipeline.BoundedQueue;
import twofold.nn.pipeline.Dataset;
import twofold.nn.pipeline.FifoQueue;
import twofold.nn.pipeline.Padded;
import twofold.nn.pipeline.PaddingQueue;
import twofold.nn.pipeline.RandomShuffleQueue;
import twofold.verify.tensor.Draw;

/** Theorems about the queues that data sets are made of. */
class QueueProperties {

  private interface Work {
    void run() throws InterruptedException;
  }

  private static Thread start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  private static void end(Iterable<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(thread.isAlive()).as("a thread that waits for ever").isFalse();
    }
  }

  private static List<BoundedQueue<Integer>> queues(int capacity) {
    return List.of(
        new FifoQueue<>(capacity),
        new RandomShuffleQueue<>(capacity, capacity / 2, RandomStreams.of(1)));
  }

  /**
   * Any number of givers and takers: each element comes out once, none is lost, all threads end.
   */
  @Property(tries = 60)
  void nothingIsLostAndNothingTwice(
      @ForAll @IntRange(min = 1, max = 5) int capacity,
      @ForAll @IntRange(min = 1, max = 4) int givers,
      @ForAll @IntRange(min = 1, max = 4) int takers,
      @ForAll @IntRange(max = 100) int each)
      throws InterruptedException {
    for (BoundedQueue<Integer> queue : queues(capacity)) {
      List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
      AtomicInteger most = new AtomicInteger();
      List<Thread> giving = new ArrayList<>();
      List<Thread> taking = new ArrayList<>();
      for (int g = 0; g < givers; g++) {
        int first = g * each;
        giving.add(
            start(
                () -> {
                  for (int i = 0; i < each; i++) {
                    assertThat(queue.put(first + i)).isTrue();
                    most.accumulateAndGet(queue.size(), Math::max);
                  }
                }));
      }
      for (int t = 0; t < takers; t++) {
        taking.add(
            start(
                () -> {
                  for (Integer x = queue.take(); x != null; x = queue.take()) {
                    taken.add(x);
                  }
                }));
      }
      end(giving);
      queue.close();
      end(taking);
      assertThat(taken).containsExactlyInAnyOrderElementsOf(Dataset.range(givers * each).toList());
      assertThat(most.get()).isLessThanOrEqualTo(capacity);
    }
  }

  /** What waits is woken: givers at a full queue get false, takers at an empty one null. */
  @Property(tries = 40)
  void cancellingWakesAll(
      @ForAll @IntRange(min = 1, max = 3) int capacity, @ForAll @IntRange(max = 3) int waiting)
      throws InterruptedException {
    for (BoundedQueue<Integer> queue : queues(capacity)) {
      while (queue.offer(1)) {
        assertThat(queue.size()).isLessThanOrEqualTo(capacity);
      }
      List<Thread> threads = new ArrayList<>();
      AtomicInteger refused = new AtomicInteger();
      for (int i = 0; i < waiting; i++) {
        threads.add(start(() -> refused.addAndGet(queue.put(2) ? 0 : 1)));
      }
      queue.cancel();
      end(threads);
      assertThat(refused.get()).isEqualTo(waiting);
      assertThat(queue.take()).isNull();
      assertThat(queue.offer(3)).isFalse();
    }
  }

  /** First in, first out; a random shuffle queue keeps its minimum until it is closed. */
  @Property(tries = 100)
  void orders(@ForAll @IntRange(min = 1, max = 20) int capacity, @ForAll long seed)
      throws InterruptedException {
    FifoQueue<Integer> fifo = new FifoQueue<>(capacity);
    int minimum = (int) Math.floorMod(seed, (long) capacity);
    RandomShuffleQueue<Integer> random =
        new RandomShuffleQueue<>(capacity, minimum, RandomStreams.of(seed));
    for (int i = 0; i < capacity; i++) {
      assertThat(fifo.offer(i) && random.offer(i)).isTrue();
    }
    assertThat(fifo.offer(9) || random.offer(9)).isFalse(); // full
    List<Integer> drawn = new ArrayList<>();
    for (Integer x = random.poll(); x != null; x = random.poll()) {
      drawn.add(x);
    }
    assertThat(random.size()).isEqualTo(minimum);
    random.close();
    for (Integer x = random.take(); x != null; x = random.take()) {
      drawn.add(x);
    }
    assertThat(drawn).containsExactlyInAnyOrderElementsOf(Dataset.range(capacity).toList());
    for (int i = 0; i < capacity; i++) {
      assertThat(fifo.take()).isEqualTo(i);
    }
    assertThat(fifo.poll()).isNull();
  }

  /** Padding can be undone, and each batch is as wide as its longest sequence, no wider. */
  @Property(tries = 200)
  void paddingKeepsTheSequences(
      @ForAll long seed,
      @ForAll @IntRange(max = 20) int n,
      @ForAll @IntRange(min = 1, max = 6) int size,
      @ForAll boolean drop) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<double[]> sequences = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      sequences.add(draw.random().doubles(draw.from(0, 7)).toArray());
    }
    List<Padded> batches = Dataset.paddedBatch(Dataset.from(sequences), size, drop, -1).toList();
    assertThat(batches).hasSize(drop ? n / size : (n + size - 1) / size);
    int at = 0;
    for (Padded batch : batches) {
      int longest = Arrays.stream(batch.lengths()).max().orElseThrow();
      for (int i = 0; i < batch.count(); i++, at++) {
        assertThat(batch.sequence(i)).isEqualTo(sequences.get(at));
        double[] row = batch.values()[i];
        assertThat(row).hasSize(longest);
        assertThat(Arrays.stream(row, batch.lengths()[i], longest)).allMatch(x -> x == -1);
      }
    }
    assertThat(at).isEqualTo(drop ? n / size * size : n);
  }

  /** The blocking form gives the same as the one that does not wait. */
  @Property(tries = 30)
  void paddedByTwoThreads(
      @ForAll @IntRange(max = 30) int n, @ForAll @IntRange(min = 1, max = 4) int size)
      throws InterruptedException {
    PaddingQueue queue = new PaddingQueue(size, 0);
    Thread giver =
        start(
            () -> {
              for (int i = 0; i < n; i++) {
                queue.put(new double[i % 3]);
              }
              queue.close();
            });
    List<Integer> lengths = new ArrayList<>();
    for (Padded batch = queue.takePadded(size); batch != null; batch = queue.takePadded(size)) {
      Arrays.stream(batch.lengths()).forEach(lengths::add);
    }
    end(List.of(giver));
    assertThat(lengths).isEqualTo(Dataset.range(n).map(i -> i % 3).toList());
  }
}
