package twofold.nn.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;

/**
 * A sequence of elements that is computed while it is walked through, as often as wanted.
 *
 * <pre>
 *   epoch  ↦  x₀, x₁, x₂, …
 * </pre>
 *
 * <p>A data set is a <b>function of the number of the epoch</b>. It remembers nothing: epoch 3 has
 * the same elements in the same order whether or not epochs 0 to 2 have been walked through, so
 * training that was stopped goes on with the same bits. Only where chance takes part, as in {@link
 * #shuffle}, do epochs differ.
 *
 * <p>Each method gives a new data set that asks this one for elements when it is asked itself:
 *
 * <pre>
 *   Dataset.from(files).shuffleAll(seed).mapParallel(PictureFile::read, 64).batch(32, true).prefetch(2)
 * </pre>
 *
 * <p>Elements are never null. Data sets are immutable, and any number of walks may go on at a time.
 */
@FunctionalInterface
public interface Dataset<T> {

  /** So many epochs that nobody sees the last one. */
  long FOR_EVER = 1L << 32;

  /** Begins a walk through an epoch, counted from 0; to be closed. */
  Elements<T> elements(long epoch);

  // Sources.

  /** These elements, the same in every epoch. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only copied
  static <T> Dataset<T> of(T... elements) {
    return from(Arrays.asList(elements));
  }

  /** The elements of a list, the same in every epoch. */
  static <T> Dataset<T> from(List<? extends T> list) {
    int missing = new ArrayList<>(list).indexOf(null);
    if (missing >= 0) {
      throw new IllegalArgumentException("elements must not be null, got null at " + missing);
    }
    List<T> elements = List.copyOf(list);
    return range(elements.size()).map(elements::get);
  }

  /** 0, 1, …, n − 1: the numbers of examples that lie somewhere. */
  static Dataset<Integer> range(int n) {
    Check.atLeast(0, n, "n");
    return epoch -> new Range(n);
  }

  // One element at a time.

  /** f(x₀), f(x₁), … */
  default <R> Dataset<R> map(Function<? super T, ? extends R> f) {
    return mapParallel(f, 1);
  }

  /**
   * The same, {@code window} elements at a time by all threads of {@link twofold.tensor.Parallel}.
   * The order, and what comes out, is that of {@link #map} for any number of threads.
   *
   * @param f without side effects that others would see; it is called for elements ahead
   */
  default <R> Dataset<R> mapParallel(Function<? super T, ? extends R> f, int window) {
    Check.atLeast(1, window, "the window");
    return epoch -> new Mapped<>(elements(epoch), (x, i) -> f.apply(x), window);
  }

  /**
   * The same with chance: element i of an epoch has the stream (seed, epoch, i) to itself, so it
   * does not matter who is drawn for first.
   */
  default <R> Dataset<R> mapRandomly(
      BiFunction<? super T, RandomGenerator, ? extends R> f, long seed, int window) {
    Check.atLeast(1, window, "the window");
    return epoch ->
        new Mapped<>(
            elements(epoch), (x, i) -> f.apply(x, RandomStreams.stream(seed, epoch, i)), window);
  }

  /** The elements that pass a test. */
  default Dataset<T> filter(Predicate<? super T> keep) {
    return epoch -> new Filtered<>(elements(epoch), keep);
  }

  // Which elements, and in which order.

  /** The first n, or all if there are fewer. */
  default Dataset<T> take(long n) {
    Check.atLeast(0, n, "take");
    return epoch -> new Section<>(elements(epoch), 0, n);
  }

  /** All but the first n. */
  default Dataset<T> skip(long n) {
    Check.atLeast(0, n, "skip");
    return epoch -> new Section<>(elements(epoch), n, Long.MAX_VALUE);
  }

  /**
   * Every order equally likely, another one in each epoch, by {@link RandomStreams#permutation}.
   * All elements of an epoch are held at once.
   */
  default Dataset<T> shuffleAll(long seed) {
    return epoch -> new Permuted<>(elements(epoch), RandomStreams.stream(seed, epoch));
  }

  /**
   * About the same for sequences that are too long to be held: each element is a random one of the
   * next {@code buffer}; see {@link Shuffled} for how far that moves them.
   */
  default Dataset<T> shuffle(int buffer, long seed) {
    Check.atLeast(1, buffer, "the buffer");
    return epoch -> new Shuffled<>(elements(epoch), buffer, RandomStreams.stream(seed, epoch));
  }

