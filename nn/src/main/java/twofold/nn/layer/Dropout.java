package twofold.nn.layer;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Op;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Dropout: while training, each number is forgotten with probability p, so that no unit can rely on
 * another.
 *
 * <pre>
 *   yᵢ = xᵢ·rᵢ/(1 − p)         rᵢ = 0 with probability p, else 1, independently for each i
 *
 *   Dividing by 1 − p keeps the expectation, E[yᵢ] = xᵢ; a prediction uses the layer as y = x. Chance comes in 24 bits,
 *   so 1 − p is rounded to a multiple of 2⁻²⁴, at least one, and that is what is divided by.
 *
 *   Pullback. For a given draw of r the function is linear and diagonal, its own adjoint:
 *     x̄ᵢ = gᵢ·rᵢ/(1 − p)        dropout of G, with the same r
 *
 *   Rounding. fl(y) = y·(1 + δ), |δ| ≤ 2u: the factor is rounded once, the product once.
 *                                                             [Srivastava, Hinton, Krizhevsky et al. 2014]
 * </pre>
 */
public record Dropout(double rate) implements Layer {

  public Dropout {
    requireRate(rate);
  }

  static void requireRate(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout rate must be in [0, 1), got " + rate);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    if (!context.training() || rate == 0) {
      return x;
    }
    context.requireRandom(this);
    return new Drop(x, rate, context.random().nextInt()).apply();
  }

  /**
   * {@code y[i] = x[i]·scale if hash(seed, i) < keepBelow else 0}: x and y dense, hash of 24 bits.
   *
   * <p>Whether element i stays is a function of (seed, i) and nothing else. So the backward pass
   * draws the same r again instead of storing it, any number of threads gives the same bits, and
   * every device forgets the same elements.
   */
  public interface Kernel<S> {
    void drop(S x, S y, int n, int seed, int keepBelow, double scale);
  }

  static void reference(double[] x, double[] y, int n, int seed, int keepBelow, double scale) {
    for (int i = 0; i < n; i++) {
      y[i] = hash(seed, i) < keepBelow ? x[i] * scale : 0;
    }
  }

  /** 2³² divided by the golden ratio: neighbouring positions end up far apart. */
  static final int SPREAD = 0x9E3779B9;

  /** The two factors of MurmurHash3's finaliser. */
  static final int STIR1 = 0x85EBCA6B;

  static final int STIR2 = 0xC2B2AE35;

  /**
   * A uniform number from 0 to 2²⁴ − 1: the position, spread over all bits by an odd constant (2³²
   * divided by the golden ratio), moved by the seed, and stirred by the finaliser of MurmurHash3.
   * [Appleby 2011]
   */
  public static int hash(int seed, int i) {
    int h = i * SPREAD + seed;
    h = (h ^ (h >>> 16)) * STIR1;
    h = (h ^ (h >>> 13)) * STIR2;
    return (h ^ (h >>> 16)) >>> 8;
  }

  /** How many values {@link #hash} has. */
  private static final double HASHES = 1 << 24;

  /** The operation behind the layer, for one draw of r. */
  public record Drop(Tensor x, double rate, int seed) implements Op {

    public Drop {
      requireRate(rate);
    }

    @Override
    public List<Tensor> inputs() {
      return List.of(x);
    }

    @Override
    public Tensor forward() {
      Device<Object> device = Device.of(x);
      Kernel<Object> kernel = device.kernel(Kernel.class);
      Tensor y = device.empty(x.shape());
      int keepBelow = Math.max(1, (int) Math.round((1 - rate) * HASHES));
      double scale = HASHES / keepBelow;
      kernel.drop(x.dense().storage(), y.storage(), x.size(), seed, keepBelow, scale);
      return y;
    }

    @Override
    public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
      return List.of(() -> new Drop(g, rate, seed).apply());
    }
  }

  @Override
  public String toString() {
    return "Dropout " + rate;
  }
}
