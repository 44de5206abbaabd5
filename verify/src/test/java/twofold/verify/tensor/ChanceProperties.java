package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Chance.normal;
import static twofold.tensor.Chance.permutation;
import static twofold.tensor.Chance.shuffle;
import static twofold.tensor.Chance.truncatedNormal;
import static twofold.tensor.Chance.uniform;
import static twofold.tensor.Create.arange;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Chance}. */
class ChanceProperties {
  /** Enough for the law of large numbers, and a probability of 10⁻⁹ that a right sample fails. */
  private static final int N = 40_000;

  private static final double SIGMAS = 6.2;

  @FunctionalInterface
  private interface Maker {
    Tensor make(Device<?> device, Shape shape, RandomGenerator random);
  }

  private static final List<Maker> MAKERS =
      List.of(
          (device, shape, random) -> normal(device, shape, random),
          (device, shape, random) -> normal(device, shape, -3, 0.1, random),
          (device, shape, random) -> truncatedNormal(device, shape, 1, 2, random),
          (device, shape, random) -> uniform(device, shape, -0.3, 0.7, random));

  /** The same seed makes the same bits on every device; another seed makes others. */
  @Property(tries = 50)
  void theSeedDecidesEveryBit(@ForAll long seed) {
    Shape shape = new Shape(3, 5);
    for (Maker maker : MAKERS) {
      double[] expected = maker.make(Device.reference(), shape, RandomStreams.of(seed)).toArray();
      for (Device<?> device : Device.all()) {
        assertThat(maker.make(device, shape, RandomStreams.of(seed)).toArray()).isEqualTo(expected);
        assertThat(maker.make(device, shape, RandomStreams.of(seed + 1)).toArray())
            .isNotEqualTo(expected);
      }
    }
  }

  /**
   * The mean and the mean square of N draws are those of the distribution, up to 6.2 standard
   * deviations of such means: for a square, 3σ⁴ is more than its variance in all three cases.
   */
  @Property(tries = 5)
  void momentsAreThoseOfTheDistribution(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    Device<?> device = Device.reference();
    Shape shape = new Shape(N);
    hasMoments(normal(device, shape, -1, 2, random), -1, 2);
    // the variance that is left within ±2: 1 − 2·2φ(2)/(2Φ(2) − 1)
    double phi = Math.exp(-2) / Math.sqrt(2 * Math.PI);
    double deviation = Math.sqrt(1 - 4 * phi / 0.954499736103642);
    hasMoments(truncatedNormal(device, shape, 5, 3, random), 5, 3 * deviation);
    hasMoments(uniform(device, shape, 1, 3, random), 2, 2 / Math.sqrt(12));
  }

  private static void hasMoments(Tensor x, double mean, double deviation) {
    double[] centred = Arrays.stream(x.toArray()).map(number -> number - mean).toArray();
    double first = Arrays.stream(centred).average().orElseThrow();
    double second = Arrays.stream(centred).map(z -> z * z).average().orElseThrow();
    double variance = deviation * deviation;
    assertThat(Math.abs(first)).isLessThanOrEqualTo(SIGMAS * deviation / Math.sqrt(N));
    assertThat(Math.abs(second - variance))
        .isLessThanOrEqualTo(SIGMAS * variance * Math.sqrt(3.0 / N));
  }

  /** Bounds are kept, also by what is rounded. */
  @Property(tries = 50)
  void boundsAreKept(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    Shape shape = new Shape(1000);
    for (double number : uniform(Device.cpu(), shape, 1, 1 + 0x1p-22, random).toArray()) {
      assertThat(number).isBetween(1.0, 1 + 0x1p-23 * 1.5);
    }
    for (double number : truncatedNormal(Device.cpu(), shape, 0, 0.5, random).toArray()) {
      assertThat(number).isBetween(-1.0, 1.0);
    }
  }

  /** Rows that belong together stay together, and none is lost. */
  @Property(tries = 100)
  void pairsStayTogether(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(0, 30);
    Tensor rows = arange(Device.reference(), 2 * n).reshape(n, 2);
    Tensor labels = arange(Device.reference(), n);
    List<Tensor> shuffled = shuffle(List.of(rows, labels), draw.random());
    assertThat(shuffled.get(0).sum(1).toArray())
        .isEqualTo(shuffled.get(1).multiply(4).add(1).toArray());
    assertThat(Arrays.stream(shuffled.get(1).toArray()).sorted().toArray())
        .isEqualTo(labels.toArray());
    assertThat(Arrays.stream(permutation(n, draw.random()).toArray()).sorted().toArray())
        .isEqualTo(IntStream.range(0, n).toArray());
  }

  @Example
  void whatCannotBeIsSaid() {
    RandomGenerator random = RandomStreams.of(1);
    Device<?> device = Device.reference();
    assertThatThrownBy(() -> uniform(device, new Shape(1), 1, 1 + 0x1p-30, random))
        .hasMessageContaining("low < high");
    assertThatThrownBy(() -> shuffle(List.of(device.ones(2), device.ones(3)), random))
        .hasMessageContaining("(3)");
    assertThat(shuffle(List.of(), random)).isEmpty();
  }
}
