package twofold.verify.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static twofold.math.Entropy.BITS;
import static twofold.math.Entropy.NATS;
import static twofold.math.Rounding.gamma;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import twofold.math.Entropy;
import twofold.math.RandomStreams;

/**
 * Theorems about {@code Entropy}.
 *
 * <p>How far the computed numbers may be off, for n outcomes. Every term p·I(q) is non-negative, so
 * a relative error of each is a relative error of the sum.
 *
 * <pre>
 *   log            5 roundings (its own doc), a product, n − 1 additions:    γₙ₊₅·H
 *   q = p(x,y)/p(x) and the marginals are off by a factor 1 + θₙ₊₁, and
 *   log q(1 + θ) = log q + θ, up to θ²:  a share p·θ each, in all            2γₙ₊₁/ln 2 bits
 *   the p's sum to 1 only up to γ₂ₙ themselves, where a theorem needs Σp = 1   γ₂ₙ·(H + 1/ln 2)
 * </pre>
 *
 * <p>{@link #slack} adds these up for a comparison of entropies no larger than h.
 */
class EntropyProperties {

  /** H(X,Y) = H(X) + H(Y|X). */
  @Property
  void chainRule(@ForAll("tables") double[][] p) {
    double joint = BITS.joint(p);
    assertThat(BITS.of(rows(p)) + BITS.conditional(p)).isCloseTo(joint, within(slack(p, joint)));
  }

  /** The chain rule the other way round: H(X,Y) = H(Y) + H(X|Y). */
  @Property
  void chainRuleTransposed(@ForAll("tables") double[][] p) {
    double joint = BITS.joint(p);
    double[][] t = transpose(p);
    assertThat(BITS.of(rows(t)) + BITS.conditional(t)).isCloseTo(joint, within(slack(p, joint)));
  }

  /** 0 ≤ H(X) ≤ log n: the lower bound exactly, as no term is negative. */
  @Property
  void betweenNothingAndLogN(@ForAll("tables") double[][] p) {
    double most = Math.log(p.length * p[0].length) / Math.log(2);
    assertThat(BITS.joint(p)).isBetween(0.0, most + slack(p, most));
    assertThat(BITS.conditional(p)).isNotNegative();
  }

  /** H = log n is reached by n equal probabilities, and by these only. */
  @Property
  void equalProbabilitiesReachLogN(@ForAll @IntRange(min = 1, max = 2000) int n) {
    double[] p = new double[n];
    Arrays.fill(p, 1.0 / n);
    double most = Math.log(n) / Math.log(2);
    assertThat(BITS.of(p)).isCloseTo(most, within(slack(new double[][] {p}, most)));
  }

  /** H(Y|X) ≤ H(Y), so the gain is never negative. */
  @Property
  void conditioningNeverAddsEntropy(@ForAll("tables") double[][] p) {
    double hy = BITS.of(rows(transpose(p)));
    assertThat(BITS.conditional(p)).isLessThanOrEqualTo(hy + slack(p, hy));
    assertThat(BITS.gain(p)).isGreaterThanOrEqualTo(-slack(p, hy));
  }

  /** What X tells about Y, Y tells about X. */
  @Property
  void gainIsSymmetric(@ForAll("tables") double[][] p) {
    double joint = BITS.joint(p);
    assertThat(BITS.gain(transpose(p))).isCloseTo(BITS.gain(p), within(slack(p, joint)));
  }

  /** If p(x,y) = p(x)·p(y), knowing X does not help: the gain is 0. */
  @Property
  void independenceMeansNoGain(@ForAll("weights") double[] a, @ForAll("weights") double[] b) {
    double[][] p = new double[a.length][b.length];
    for (int x = 0; x < a.length; x++) {
      for (int y = 0; y < b.length; y++) {
        p[x][y] = a[x] * b[y];
      }
    }
    normalise(p);
    assertThat(BITS.gain(p)).isCloseTo(0, within(slack(p, BITS.joint(p))));
  }

  /**
   * If y is a function of x, nothing is left of Y, to the last bit; and the gain is all of H(Y).
   */
  @Property
  void aFunctionLeavesNothing(@ForAll("weights") double[] px, @ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    double[][] p = new double[px.length][3];
    for (int x = 0; x < px.length; x++) {
      p[x][random.nextInt(3)] = px[x];
    }
    assertThat(BITS.conditional(p)).isZero();
    assertThat(BITS.gain(p)).isEqualTo(BITS.of(rows(transpose(p))));
  }

