package twofold.vaegan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.nn.layer.Initialiser;
import twofold.nn.optim.Adam;
import twofold.nn.schedule.Schedule;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * The linear autoencoder: a network of two linear layers with a narrow middle, trained to say what
 * it hears. What gets through the middle is what principal component analysis would keep.
 *
 * <pre>
 *   z = (x − μ)·W_e            the code          X: (n, d)    μ = the mean row    W_e: (d, k)    W_d: (k, d)    k ≤ d
 *   x̂ = z·W_d + μ              the reconstruction
 *
 *   L(W_e, W_d) = 1/n·Σᵢ ‖xᵢ − x̂ᵢ‖²
 *
 *   Why the optimum spans PCA's subspace. Let Y be the rows xᵢ − μ, C = YᵀY/n their covariance with the eigenvalues
 *   λ₁ ≥ … ≥ λ_d and eigenvectors q₁ … q_d, and A = W_e·W_d. Then L = 1/n·‖Y − Y·A‖², and Y·A has rank k at most. No
 *   matrix of rank k is closer to Y than its truncated singular value decomposition [Eckart & Young 1936], so
 *
 *     L ≥ λₖ₊₁ + … + λ_d         with equality for A = Q = q₁q₁ᵀ + … + qₖqₖᵀ, PCA's projector
 *
 *   and for no other A if λₖ > λₖ₊₁ and λ_d > 0. L is not convex, but every stationary point other than these is a
 *   saddle (A a projector on other eigenvectors): going downhill ends at PCA. [Baldi & Hornik 1989]
 *
 *   How far from it one still is. A loss that exceeds the minimum by e has
 *
 *     ‖A − Q‖_F ≤ √( e·(1/λ_d + 2/(λₖ − λₖ₊₁)) )
 *
 *   For a given W_d, whose rows span V, the best W_e makes A = P, the projector on V. What is lost by another W_e is
 *   e₁ = tr (A − P)ᵀC(A − P) ≥ λ_d·‖A − P‖²; what is lost by V is e₂ = tr C(Q − P). With s = Σ_{i≤k} (1 − ‖P·qᵢ‖²), which
 *   is also Σ_{i>k} ‖P·qᵢ‖² and ½‖P − Q‖²: e₂ = Σ_{i≤k} λᵢ(1 − ‖P·qᵢ‖²) − Σ_{i>k} λᵢ‖P·qᵢ‖² ≥ (λₖ − λₖ₊₁)·s. Then
 *   Cauchy and Schwarz for ‖A − P‖ + ‖P − Q‖, and e = e₁ + e₂.
 * </pre>
 *
 * <p>Why the weights are not the principal axes: L sees them only through the product W_e·W_d. For
 * any invertible R the weights W_e·R and R⁻¹·W_d give the same A, so the same loss: the code is
 * determined up to a change of coordinates, and where training ends among these depends on where it
 * began. The axes themselves, in order, are the extra that PCA gives.
 *
 * <p>The mean is not learned: for any A, no μ makes L smaller than the mean does.
 */
public final class LinearAutoencoder {
  private LinearAutoencoder() {}

  /**
   * How to train.
   *
   * @param code k, the size of the code, at least 1
   * @param rate Adam's rate in the first stage, in units of the data's standard deviation (see
   *     {@link #fit})
   * @param stages each stage starts Adam afresh with half of the last one's rate: at a constant
   *     rate it would in the end jitter around the optimum
   * @param steps steps of each stage, each over all examples
   */
  public record Options(int code, double rate, int stages, int steps) {
    public Options {
      if (code < 1) {
        throw new IllegalArgumentException("code must be at least 1, got " + code);
      }
      if (stages < 1 || steps < 1) {
        throw new IllegalArgumentException(
            "stages and steps must be at least 1, got " + stages + " and " + steps);
      }
      Schedule.requireRate(rate);
    }

    /** Rate 0.05, twenty stages of 100 steps. */
    public Options(int code) {
      this(code, 0.05, 20, 100);
    }

    public Options withCode(int code) {
      return new Options(code, rate, stages, steps);
    }

    public Options withRate(double rate) {
      return new Options(code, rate, stages, steps);
    }

    public Options withStages(int stages) {
      return new Options(code, rate, stages, steps);
    }

    public Options withSteps(int steps) {
      return new Options(code, rate, stages, steps);
    }
  }

  /**
   * The squared error of the reconstruction, averaged over the rows.
   *
   * <p>Formed as a function of the residual Y − Y·A and not of C, whose rounding would hide small
   * errors.
   *
   * @param centred Y, (n, d)
   * @param encoder W_e, (d, k)
   * @param decoder W_d, (k, d)
   */
  public static Tensor loss(Tensor centred, Tensor encoder, Tensor decoder) {
    Tensor residual = centred.subtract(centred.matMul(encoder).matMul(decoder));
    return residual.multiply(residual).sum(1).mean();
  }

  /**
   * Learns the weights. Same seed, same device: same bits.
   *
   * <p>Training sees the data divided by one number, the root of the mean variance of a feature, so
   * that one rate serves data of any size; the weights are the same for scaled data.
   *
   * @param x the examples, (n, d), n ≥ 1, finite numbers
   * @throws IllegalArgumentException if rows differ in length, a number is not finite, or the code
   *     is longer than a row
   */
  public static Model fit(Device<?> device, double[][] x, Options options, long seed) {
    int d = requireRows(x);
    int k = options.code;
    if (k > d) {
      throw new IllegalArgumentException(
          "the code must not be longer than a row: at most " + d + ", got " + k);
    }
    double[] mean = mean(x);
    double[][] centred = minus(x, mean);
    double size = Math.sqrt(Arrays.stream(centred).mapToDouble(LinearAutoencoder::square).sum());
    if (!Double.isFinite(size)) {
      throw new IllegalArgumentException(
          "x is too large: the squares of its numbers must be finite, got the sum " + size);
    }
    double unit = size > 0 ? size / Math.sqrt((double) x.length * d) : 1;
    double[][] scaled = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      scaled[i] = Arrays.stream(centred[i]).map(c -> c / unit).toArray();
    }

