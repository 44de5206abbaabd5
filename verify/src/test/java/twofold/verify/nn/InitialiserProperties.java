package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Orthogonal;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.tensor.Draw;

/**
 * Theorems about {@code Initialiser} and {@code Orthogonal}. Statements about chance grant 6
 * standard errors and have fixed seeds.
 */
@Checks("variance-of-a-sum")
class InitialiserProperties {
  private static final double Z = 6;
  private static final int LAYERS = 50;
  private static final int WIDTH = 128;
  private static final int NETWORKS = 16;

  /**
   * ln(‖y‖²/‖x‖²) for a stack of 50 layers, averaged over 16 networks.
   *
   * <p>Given its input, a layer of normal weights with variance s/n multiplies the squared length
   * by r = (s/n)·Σ zᵢ² over the n outputs that count, with independent standard normal z.
   */
  private static double growth(Initialiser initialiser, boolean rectified, RandomGenerator random) {
    double sum = 0;
    for (int network = 0; network < NETWORKS; network++) {
      double[] signal = new double[WIDTH];
      Arrays.setAll(signal, i -> RandomStreams.normal(random));
      double before = squares(signal);
      for (int layer = 0; layer < LAYERS; layer++) {
        Shape shape = new Shape(WIDTH, WIDTH);
        double[] w = initialiser.draw(shape, WIDTH, WIDTH, random);
        signal = product(signal, w, rectified);
      }
      sum += Math.log(squares(signal) / before);
    }
    return sum / NETWORKS;
  }

  private static double[] product(double[] x, double[] w, boolean rectified) {
    double[] y = new double[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      for (int j = 0; j < WIDTH; j++) {
        y[j] += x[i] * w[i * WIDTH + j];
      }
    }
    return rectified ? Arrays.stream(y).map(z -> Math.max(z, 0)).toArray() : y;
  }

  private static double squares(double[] x) {
    return Arrays.stream(x).map(z -> z * z).sum();
  }

  /**
   * Whether the growth is 0 within the interval that follows from E r = 1 and Var r ≤ v/n: then E
   * ln r is between −v/2n and 0 up to terms in 1/n², of which 100/n² is more than there are, and
   * Var ln r is v/n. Distributions with lighter tails than the normal one have a smaller variance.
   */
  private static void staysTheSame(double growth, double v) {
    double drift = LAYERS * v / (2 * WIDTH);
    double further = LAYERS * 100.0 / (WIDTH * WIDTH);
    double miss = Z * Math.sqrt(LAYERS * v / WIDTH / NETWORKS);
    assertThat(growth).isBetween(-drift - further - miss, further + miss);
  }

  /** Linear layers: r is χ²/n, of variance 2/n. */
  @Property(tries = 1, seed = "11")
  void varianceIsPreservedThroughLinearLayers(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    double deviation = 1 / Math.sqrt(WIDTH);
    for (Initialiser initialiser :
        new Initialiser[] {
          Initialiser.leCun(),
          Initialiser.leCunUniform(),
          Initialiser.glorot(),
          Initialiser.glorotUniform(),
          Initialiser.normal(0, deviation),
          Initialiser.uniform(-Math.sqrt(3) * deviation, Math.sqrt(3) * deviation),
          Initialiser.truncatedNormal(0, deviation / 0.8796256610342398)
        }) {
      staysTheSame(growth(initialiser, false, random), 2);
    }
  }

  /** With ReLU: r = (2/n)·Σ z² over z > 0, of variance (4/n)·(3/2 − 1/4) = 5/n. */
  @Property(tries = 1, seed = "12")
  void varianceIsPreservedThroughRectifiedLayers(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    staysTheSame(growth(Initialiser.he(), true, random), 5);
    staysTheSame(growth(Initialiser.heUniform(), true, random), 5);
  }

  /** Other variances are not: He's without ReLU doubles 50 times, LeCun's with ReLU halves. */
  @Property(tries = 1, seed = "13")
  void otherVariancesExplodeOrVanish(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    double fifty = LAYERS * Math.log(2);
    staysTheSame(growth(Initialiser.he(), false, random) - fifty, 2);
    staysTheSame(growth(Initialiser.leCun(), true, random) + fifty, 5);
  }

