package twofold.nn.layer;

import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * How the weights of a layer are drawn before training.
 *
 * <pre>
 *   y = Σ_p w_p·x_p over fanIn inputs, all independent and with mean 0:
 *     Var y = fanIn · Var w · E[x²]
 *
 *   To keep Var y = E[x²] on the way there    Var w = 1/fanIn         {@link #leCun}
 *   and the gradients on the way back         Var w = 1/fanOut
 *   something between the two                 Var w = 2/(fanIn + fanOut)   {@link #glorot}
 *   after a ReLU, for which E[x²] = ½ Var     Var w = 2/fanIn         {@link #he}
 * </pre>
 *
 * The shape of the distribution hardly matters, its variance does: for {@code uniform(−a, a)} it is
 * a²/3.
 */
@FunctionalInterface
public interface Initialiser {

  /**
   * The first weights of a layer, row by row.
   *
   * @param fanIn how many inputs each output is a sum over
   * @param fanOut how many outputs each input goes into
   */
  double[] draw(Shape shape, int fanIn, int fanOut, RandomGenerator random);

  /** The same as a tensor. */
  default Tensor draw(
      Device<?> device, Shape shape, int fanIn, int fanOut, RandomGenerator random) {
    return device.tensor(shape, draw(shape, fanIn, fanOut, random));
  }

  /** One weight, drawn without regard to the others. */
  @FunctionalInterface
  interface OfOne {
    double draw(int fanIn, int fanOut, RandomGenerator random);
  }

  /** All weights independently of each other, one after the other. */
  static Initialiser independent(OfOne distribution) {
    return (shape, fanIn, fanOut, random) -> {
      double[] drawn = new double[shape.size()];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = distribution.draw(fanIn, fanOut, random);
      }
      return drawn;
    };
  }

  /** Every weight this number; units that start alike stay alike, so for biases and scales only. */
  static Initialiser constant(double number) {
    return independent((fanIn, fanOut, random) -> number);
  }

  /** Uniform from low, included, to high, excluded. */
  static Initialiser uniform(double low, double high) {
    if (!(low < high)) {
      throw new IllegalArgumentException("uniform needs low < high, got " + low + " and " + high);
    }
    return independent((fanIn, fanOut, random) -> low + (high - low) * random.nextDouble());
  }

  /** Normal with this mean and standard deviation. */
  static Initialiser normal(double mean, double deviation) {
    requireDeviation(deviation);
    return independent((fanIn, fanOut, random) -> mean + deviation * RandomStreams.normal(random));
  }

  /**
   * Normal with this mean and standard deviation, but what is more than two deviations from the
   * mean is drawn again. The deviation of what is left is 0.8796 of that of the whole.
   */
  static Initialiser truncatedNormal(double mean, double deviation) {
    requireDeviation(deviation);
    return independent(
        (fanIn, fanOut, random) -> {
          double z = RandomStreams.normal(random);
          while (Math.abs(z) > 2) {
            z = RandomStreams.normal(random);
          }
          return mean + deviation * z;
        });
  }

  /**
   * Normal with variance 2/fanIn, for layers followed by ReLU.
   *
   * <p>A sum of fanIn independent products has fanIn times their variance, and ReLU throws half of
   * the square away: with this variance signals neither grow nor fade from layer to layer. [He,
   * Zhang, Ren & Sun 2015, eq. 10]
   */
  // region he
  static Initialiser he() {
    return normalOfVariance((fanIn, fanOut) -> 2.0 / fanIn);
  }

  // endregion

  /** {@link #he} with a uniform distribution: ±√(6/fanIn). */
  static Initialiser heUniform() {
    return uniformOfVariance((fanIn, fanOut) -> 2.0 / fanIn);
  }

  /**
   * Normal with variance 2/(fanIn + fanOut), for layers followed by something that is linear around
   * 0: the mean of what the forward pass (1/fanIn) and the backward pass (1/fanOut) would want.
   * [Glorot & Bengio 2010, eq. 12]
   */
  static Initialiser glorot() {
    return normalOfVariance((fanIn, fanOut) -> 2.0 / (fanIn + fanOut));
  }

  /** {@link #glorot} with a uniform distribution: ±√(6/(fanIn + fanOut)). [eq. 16] */
  static Initialiser glorotUniform() {
    return uniformOfVariance((fanIn, fanOut) -> 2.0 / (fanIn + fanOut));
  }

  /**
   * Normal with variance 1/fanIn: keeps the variance of a linear layer, and what {@code SELU} asks
   * for. [LeCun, Bottou, Orr & Müller 1998, eq. 16; Klambauer et al. 2017]
   */
  static Initialiser leCun() {
    return normalOfVariance((fanIn, fanOut) -> 1.0 / fanIn);
  }

  /** {@link #leCun} with a uniform distribution: ±√(3/fanIn). */
  static Initialiser leCunUniform() {
    return uniformOfVariance((fanIn, fanOut) -> 1.0 / fanIn);
  }

  /** Rows or columns of length 1 at right angles: see {@link Orthogonal}. */
  static Initialiser orthogonal() {
    return new Orthogonal(1);
  }

  /** A variance for the weights of a layer with these numbers of inputs and outputs. */
  @FunctionalInterface
  interface Variance {
    double of(int fanIn, int fanOut);
  }

  private static Initialiser normalOfVariance(Variance variance) {
    return independent(
        (fanIn, fanOut, random) ->
            Math.sqrt(variance.of(fanIn, fanOut)) * RandomStreams.normal(random));
  }

  /** Uniform in ±a has the variance a²/3. */
  private static Initialiser uniformOfVariance(Variance variance) {
    return independent(
        (fanIn, fanOut, random) -> {
          double a = Math.sqrt(3 * variance.of(fanIn, fanOut));
          return a * (2 * random.nextDouble() - 1);
        });
  }

  private static void requireDeviation(double deviation) {
    if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a standard deviation must be 0 or more and finite, got " + deviation);
    }
  }
}
