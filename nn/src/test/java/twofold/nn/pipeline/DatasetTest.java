package twofold.nn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;

/** Examples of {@code Dataset} and its queues. */
class DatasetTest {
  private final Dataset<String> letters = Dataset.of("a", "b", "c", "d", "e");

  @Test
  void stagesOneAfterAnother() {
    assertThat(letters.skip(1).take(3).map(String::toUpperCase).batch(2, false).toList())
        .containsExactly(List.of("B", "C"), List.of("D"));
    assertThat(letters.zip(Dataset.range(3), (letter, i) -> letter + i).toList())
        .containsExactly("a0", "b1", "c2");
    assertThat(letters.filter(letter -> !letter.equals("b")).repeat(2).toList()).hasSize(8);
    assertThat(Dataset.of("abc", "d", "ef").interleave(DatasetTest::characters, 2).toList())
        .containsExactly("a", "d", "b", "e", "c", "f");
    assertThat(Dataset.of("abc", "d", "ef").flatMap(DatasetTest::characters).toList())
        .containsExactly("a", "b", "c", "d", "e", "f");
  }

  private static Dataset<String> characters(String word) {
    return Dataset.from(word.chars().mapToObj(Character::toString).toList());
  }

  /** Nothing is computed before it is asked for, and no more than that. */
  @Test
  void itIsLazy() {
    AtomicInteger computed = new AtomicInteger();
    Dataset<Integer> squares =
        Dataset.range(1_000_000_000)
            .map(
                i -> {
                  computed.incrementAndGet();
                  return i * i;
                });
    assertThat(computed.get()).isZero();
    assertThat(squares.take(3).toList()).containsExactly(0, 1, 4);
    assertThat(computed.get()).isEqualTo(3);
  }

  @Test
  void sequencesArePadded() {
    Padded batch =
        Dataset.paddedBatch(Dataset.of(new double[] {1, 2, 3}, new double[] {4}), 2, false, -1)
            .toList()
            .get(0);
    assertThat(batch.values()).isDeepEqualTo(new double[][] {{1, 2, 3}, {4, -1, -1}});
    assertThat(batch.lengths()).containsExactly(3, 1);
  }

  /** The thread really works while nobody asks: it fills its queue, and then waits. */
  @Test
  void prefetchWorksAhead() throws InterruptedException {
    CountDownLatch three = new CountDownLatch(3);
    AtomicInteger computed = new AtomicInteger();
    Dataset<Integer> ahead =
        Dataset.range(100)
            .map(
                i -> {
                  computed.incrementAndGet();
                  three.countDown();
                  return i;
                })
            .prefetch(2);
    try (Elements<Integer> elements = ahead.elements(0)) {
      three.await(); // two in the queue, the third waits for a place
      assertThat(elements.next()).isZero();
    }
    assertThat(computed.get()).isBetween(3, 4);
  }

  @Test
  void anInterruptedConsumerIsToldSo() {
    CountDownLatch never = new CountDownLatch(1);
    Dataset<Integer> stuck =
        Dataset.range(1)
            .map(
                i -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return i;
                })
            .prefetch(1);
    try (Elements<Integer> elements = stuck.elements(0)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(elements::next).hasMessageContaining("interrupted while waiting");
      assertThat(Thread.interrupted()).isTrue();
      never.countDown();
    }
  }

  @Test
  void errorsComeThroughToo() {
    Dataset<Integer> failing =
        Dataset.range(3)
            .map(
                i -> {
                  if (i == 1) {
                    throw new AssertionError("an error");
                  }
                  return i;
                })
            .prefetch(1);
    try (Elements<Integer> elements = failing.elements(0)) {
      assertThat(elements.next()).isZero();
      assertThatThrownBy(elements::next).isInstanceOf(AssertionError.class).hasMessage("an error");
    }
  }

  @Test
  void badInputIsNamed() {
    fails(() -> Dataset.range(-1), "n must be at least 0, got -1");
    fails(() -> letters.batch(0, true), "a batch must be at least 1, got 0");
    fails(() -> Dataset.paddedBatch(null, 0, true, 0), "a batch must be at least 1, got 0");
    fails(() -> letters.shuffle(0, 1L), "the buffer must be at least 1, got 0");
    fails(() -> letters.take(-2), "take must be at least 0, got -2");
    fails(() -> letters.skip(-2), "skip must be at least 0, got -2");
    fails(() -> letters.repeat(-1), "repeat must be at least 0, got -1");
    fails(() -> letters.prefetch(0), "prefetch must be at least 1, got 0");
    fails(() -> letters.mapParallel(x -> x, 0), "the window must be at least 1, got 0");
    fails(() -> letters.mapRandomly((x, r) -> x, 1, 0), "the window must be at least 1, got 0");
    fails(() -> letters.interleave(x -> letters, 0), "the cycle must be at least 1, got 0");
    fails(() -> new FifoQueue<>(0), "the capacity must be at least 1, got 0");
    fails(() -> new FifoQueue<>(1).offer(null), "a queue needs an element, got null");
    fails(() -> new PaddingQueue(2, 0).pollPadded(3), "n must be 1 to 2, got 3");
    fails(
        () -> new RandomShuffleQueue<>(3, 3, RandomStreams.of(1)),
        "the minimum must be 0 to 2, below the capacity; got 3");
    assertThatThrownBy(() -> letters.map(x -> null).toList())
        .hasMessage("map must give an element, got null for element 0");
    assertThatThrownBy(() -> letters.zip(letters, (x, y) -> x.equals("b") ? null : x).toList())
        .hasMessage("zip must give an element, got null for element 1");
    fails(() -> Dataset.of("a", null), "elements must not be null, got null at 1");
    assertThatThrownBy(() -> letters.take(0).repeat().toList())
        .hasMessage("a data set to be repeated for ever must have elements, got none");
  }

  private static void fails(Runnable bad, String message) {
    assertThatThrownBy(bad::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