  /**
   * n epochs one after another.
   *
   * <pre>
   *   epoch e  =  epochs e·n, e·n + 1, …, e·n + n − 1 of this one
   * </pre>
   */
  default Dataset<T> repeat(long n) {
    Check.atLeast(0, n, "repeat");
    return epoch -> new Chain<>(k -> k < n ? elements(epoch * n + k) : null, false);
  }

  /**
   * Without end: the same for n = {@link #FOR_EVER}. An epoch without elements is an error here, as
   * looking for the next one might never end.
   */
  default Dataset<T> repeat() {
    return epoch -> new Chain<>(k -> k < FOR_EVER ? elements(epoch * FOR_EVER + k) : null, true);
  }

  // Several data sets.

  /** All of this, then all of the other. */
  default Dataset<T> concatenate(Dataset<T> other) {
    List<Dataset<T>> both = List.of(this, other);
    return epoch ->
        new Chain<>(k -> k < both.size() ? both.get((int) k).elements(epoch) : null, false);
  }

  /** pair(x₀, y₀), pair(x₁, y₁), …, as long as both have elements. */
  default <U, R> Dataset<R> zip(
      Dataset<U> other, BiFunction<? super T, ? super U, ? extends R> pair) {
    return epoch -> Zipped.open(this, other, epoch, pair);
  }

  /** A data set for each element, and all of theirs one after another. */
  default <R> Dataset<R> flatMap(Function<? super T, Dataset<R>> f) {
    return interleave(f, 1);
  }

  /**
   * A data set for each element, {@code cycle} of them open at a time, an element of each in turn:
   * with 2, from (a, b, c), (d), (e, f) come a, d, b, e, c, f.
   */
  default <R> Dataset<R> interleave(Function<? super T, Dataset<R>> f, int cycle) {
    Check.atLeast(1, cycle, "the cycle");
    return epoch -> new Interleaved<>(elements(epoch), x -> f.apply(x).elements(epoch), cycle);
  }

  // Batches.

  /**
   * n elements at a time.
   *
   * @param dropRemainder whether to leave out the last ones if they are fewer than n
   */
  default Dataset<List<T>> batch(int n, boolean dropRemainder) {
    Check.atLeast(1, n, "a batch");
    return epoch -> new Batched<>(elements(epoch), n, dropRemainder);
  }

  /** The elements of batches one by one: undoes {@link #batch}. */
  static <T> Dataset<T> unbatch(Dataset<List<T>> batches) {
    return batches.flatMap(Dataset::from);
  }

  /** n sequences of different lengths at a time, filled up to the longest of them. */
  static Dataset<Padded> paddedBatch(
      Dataset<double[]> sequences, int n, boolean dropRemainder, double padding) {
    Check.atLeast(1, n, "a batch");
    return epoch -> new PaddedBatches(sequences.elements(epoch), n, dropRemainder, padding);
  }

  // Time and memory.

  /**
   * The same elements; a thread works up to n of them ahead while the caller does something else.
   *
   * <p>The team of {@link twofold.tensor.Parallel} does one thing at a time. So if both that thread
   * and the caller ask for it, one of them works alone for that moment; neither waits.
   */
  default Dataset<T> prefetch(int n) {
    Check.atLeast(1, n, "prefetch");
    return epoch -> new Prefetched<>(elements(epoch), n);
  }

  /**
   * Remembers the elements of the first epoch that is walked through to its end, and from then on
   * every epoch is that one: so shuffle afterwards, not before.
   */
  default Dataset<T> cache() {
    return new Cached<>(this);
  }

  // What to do with it.

  /** Walks through an epoch, to the end or to the first exception. */
  default void forEach(long epoch, Consumer<? super T> action) {
    try (Elements<T> elements = elements(epoch)) {
      for (T x = elements.next(); x != null; x = elements.next()) {
        action.accept(x);
      }
    }
  }

  /** All elements of an epoch. */
  default List<T> toList(long epoch) {
    List<T> all = new ArrayList<>();
    forEach(epoch, all::add);
    return all;
  }

  /** All elements of epoch 0. */
  default List<T> toList() {
    return toList(0);
  }
}
