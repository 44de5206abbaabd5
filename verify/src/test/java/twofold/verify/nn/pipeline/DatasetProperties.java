package twofold.verify.nn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import twofold.nn.pipeline.Dataset;
import twofold.nn.pipeline.Elements;
import twofold.tensor.Parallel;
import twofold.verify.nn.pipeline.Pipelines.Pipeline;
import twofold.verify.nn.pipeline.Pipelines.Source;
import twofold.verify.tensor.Draw;

/** The laws of {@code Dataset}. */
class DatasetProperties {

  private static Draw draw(long seed) {
    return new Draw(new SplittableRandom(seed));
  }

  /** Whatever stages stand behind each other, the elements are those of the same with lists. */
  @Property(tries = 2000)
  void aPipelineGivesWhatListsGive(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Pipeline pipeline = Pipelines.random(draw(seed), new Source(n));
    for (long epoch : new long[] {0, 1, 5}) {
      assertThat(pipeline.dataset().toList(epoch))
          .as("epoch %d of %s", epoch, pipeline)
          .isEqualTo(pipeline.model().apply(epoch));
    }
  }

  /** An epoch is the same again, also in the middle of a walk through another one. */
  @Property(tries = 500)
  void anEpochDoesNotDependOnOthers(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Pipeline pipeline = Pipelines.random(draw(seed), new Source(n));
    List<Integer> alone = pipeline.dataset().toList(3);
    try (Elements<Integer> other = pipeline.dataset().elements(2)) {
      other.next();
      assertThat(pipeline.dataset().toList(3)).as(pipeline.stages()).isEqualTo(alone);
      other.next();
    }
  }

  /** Wherever a walk is stopped, all that was opened is closed, and no thread is left. */
  @Property(tries = 500)
  void whatIsOpenedIsClosed(
      @ForAll long seed, @ForAll @IntRange(max = 40) int n, @ForAll @IntRange(max = 60) int stop) {
    Source source = new Source(n);
    Pipeline pipeline = Pipelines.random(draw(seed), source);
    try (Elements<Integer> elements = pipeline.dataset().prefetch(2).elements(1)) {
      for (int i = 0; i < stop && elements.next() != null; i++) {
        assertThat(source.opened.get()).isPositive();
      }
    }
    assertThat(source.open.get()).as("%s stopped after %d", pipeline, stop).isZero();
    assertThat(prefetchThreads()).isEmpty();
  }

