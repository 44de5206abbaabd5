package twofold.verify.nn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import twofold.nn.pipeline.Dataset;
import twofold.verify.Checks;

/**
 * Theorems about the two ways to shuffle.
 *
 * <p>Statements about chance hold within z = 6 standard errors, which a correct shuffle leaves with
 * probability 2·10⁻⁹ each time. The seeds are fixed.
 */
class ShuffleProperties {
  private static final double Z = 6;

  private static Dataset<Integer> shuffled(int n, int buffer, long seed) {
    return buffer == 0 ? Dataset.range(n).shuffleAll(seed) : Dataset.range(n).shuffle(buffer, seed);
  }

  /** Buffer 0 stands for the shuffle of everything. */
  @Property(seed = "1")
  void aShuffleIsAPermutation(
      @ForAll long seed,
      @ForAll @IntRange(max = 100) int n,
      @ForAll @IntRange(max = 120) int buffer) {
    List<Integer> order = shuffled(n, buffer, seed).toList();
    assertThat(order).containsExactlyInAnyOrderElementsOf(Dataset.range(n).toList());
    assertThat(shuffled(n, buffer, seed).toList()).isEqualTo(order);
  }

  /** Of 60 elements and at least 2 places, two epochs agree with probability 2⁻⁵⁹ at most. */
  @Property(seed = "2")
  void anotherEpochAnotherOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int buffer) {
    Dataset<Integer> d = shuffled(60, buffer == 1 ? 0 : buffer, seed);
    assertThat(d.toList(1)).isNotEqualTo(d.toList(2));
    assertThat(d.toList(1)).isNotEqualTo(shuffled(60, buffer == 1 ? 0 : buffer, ~seed).toList(1));
  }

  /** A buffer of one place changes nothing. */
  @Property(seed = "3", tries = 50)
  void aBufferOfOneIsNone(@ForAll long seed, @ForAll @IntRange(max = 50) int n) {
    assertThat(shuffled(n, 1, seed).toList()).isEqualTo(Dataset.range(n).toList());
  }

  /** No element comes more than B − 1 places before its turn. */
  @Property(seed = "4")
  void nothingComesTooEarly(
      @ForAll long seed,
      @ForAll @IntRange(max = 200) int n,
      @ForAll @IntRange(min = 1, max = 60) int buffer) {
    List<Integer> order = shuffled(n, buffer, seed).toList();
    for (int place = 0; place < n; place++) {
      assertThat(place).isGreaterThanOrEqualTo(order.get(place) - (buffer - 1));
    }
  }

  /**
   * Far from both ends, an element moves by K − (B − 1) places, where K is geometric. The mean of
   * the moves D is 0, and that of D² is B·(B − 1).
   *
   * <p>Moves of neighbours are not independent: who is taken keeps others waiting, which makes the
   * sum of all moves nearly constant. Such a negative dependence makes means more exact, not less;
   * but of squares nobody knows, so the moves are taken from walks that are independent: the middle
   * element of each of many.
   */
  @Property(seed = "5", tries = 8)
  @Checks("shuffle-buffer")
  void howFarElementsMove(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int buffer) {
    int walks = 20_000;
    int middle = 30 * buffer;
    int n = 2 * middle; // P(K > 30·B) = (1 − 1/B)^(30·B) < e⁻³⁰: no end is reached
    Dataset<Integer> d = shuffled(n, buffer, seed);
    double sum = 0;
    double squares = 0;
    int[] waits = new int[3];
    for (int walk = 0; walk < walks; walk++) {
      int move = place(d, walk, middle) - middle;
      sum += move;
      squares += (double) move * move;
      int wait = move + buffer - 1;
      if (wait < waits.length) {
        waits[wait]++;
      }
    }
    double variance = buffer * (buffer - 1.0);
    assertThat(sum / walks).isBetween(-error(variance, walks), error(variance, walks));
    // The fourth central moment of a geometric law with p = 1/B is Var·(9·Var + 1).
    double ofSquares = variance * (9 * variance + 1) - variance * variance;
    double miss = error(ofSquares, walks);
    assertThat(squares / walks).isBetween(variance - miss, variance + miss);
    for (int k = 0; k < waits.length; k++) {
      double p = Math.pow(1 - 1.0 / buffer, k) / buffer;
      double missed = error(p * (1 - p), walks);
      assertThat((double) waits[k] / walks).isBetween(p - missed, p + missed);
    }
  }

  private static int place(Dataset<Integer> d, long epoch, int element) {
    return d.toList(epoch).indexOf(element);
  }

  /**
   * With room for all, each of the six orders of three is equally likely, for both shuffles. The
   * sum follows the chi-square law with 5 degrees of freedom, above 50.7 with probability 10⁻⁹.
   */
  @Property(seed = "6", tries = 10)
  void allOrdersOfThreeAreEquallyLikely(@ForAll long seed, @ForAll boolean all) {
    int n = 6000;
    int[] seen = new int[9];
    Dataset<Integer> d = shuffled(3, all ? 0 : 3, seed);
    for (int epoch = 0; epoch < n; epoch++) {
      List<Integer> order = d.toList(epoch);
      seen[3 * order.get(0) + order.get(1)]++;
    }
    double chiSquare =
        IntStream.of(1, 2, 3, 5, 6, 7)
            .mapToDouble(code -> Math.pow(seen[code] - n / 6.0, 2) / (n / 6.0))
            .sum();
    assertThat(chiSquare).isLessThan(50.7);
  }

  /**
   * Spearman's rank correlation of places before and after is 1 − 6·Σd²/(n·(n² − 1)), and E Σd² is
   * about n·B·(B − 1). At the ends it is less, as the last ones cannot wait that long.
   */
  @Property(seed = "7", tries = 20)
  @Checks("shuffle-correlation")
  void aSmallBufferLeavesTheOrder(@ForAll long seed) {
    int n = 20_000;
    int buffer = 100;
    List<Integer> order = shuffled(n, buffer, seed).toList();
    double squares = 0;
    for (int place = 0; place < n; place++) {
      squares += Math.pow(order.get(place) - place, 2);
    }
    double lost = 6 * squares / (n * ((double) n * n - 1));
    double expected = 6 * buffer * (buffer - 1.0) / ((double) n * n - 1);
    // A mean of n moves is at worst as uncertain as one of n/B, if all that are in the buffer
    // together moved alike: deviation √Var(D²)·√(B/n), where Var(D²) = 8·Var² + Var < 9·Var².
    // The last B of n elements, a part of B/n, are left out of the law.
    double relative = Z * Math.sqrt(9.0 * buffer / n) + (double) buffer / n;
    assertThat(lost).isBetween(expected * (1 - relative), expected * (1 + relative));
    assertThat(1 - lost).isGreaterThan(0.999);
  }

  private static double error(double variance, double n) {
    return Z * Math.sqrt(variance / n);
  }
}
