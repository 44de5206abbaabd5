package twofold.verify.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import twofold.math.ComputationalNoise;
import twofold.math.RandomStreams;

/** Theorems about {@code ComputationalNoise}. */
class ComputationalNoiseProperties {

  /**
   * Noise that was put in is found again: among 2000 smooth functions with normal noise of known σ,
   * 95 of 100 estimates are within the promised factor, and the median is within 10 %.
   */
  @Example
  void plantedNoiseIsFound() {
    SplittableRandom random = new SplittableRandom(1);
    double[] ratios = new double[2000];
    for (int trial = 0; trial < ratios.length; trial++) {
      double sigma = Math.pow(10, -3 - 9 * random.nextDouble());
      double phase = 6 * random.nextDouble();
      double[] values = new double[9];
      for (int i = 0; i < values.length; i++) {
        double t = i * Math.cbrt(sigma) / 8;
        values[i] = Math.sin(phase + t) + sigma * RandomStreams.normal(random);
      }
      ratios[trial] = ComputationalNoise.of(values).orElse(0) / sigma;
    }
    Arrays.sort(ratios);
    assertThat(ratios[50]).isGreaterThan(1.0 / ComputationalNoise.LEVEL);
    assertThat(ratios[1950]).isLessThan(ComputationalNoise.LEVEL);
    assertThat(ratios[1000]).isBetween(0.9, 1.1);
  }

  /**
   * Scaling the values by a power of two scales the estimate; shifting by what is exact does not.
   */
  @Property
  void theEstimateScalesWithTheValues(
      @ForAll @DoubleRange(min = -1, max = 1) double slope, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[8];
    for (int i = 0; i < values.length; i++) {
      values[i] = slope * i / 1024 + random.nextInt(1000) * 0x1p-40;
    }
    double[] scaled = Arrays.stream(values).map(value -> value * 0x1p-7).toArray();
    var noise = ComputationalNoise.of(values);
    var ofScaled = ComputationalNoise.of(scaled);
    assertThat(ofScaled.isPresent()).isEqualTo(noise.isPresent());
    noise.ifPresent(found -> assertThat(ofScaled.orElseThrow()).isEqualTo(found * 0x1p-7));
  }

  /** A polynomial computed without rounding has no noise. */
  @Example
  void exactValuesHaveNone() {
    double[] values = new double[9];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * i * i - 5.0 * i;
    }
    assertThat(ComputationalNoise.of(values)).hasValue(0);
  }

  /** Far apart, a curved function looks like nothing but itself. */
  @Example
  void argumentsTooFarApartShowNothing() {
    double[] values = new double[9];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(4 * i);
    }
    assertThat(ComputationalNoise.of(values)).isEmpty();
  }
}