  /** 1 bit = ln 2 nats. */
  @Property
  void bitsAndNatsAreTheSameThing(@ForAll("tables") double[][] p) {
    double nats = NATS.joint(p);
    assertThat(BITS.joint(p) * Math.log(2)).isCloseTo(nats, within(slack(p, nats)));
  }

  /** Counts and their frequencies give the same; so does the order of the outcomes. */
  @Property
  void countsAreFrequencies(@ForAll("counts") long[][] counts) {
    double[][] p = new double[counts.length][counts[0].length];
    for (int x = 0; x < p.length; x++) {
      for (int y = 0; y < p[x].length; y++) {
        p[x][y] = counts[x][y];
      }
    }
    normalise(p);
    double slack = slack(p, BITS.joint(p));
    assertThat(BITS.conditionalOfCounts(counts)).isCloseTo(BITS.conditional(p), within(slack));
    assertThat(BITS.gainOfCounts(counts)).isCloseTo(BITS.gain(p), within(slack));
    long[] flat = Arrays.stream(counts).flatMapToLong(Arrays::stream).toArray();
    assertThat(BITS.ofCounts(flat)).isCloseTo(BITS.joint(p), within(slack));
  }

  /** A table of labels counts every pair once. */
  @Property
  void tableCountsEveryPair(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int n) {
    RandomGenerator random = RandomStreams.of(seed);
    int[] x = random.ints(n, 0, 4).toArray();
    int[] y = random.ints(n, 0, 3).toArray();
    long[][] table = Entropy.table(x, y);
    for (int i = 0; i < n; i++) {
      table[x[i]][y[i]]--;
    }
    for (long[] row : table) {
      assertThat(row).containsOnly(0);
    }
  }

  @Provide
  Arbitrary<double[]> weights() {
    return tables().map(p -> p[0]).filter(p -> sum(p) > 0).map(EntropyProperties::distribution);
  }

  @Provide
  Arbitrary<double[][]> tables() {
    return counts()
        .map(
            counts -> {
              double[][] p = new double[counts.length][counts[0].length];
              for (int x = 0; x < p.length; x++) {
                for (int y = 0; y < p[x].length; y++) {
                  // From counts up to 1000 to weights over thirty orders of magnitude; 0 stays 0.
                  p[x][y] = Math.pow(counts[x][y] / 1000.0, 10);
                }
              }
              normalise(p);
              return p;
            });
  }

  /** Tables drawn from a seed, as shrinking them entry by entry takes long and shows little. */
  @Provide
  Arbitrary<long[][]> counts() {
    Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 8);
    return Combinators.combine(sizes, sizes, Arbitraries.longs())
        .as(
            (rows, columns, seed) -> {
              RandomGenerator random = RandomStreams.of(seed);
              long[][] counts = new long[rows][columns];
              for (long[] row : counts) {
                Arrays.setAll(row, y -> random.nextInt(4) == 0 ? 0 : random.nextLong(1, 1000));
              }
              counts[0][0]++; // at least one observation
              return counts;
            });
  }

  private static double sum(double[] p) {
    return Arrays.stream(p).reduce(0, Double::sum);
  }

  private static double[] distribution(double[] weights) {
    double[] p = weights.clone();
    normalise(new double[][] {p});
    return p;
  }

  private static void normalise(double[][] p) {
    double sum = Arrays.stream(p).flatMapToDouble(Arrays::stream).reduce(0, Double::sum);
    for (double[] row : p) {
      for (int y = 0; y < row.length; y++) {
        row[y] /= sum;
      }
    }
  }

  private static double[] rows(double[][] p) {
    return Arrays.stream(p).mapToDouble(EntropyProperties::sum).toArray();
  }

  private static double[][] transpose(double[][] p) {
    double[][] t = new double[p[0].length][p.length];
    for (int x = 0; x < p.length; x++) {
      for (int y = 0; y < p[x].length; y++) {
        t[y][x] = p[x][y];
      }
    }
    return t;
  }

  /** The class comment's bound for both sides of a comparison, of at most two entropies each. */
  private static double slack(double[][] p, double h) {
    int n = p.length * p[0].length;
    double perBit = 1 / Math.log(2);
    return 2 * (2 * gamma(n + 5) * h + 2 * gamma(n + 1) * perBit + gamma(2L * n) * (h + perBit));
  }
}