    RandomGenerator random = RandomStreams.of(seed);
    Parameter encoder = new Parameter("encoder", draw(device, d, k, random));
    Parameter decoder = new Parameter("decoder", draw(device, k, d, random));
    double[] history = train(device, scaled, encoder, decoder, options);
    for (int step = 0; step < history.length; step++) {
      history[step] *= unit * unit;
    }
    return new Model(device, mean, encoder, decoder, history);
  }

  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private static double[] train(
      Device<?> device, double[][] rows, Parameter encoder, Parameter decoder, Options options) {
    List<Parameter> weights = List.of(encoder, decoder);
    List<Double> history = new ArrayList<>();
    try (Scope whole = Scope.open()) {
      Tensor data = device.matrix(rows);
      double rate = options.rate;
      for (int stage = 0; stage < options.stages; stage++) {
        Adam adam = new Adam(rate);
        for (int step = 0; step < options.steps; step++) {
          try (Scope scope = Scope.open()) {
            Tensor loss = loss(data, encoder.value(), decoder.value());
            history.add(requireFinite(loss.item(), history.size()));
            adam.update(weights, Gradients.of(loss, List.of(encoder.value(), decoder.value())));
          }
        }
        rate /= 2;
      }
      history.add(loss(data, encoder.value(), decoder.value()).item());
    }
    return history.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double requireFinite(double loss, int step) {
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException(
          "the loss became " + loss + " in step " + (step + 1) + "; a smaller rate usually helps");
    }
    return loss;
  }

  private static Tensor draw(Device<?> device, int from, int to, RandomGenerator random) {
    return Initialiser.glorot().draw(device, new Shape(from, to), from, to, random);
  }

  /** The trained autoencoder. Immutable. */
  public static final class Model {
    private final Device<?> device;
    private final double[] mean;
    private final Parameter encoder; // never overwritten: parameters are what no scope can end
    private final Parameter decoder;
    private final double[] lossHistory;

    private Model(
        Device<?> device,
        double[] mean,
        Parameter encoder,
        Parameter decoder,
        double[] lossHistory) {
      this.device = device;
      this.mean = mean;
      this.encoder = encoder;
      this.decoder = decoder;
      this.lossHistory = lossHistory;
    }

    /** μ, (d). */
    public double[] mean() {
      return mean.clone();
    }

    /** W_e, (d, k). */
    public Tensor encoder() {
      return encoder.value();
    }

    /** W_d, (k, d). */
    public Tensor decoder() {
      return decoder.value();
    }

    /** L before each step, and at the end. */
    public double[] lossHistory() {
      return lossHistory.clone();
    }

    /** {@code z = (x − μ)·W_e}: (m, d) to (m, k). */
    public double[][] encode(double[][] x) {
      requireColumns("x", x, mean.length);
      return rows(device.matrix(minus(x, mean)).matMul(encoder.value()));
    }

    /** {@code x̂ = z·W_d + μ}: (m, k) to (m, d). */
    public double[][] decode(double[][] z) {
      requireColumns("z", z, decoder.shape().dim(0));
      Tensor centred = device.matrix(z).matMul(decoder.value());
      return rows(centred.add(device.vector(mean)));
    }

    /** What is left of x after the narrow middle: (m, d) to (m, d). */
    public double[][] reconstruct(double[][] x) {
      return decode(encode(x));
    }

    @Override
    public String toString() {
      return String.format(
          "LinearAutoencoder %d → %d → %d, loss %.6g",
          mean.length, decoder.shape().dim(0), mean.length, lossHistory[lossHistory.length - 1]);
    }
  }

  // ---- rows of numbers

  private static double[] mean(double[][] x) {
    double[] mean = new double[x[0].length];
    for (double[] row : x) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += row[j];
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= x.length;
    }
    return mean;
  }

  private static double[][] minus(double[][] x, double[] mean) {
    double[][] difference = new double[x.length][mean.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        difference[i][j] = x[i][j] - mean[j];
      }
    }
    return difference;
  }

  private static double square(double[] row) {
    return Arrays.stream(row).map(c -> c * c).sum();
  }

  private static double[][] rows(Tensor matrix) {
    double[] numbers = matrix.toArray();
    int columns = matrix.dim(1);
    double[][] rows = new double[matrix.dim(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(numbers, i * columns, (i + 1) * columns);
    }
    return rows;
  }

  private static int requireRows(double[][] x) {
    if (x.length == 0 || x[0].length == 0) {
      throw new IllegalArgumentException(
          "x must have at least 1 row and 1 column, got "
              + x.length
              + " and "
              + (x.length == 0 ? 0 : x[0].length));
    }
    requireColumns("x", x, x[0].length);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        if (!Double.isFinite(x[i][j])) {
          throw new IllegalArgumentException(
              "x must have finite numbers, got " + x[i][j] + " in row " + i + ", column " + j);
        }
      }
    }
    return x[0].length;
  }

  private static void requireColumns(String name, double[][] rows, int columns) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new ShapeException(
            "%s needs rows of %d numbers, row %d has %d", name, columns, i, rows[i].length);
      }
    }
  }
}
