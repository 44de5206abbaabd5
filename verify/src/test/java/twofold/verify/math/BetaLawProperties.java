package twofold.verify.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.BetaLaw;
import twofold.math.RandomStreams;

/** Theorems about {@code BetaLaw}; the seeds are fixed. */
class BetaLawProperties {
  private static final int N = 100_000;

  /**
   * The law itself, where its distribution function is elementary. The largest distance between
   * that and the observed one exceeds d with probability 2·e^(−2Nd²) at most [Dvoretzky, Kiefer and
   * Wolfowitz 1956; Massart 1990]: 10⁻⁹ for d = √(ln(2·10⁹)/2N).
   */
  @Property(tries = 3, seed = "1")
  void hasTheLaw(@ForAll long seed) {
    assertLaw(1, 1, x -> x, seed);
    assertLaw(0.5, 0.5, x -> 2 / Math.PI * Math.asin(Math.sqrt(x)), seed);
    assertLaw(3, 1, x -> x * x * x, seed);
    assertLaw(1, 0.2, x -> 1 - Math.pow(1 - x, 0.2), seed);
    assertLaw(0.01, 1, x -> Math.pow(x, 0.01), seed);
    assertLaw(2, 2, x -> x * x * (3 - 2 * x), seed);
  }

  private static void assertLaw(double a, double b, DoubleUnaryOperator probability, long seed) {
    RandomGenerator random = RandomStreams.stream(seed, Double.hashCode(a), Double.hashCode(b));
    double[] drawn = new double[N];
    for (int i = 0; i < N; i++) {
      drawn[i] = BetaLaw.draw(a, b, random);
    }
    Arrays.sort(drawn);
    double distance = 0;
    for (int i = 0; i < N; i++) {
      // at equal numbers, as where 1 − x is lost, only the outer edges of the step count
      boolean first = i == 0 || drawn[i - 1] < drawn[i];
      boolean last = i == N - 1 || drawn[i] < drawn[i + 1];
      double p = probability.applyAsDouble(drawn[i]);
      distance = Math.max(distance, first && drawn[i] < 1 ? p - (double) i / N : 0);
      distance = Math.max(distance, last ? (i + 1.0) / N - p : 0);
    }
    assertThat(distance).as("Beta(%s, %s)", a, b).isLessThan(Math.sqrt(Math.log(2e9) / (2.0 * N)));
  }

  /** Mean a/(a + b) and variance ab/((a + b)²(a + b + 1)), which bounds itself: x is in [0, 1]. */
  @Property(tries = 20, seed = "2")
  void momentsOfAnyShape(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    double a = Math.pow(10, 3 * random.nextDouble() - 1.5);
    double b = Math.pow(10, 3 * random.nextDouble() - 1.5);
    double mean = a / (a + b);
    double variance = a * b / ((a + b) * (a + b) * (a + b + 1));
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < N; i++) {
      double x = BetaLaw.draw(a, b, random);
      assertThat(x >= 0 && x <= 1).isTrue();
      sum += x;
      squares += (x - mean) * (x - mean);
    }
    // 6 standard errors; (x − mean)² ≤ 1, so its variance is at most its mean
    assertThat(sum / N).isCloseTo(mean, within(6 * Math.sqrt(variance / N)));
    assertThat(squares / N).isCloseTo(variance, within(6 * Math.sqrt(variance / N)));
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> BetaLaw.draw(0, 1, RandomStreams.of(1)))
        .hasMessage("a must be a positive number, got 0.0");
    assertThatThrownBy(() -> BetaLaw.draw(1, Double.NaN, RandomStreams.of(1)))
        .hasMessage("b must be a positive number, got NaN");
    // tiny shapes: 0 or 1, never NaN
    for (int i = 0; i < 1000; i++) {
      assertThat(BetaLaw.draw(1e-5, 1e-5, RandomStreams.of(i))).isBetween(0.0, 1.0);
    }
  }
}