  /**
   * Orthogonal layers keep lengths exactly, up to rounding: in each of 50 layers the squared length
   * is off by a part ‖QᵀQ − I‖ ≤ n·(3n + 2n + 8)·u and that of the product, 2·n·√n·u.
   */
  @Property(tries = 1)
  void orthogonalLayersKeepTheLength(@ForAll long seed) {
    double n = WIDTH;
    double miss = LAYERS * (n * (5 * n + 8) + 2 * n * Math.sqrt(n)) * 0x1p-53;
    assertThat(growth(Initialiser.orthogonal(), false, RandomStreams.of(seed)))
        .isBetween(-miss, miss);
    double gain = growth(new Orthogonal(2), false, RandomStreams.of(seed));
    assertThat(gain - LAYERS * Math.log(4)).isBetween(-miss, miss);
  }

  /** QᵀQ = I: |qᵢ·qₖ| ≤ (m + 2k)·u, and as much again for computing the product here, m·u. */
  @Property(tries = 50)
  void orthogonalIsOrthogonal(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int rows = draw.extent();
    int columns = draw.extent();
    Tensor w =
        Initialiser.orthogonal()
            .draw(Device.reference(), new Shape(rows, columns), 1, 1, draw.random());
    int m = Math.max(rows, columns);
    int k = Math.min(rows, columns);
    Tensor gram = rows < columns ? w.matMul(w.transpose()) : w.transpose().matMul(w);
    double bound = (2 * m + 2 * k + 8) * 0x1p-53 * 1.01;
    double[] is = gram.toArray();
    for (int i = 0; i < is.length; i++) {
      assertThat(is[i] - (i / k == i % k ? 1 : 0)).isBetween(-bound, bound);
    }
  }

  /** Two nearly parallel vectors: where one projection would not be enough. */
  @Example
  void orthogonalSurvivesVectorsThatAreNearlyParallel() {
    int n = 3; // the last of three vectors in space has one direction left, however it is drawn
    for (int seed = 0; seed < 20_000; seed++) {
      double[] q = Initialiser.orthogonal().draw(new Shape(n, n), n, n, RandomStreams.of(seed));
      double product = q[0] * q[2] + q[3] * q[5] + q[6] * q[8];
      assertThat(product).isBetween(-20 * 0x1p-53, 20 * 0x1p-53);
    }
  }

  /** A convolution's kernels are rows: each of length g, at right angles. */
  @Example
  void kernelsAreRows() {
    double[] w = new Orthogonal(3).draw(new Shape(2, 1, 2, 2), 4, 8, RandomStreams.of(1));
    double length = 0;
    double product = 0;
    for (int i = 0; i < 4; i++) {
      length += w[i] * w[i];
      product += w[i] * w[4 + i];
    }
    double miss = 9 * (2 * 4 + 2 * 2 + 8) * 0x1p-53; // as above, with length 3 instead of 1
    assertThat(length).isBetween(9 - miss, 9 + miss);
    assertThat(product).isBetween(-miss, miss);
  }

  /** Moments and bounds of the plain distributions. */
  @Property(tries = 3, seed = "14")
  void plainDistributions(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    Shape shape = new Shape(100, 200);
    double[] cut = Initialiser.truncatedNormal(3, 2).draw(shape, 1, 1, random);
    assertThat(Arrays.stream(cut).min().orElseThrow()).isGreaterThanOrEqualTo(-1);
    assertThat(Arrays.stream(cut).max().orElseThrow()).isLessThanOrEqualTo(7);
    hasMean(cut, 3, 2 * 0.8796);
    hasMean(Initialiser.normal(-1, 2).draw(shape, 1, 1, random), -1, 2);
    double[] uniform = Initialiser.uniform(1, 3).draw(shape, 1, 1, random);
    assertThat(Arrays.stream(uniform).min().orElseThrow()).isGreaterThanOrEqualTo(1);
    assertThat(Arrays.stream(uniform).max().orElseThrow()).isLessThan(3);
    hasMean(uniform, 2, 2 / Math.sqrt(12));
    assertThat(Initialiser.constant(0.5).draw(shape, 1, 1, random)).containsOnly(0.5);
  }

  private static void hasMean(double[] x, double mean, double deviation) {
    double miss = Z * deviation / Math.sqrt(x.length);
    assertThat(Arrays.stream(x).average().orElseThrow()).isBetween(mean - miss, mean + miss);
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> Initialiser.uniform(1, 1))
        .hasMessage("uniform needs low < high, got 1.0 and 1.0");
    assertThatThrownBy(() -> Initialiser.normal(0, -1))
        .hasMessage("a standard deviation must be 0 or more and finite, got -1.0");
    assertThatThrownBy(() -> Initialiser.orthogonal().draw(new Shape(3), 3, 3, RandomStreams.of(1)))
        .hasMessage("orthogonal weights need a matrix, got shape (3)");
  }
}