  static List<Thread> prefetchThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("prefetch") && thread.isAlive())
        .toList();
  }

  /** So also if a stage fails: the elements before it come first, then its own exception. */
  @Property(tries = 300)
  void aFailureComesAtItsPlace(
      @ForAll @IntRange(max = 30) int n,
      @ForAll @IntRange(max = 40) int bad,
      @ForAll @IntRange(min = 1, max = 9) int window,
      @ForAll @IntRange(min = 1, max = 4) int ahead) {
    Source source = new Source(n);
    ArithmeticException cause = new ArithmeticException("the cause");
    IllegalStateException failure = new IllegalStateException("element " + bad, cause);
    Dataset<Integer> failing =
        source.mapParallel(
            x -> {
              if (x == bad) {
                throw failure;
              }
              return x;
            },
            window);
    for (Dataset<Integer> d :
        List.of(failing, failing.prefetch(ahead), failing.mapParallel(x -> x, 3).prefetch(1))) {
      List<Integer> seen = new ArrayList<>();
      if (bad < n) {
        assertThatThrownBy(() -> d.forEach(0, seen::add)).isSameAs(failure).hasCause(cause);
      } else {
        d.forEach(0, seen::add);
      }
      assertThat(seen).containsExactlyElementsOf(Dataset.range(Math.min(n, bad)).toList());
      assertThat(source.open.get()).isZero();
    }
    assertThat(prefetchThreads()).isEmpty();
  }

  /** By any number of threads, with chance or without. */
  @Property(tries = 60)
  void mappedBitsDoNotDependOnThreads(
      @ForAll long seed,
      @ForAll @IntRange(max = 200) int n,
      @ForAll @IntRange(min = 1, max = 70) int window) {
    Dataset<Double> chance =
        Dataset.range(n).mapRandomly((i, random) -> i * random.nextDouble(), seed, window);
    List<Double> expected =
        Dataset.range(n).mapRandomly((i, random) -> i * random.nextDouble(), seed, 1).toList(4);
    int before = Parallel.threads();
    try {
      for (int threads : new int[] {1, 2, 3, 7}) {
        Parallel.setThreads(threads);
        assertThat(chance.toList(4)).isEqualTo(expected);
        assertThat(chance.prefetch(3).toList(4)).isEqualTo(expected);
      }
    } finally {
      Parallel.setThreads(before);
    }
  }

  /** map f, then g, is map g∘f. */
  @Property(tries = 100)
  void mapsFuse(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Dataset<Integer> d = Pipelines.random(draw(seed), new Source(n)).dataset();
    assertThat(d.map(x -> x * 31).map(x -> x ^ 5).toList(1))
        .isEqualTo(d.map(x -> (x * 31) ^ 5).toList(1));
  }

  @Property(tries = 200)
  void batchThenUnbatchIsTheIdentity(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int n,
      @ForAll @IntRange(min = 1, max = 50) int size) {
    Dataset<Integer> d = Pipelines.random(draw(seed), new Source(n)).dataset();
    List<Integer> all = d.toList(2);
    assertThat(Dataset.unbatch(d.batch(size, false)).toList(2)).isEqualTo(all);
    List<List<Integer>> batches = d.batch(size, false).toList(2);
    assertThat(batches).hasSize((all.size() + size - 1) / size);
    for (int i = 0; i < batches.size() - 1; i++) {
      assertThat(batches.get(i)).hasSize(size);
    }
    assertThat(d.batch(size, true).toList(2))
        .isEqualTo(batches.subList(0, all.size() / size)); // only whole ones
  }

  /** What was cut in two is whole again; and a pair ends where the shorter one does. */
  @Property(tries = 200)
  void takeAndSkipAndZip(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int n,
      @ForAll @IntRange(max = 50) int cut,
      @ForAll @IntRange(max = 50) int other) {
    Dataset<Integer> d = Pipelines.random(draw(seed), new Source(n)).dataset();
    List<Integer> all = d.toList();
    assertThat(d.take(cut).concatenate(d.skip(cut)).toList()).isEqualTo(all);
    assertThat(d.zip(Dataset.range(other), (x, i) -> x).toList()).isEqualTo(d.take(other).toList());
    assertThat(Dataset.range(other).zip(d, (i, x) -> x).toList()).isEqualTo(d.take(other).toList());
  }

  /** Of repeated epochs: a times b is a·b, and for ever begins with any number of them. */
  @Property(tries = 200)
  void repeatedRepeats(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int n,
      @ForAll @IntRange(max = 4) int a,
      @ForAll @IntRange(max = 4) int b) {
    Dataset<Integer> d = Dataset.range(n).shuffleAll(seed);
    assertThat(d.repeat(a).repeat(b).toList(3)).isEqualTo(d.repeat((long) a * b).toList(3));
    assertThat(d.repeat().take((long) n * a).toList(0)).isEqualTo(d.repeat(a).toList(0));
    List<Integer> byHand = new ArrayList<>();
    for (int k = 0; k < a; k++) {
      byHand.addAll(d.toList(2L * a + k));
    }
    assertThat(d.repeat(a).toList(2)).isEqualTo(byHand);
  }

  /** Each source keeps its own order, whatever stands between its elements. */
  @Property(tries = 200)
  void interleavingKeepsTheOrderWithin(
      @ForAll @IntRange(max = 12) int sources,
      @ForAll @IntRange(min = 1, max = 6) int cycle,
      @ForAll long seed) {
    int[] sizes = draw(seed).random().ints(sources, 0, 6).toArray();
    Dataset<int[]> d =
        Dataset.range(sources)
            .interleave(s -> Dataset.range(sizes[s]).map(i -> new int[] {s, i}), cycle);
    List<int[]> given = d.toList();
    for (int s = 0; s < sources; s++) {
      int source = s;
      assertThat(given.stream().filter(x -> x[0] == source).mapToInt(x -> x[1]))
          .containsExactly(IntStream.range(0, sizes[s]).boxed().toArray(Integer[]::new));
    }
    assertThat(given).hasSize(IntStream.of(sizes).sum());
  }

  /** The first whole walk is remembered; half a walk is not, and the source is asked no more. */
  @Property(tries = 100)
  void cachedOnceAndForAll(
      @ForAll @IntRange(min = 1, max = 30) int n, @ForAll @IntRange(max = 29) int half) {
    Source source = new Source(n);
    Dataset<Integer> cached = source.shuffleAll(7).cache();
    try (Elements<Integer> elements = cached.elements(0)) {
      for (int i = 0; i < Math.min(half, n); i++) {
        elements.next();
      }
    }
    List<Integer> first = cached.toList(5);
    assertThat(first).isEqualTo(source.shuffleAll(7).toList(5));
    int opened = source.opened.get();
    assertThat(cached.toList(6)).isEqualTo(first);
    assertThat(source.opened.get()).isEqualTo(opened);
  }
}
