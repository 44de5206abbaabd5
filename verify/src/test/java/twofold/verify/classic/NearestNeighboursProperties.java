package twofold.verify.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import twofold.classic.NearestNeighbours;
import twofold.classic.NearestNeighbours.ClassificationModel;
import twofold.classic.NearestNeighbours.Options;
import twofold.classic.NearestNeighbours.RegressionModel;
import twofold.math.RandomStreams;

/**
 * Theorems about {@code NearestNeighbours}.
 *
 * <p>Coordinates are integers from −8 to 8, so all squared distances are integers below 2⁵³ and
 * exact: whatever is said to be equal is equal, and equal distances do occur.
 */
class NearestNeighboursProperties {

  private static final int CLASSES = 3;

  /** n rows of d features with labels and values, k neighbours, and a point to ask about. */
  private record Task(double[][] x, int[] y, double[] values, int k, double[] point) {

    static Task draw(long seed, int n, int d) {
      RandomGenerator random = RandomStreams.of(seed);
      return new Task(
          IntStream.range(0, n).mapToObj(i -> point(d, random)).toArray(double[][]::new),
          random.ints(n, 0, CLASSES).toArray(),
          random.ints(n, -100, 100).asDoubleStream().toArray(),
          random.nextInt(1, n + 1),
          point(d, random));
    }

    private static double[] point(int d, RandomGenerator random) {
      return random.ints(d, -8, 9).asDoubleStream().toArray();
    }

    ClassificationModel classifier() {
      return NearestNeighbours.fit(x, y, new Options(k));
    }

    RegressionModel regressor() {
      return NearestNeighbours.fit(x, values, new Options(k));
    }

    /** The same task with every point of the space, rows and question alike, sent elsewhere. */
    Task map(UnaryOperator<double[]> f) {
      return new Task(
          Arrays.stream(x).map(f).toArray(double[][]::new), y, values, k, f.apply(point));
    }

    double distance(int i) {
      double sum = 0;
      for (int j = 0; j < point.length; j++) {
        sum += (x[i][j] - point[j]) * (x[i][j] - point[j]);
      }
      return sum;
    }
  }

  /** The neighbours are the first k of all rows, sorted by distance and then by place. */
  @Property
  void neighboursAreTheFirstOfAFullSort(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll @IntRange(min = 1, max = 4) int d) {
    Task task = Task.draw(seed, n, d);
    int[] sorted =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(task::distance).thenComparing(i -> i))
            .limit(task.k)
            .mapToInt(i -> i)
            .toArray();
    assertThat(task.classifier().neighbours(task.point)).isEqualTo(sorted);
    assertThat(task.regressor().neighbours(task.point)).isEqualTo(sorted);
  }

  /**
   * A row is its own nearest neighbour, so k = 1 repeats the training set, if no row comes twice.
   */
  @Property
  void oneNeighbourRepeatsTheTrainingSet(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int n) {
    Task task = Task.draw(seed, n, 2);
    for (int i = 0; i < n; i++) {
      task.x[i][0] += 100 * i; // makes the rows distinct
    }
    assertThat(NearestNeighbours.fit(task.x, task.y, new Options(1)).classify(task.x))
        .isEqualTo(task.y);
    assertThat(NearestNeighbours.fit(task.x, task.values, new Options(1)).predict(task.x))
        .isEqualTo(task.values);
  }

  /** With k = n the point no longer matters: the majority of all, the frequencies, the mean. */
  @Property
  void allNeighboursAreTheMajority(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int n) {
    Task drawn = Task.draw(seed, n, 2);
    Task task = new Task(drawn.x, drawn.y, drawn.values, n, drawn.point);
    int[] seen = new int[CLASSES];
    for (int label : task.y) {
      seen[label]++;
    }
    int answer = task.classifier().classify(task.point);
    assertThat(seen[answer]).isEqualTo(Arrays.stream(seen).max().getAsInt());
    double[] p = task.classifier().probabilities(task.point);
    for (int c = 0; c < p.length; c++) {
      assertThat(p[c]).isEqualTo((double) seen[c] / n);
    }
    assertThat(task.regressor().predict(task.point))
        .isEqualTo(Arrays.stream(task.values).sum() / n);
  }

  /** The class named is one with most votes, and of several the one that is met first. */
  @Property
  void theNearestOfTheMostVotedWins(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int n) {
    Task task = Task.draw(seed, n, 1);
    ClassificationModel model = task.classifier();
    double[] p = model.probabilities(task.point);
    double most = Arrays.stream(p).max().getAsDouble();
    int first =
        Arrays.stream(model.neighbours(task.point))
            .map(i -> task.y[i])
            .filter(label -> p[label] == most)
            .findFirst()
            .getAsInt();
    assertThat(model.classify(task.point)).isEqualTo(first);
  }

  /**
   * Distances are all that counts: turning, mirroring, moving and scaling the space change nothing.
   * The turns are those that only swap and mirror coordinates, the scale is a power of two, and the
   * shift an integer: each is exact in floating point.
   */
  @Property(edgeCases = EdgeCasesMode.NONE) // four arguments have more edge cases than tries
  void invariantUnderSimilarity(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll @IntRange(min = 1, max = 4) int d,
      @ForAll @IntRange(min = -300, max = 300) int exponent) {
    Task task = Task.draw(seed, n, d);
    RandomGenerator random = RandomStreams.stream(seed, 1);
    int[] axes = RandomStreams.permutation(d, random);
    int[] sign = random.ints(d, 0, 2).map(bit -> 2 * bit - 1).toArray();
    int[] shift = random.ints(d, -1000, 1000).toArray();
    Task mapped =
        task.map(
            p -> {
              double[] q = new double[d];
              for (int j = 0; j < d; j++) {
                q[j] = Math.scalb(sign[j] * p[axes[j]] + shift[j], exponent);
              }
              return q;
            });
    assertThat(mapped.classifier().neighbours(mapped.point))
        .isEqualTo(task.classifier().neighbours(task.point));
    assertThat(mapped.classifier().classify(mapped.point))
        .isEqualTo(task.classifier().classify(task.point));
    assertThat(mapped.regressor().predict(mapped.point))
        .isEqualTo(task.regressor().predict(task.point));
  }

  /** Where no two rows are equally far, the order of the training set does not matter. */
  @Property
  void theOrderOfTheRowsDoesNotMatter(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int n) {
    Task task = Task.draw(seed, n, 2);
    Set<Double> distances = new HashSet<>();
    for (int i = 0; i < n; i++) {
      while (!distances.add(task.distance(i))) {
        task.x[i][0] += 1 + i; // an equally distant row moves until it is not
      }
    }
    int[] order = RandomStreams.permutation(n, RandomStreams.stream(seed, 1));
    double[][] x = new double[n][];
    int[] y = new int[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = task.x[order[i]];
      y[i] = task.y[order[i]];
      values[i] = task.values[order[i]];
    }
    Task shuffled = new Task(x, y, values, task.k, task.point);
    assertThat(shuffled.classifier().classify(task.point))
        .isEqualTo(task.classifier().classify(task.point));
    // Sums of integers are exact in any order.
    assertThat(shuffled.regressor().predict(task.point))
        .isEqualTo(task.regressor().predict(task.point));
    assertThat(Arrays.stream(shuffled.classifier().neighbours(task.point)).map(i -> order[i]))
        .containsExactly(
            Arrays.stream(task.classifier().neighbours(task.point))
                .boxed()
                .toArray(Integer[]::new));
  }
}
