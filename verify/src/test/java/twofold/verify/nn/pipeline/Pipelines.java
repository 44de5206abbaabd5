package twofold.verify.nn.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twofold.math.RandomStreams;
import twofold.nn.pipeline.Dataset;
import twofold.nn.pipeline.Elements;
import twofold.verify.tensor.Draw;

/**
 * Random pipelines, and beside each of them what it should give: the same written with whole lists,
 * which is slower, needs more memory, and is easily seen to be right.
 */
final class Pipelines {
  private Pipelines() {}

  /**
   * @param dataset what is tested
   * @param model the elements of an epoch
   * @param stages for the report of a failure
   */
  record Pipeline(Dataset<Integer> dataset, LongFunction<List<Integer>> model, String stages) {

    Pipeline then(String stage, Dataset<Integer> dataset, LongFunction<List<Integer>> model) {
      return new Pipeline(dataset, model, stages + "." + stage);
    }

    @Override
    public String toString() {
      return stages;
    }
  }

  /** Counts how many of its walks are open. */
  static final class Source implements Dataset<Integer> {
    private final int n;
    final AtomicInteger open;
    final AtomicInteger opened;

    Source(int n) {
      this(n, new AtomicInteger(), new AtomicInteger());
    }

    private Source(int n, AtomicInteger open, AtomicInteger opened) {
      this.n = n;
      this.open = open;
      this.opened = opened;
    }

    /** Another one, counted together with this. */
    Source of(int n) {
      return new Source(n, open, opened);
    }

    @Override
    public Elements<Integer> elements(long epoch) {
      open.incrementAndGet();
      opened.incrementAndGet();
      Elements<Integer> range = Dataset.range(n).elements(epoch);
      return new Elements<>() {
        private boolean isOpen = true;

        @Override
        public Integer next() {
          return range.next();
        }

        @Override
        public void close() {
          if (isOpen) {
            open.decrementAndGet();
          }
          isOpen = false;
        }
      };
    }
  }

  static Pipeline random(Draw draw, Source source) {
    Pipeline pipeline =
        new Pipeline(
            source,
            epoch -> IntStream.range(0, source.n).boxed().toList(),
            "range(" + source.n + ")");
    for (int stages = draw.from(0, 6); stages > 0; stages--) {
      pipeline = longer(pipeline, source, draw);
    }
    return pipeline;
  }

  private static Pipeline longer(Pipeline p, Source source, Draw draw) {
    Dataset<Integer> d = p.dataset;
    LongFunction<List<Integer>> m = p.model;
    int n = draw.from(1, 9);
    long seed = draw.random().nextLong();
    return switch (draw.from(0, 13)) {
      case 0 -> p.then("map", d.map(x -> 3 * x + 1), e -> mapped(m.apply(e)));
      case 1 ->
          p.then(
              "mapParallel(" + n + ")", d.mapParallel(x -> 3 * x + 1, n), e -> mapped(m.apply(e)));
      case 2 ->
          p.then(
              "mapRandomly",
              d.mapRandomly((x, random) -> x + random.nextInt(100), seed, n),
              e -> randomly(m.apply(e), seed, e));
      case 3 ->
          p.then(
              "filter",
              d.filter(x -> x % 3 != 0),
              e -> m.apply(e).stream().filter(x -> x % 3 != 0).toList());
      case 4 -> p.then("take(" + n + ")", d.take(n), e -> m.apply(e).stream().limit(n).toList());
      case 5 -> p.then("skip(" + n + ")", d.skip(n), e -> m.apply(e).stream().skip(n).toList());
      case 6 -> p.then("shuffle", d.shuffleAll(seed), e -> permuted(m.apply(e), seed, e));
      case 7 ->
          p.then("shuffle(" + n + ")", d.shuffle(n, seed), e -> shuffled(m.apply(e), n, seed, e));
      case 8 ->
          p.then(
              "batch(" + n + ").unbatch",
              Dataset.unbatch(d.batch(n, true)),
              e -> m.apply(e).stream().limit(m.apply(e).size() / n * n).toList());
      case 9 -> p.then("repeat(2)", d.repeat(2), e -> joined(m.apply(2 * e), m.apply(2 * e + 1)));
      case 10 -> p.then("concatenate", d.concatenate(d), e -> joined(m.apply(e), m.apply(e)));
      case 11 -> p.then("zip", d.zip(d.skip(n), Integer::sum), e -> sums(m.apply(e), n));
      case 12 ->
          p.then(
              "interleave(" + n + ")",
              d.interleave(x -> source.of(x & 3).map(y -> x + y), n),
              e -> interleaved(m.apply(e), n));
      default -> p.then("prefetch(" + n + ")", d.prefetch(n), m);
    };
  }

  private static List<Integer> mapped(List<Integer> list) {
    return list.stream().map(x -> 3 * x + 1).toList();
  }

  private static List<Integer> randomly(List<Integer> list, long seed, long epoch) {
    return IntStream.range(0, list.size())
        .mapToObj(i -> list.get(i) + RandomStreams.stream(seed, epoch, i).nextInt(100))
        .toList();
  }

  private static List<Integer> permuted(List<Integer> list, long seed, long epoch) {
    int[] order = RandomStreams.permutation(list.size(), RandomStreams.stream(seed, epoch));
    return IntStream.of(order).mapToObj(list::get).toList();
  }

  /**
   * Takes a random one of the first B of those that are left, whose place the last of them takes.
   */
  private static List<Integer> shuffled(List<Integer> list, int buffer, long seed, long epoch) {
    RandomGenerator random = RandomStreams.stream(seed, epoch);
    List<Integer> left = new ArrayList<>(list);
    List<Integer> given = new ArrayList<>();
    while (!left.isEmpty()) {
      int held = Math.min(buffer, left.size());
      int chosen = random.nextInt(held);
      given.add(left.get(chosen));
      left.set(chosen, left.get(held - 1));
      left.remove(held - 1);
    }
    return given;
  }

  static List<Integer> joined(List<Integer> one, List<Integer> other) {
    List<Integer> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static List<Integer> sums(List<Integer> list, int skip) {
    return IntStream.range(skip, Math.max(skip, list.size()))
        .mapToObj(i -> list.get(i - skip) + list.get(i))
        .toList();
  }

  /** Queues of a fixed number of counters: an empty counter calls the next customer. */
  private static List<Integer> interleaved(List<Integer> list, int cycle) {
    Deque<Deque<Integer>> next = new ArrayDeque<>();
    for (int x : list) {
      next.add(new ArrayDeque<>(IntStream.range(0, x & 3).mapToObj(y -> x + y).toList()));
    }
    List<Deque<Integer>> counters = new ArrayList<>();
    List<Integer> given = new ArrayList<>();
    for (int i = 0; i < cycle; i++) {
      counters.add(new ArrayDeque<>());
    }
    boolean more = true;
    while (more) {
      more = false;
      for (int i = 0; i < cycle; i++) {
        while (counters.get(i).isEmpty() && !next.isEmpty()) {
          counters.set(i, next.remove());
        }
        if (!counters.get(i).isEmpty()) {
          given.add(counters.get(i).remove());
          more = true;
        }
      }
    }
    return given;
  }
}
