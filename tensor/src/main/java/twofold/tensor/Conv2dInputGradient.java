package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * The transposed convolution: what {@link Conv2d} does to gradients on their way back to the
 * picture, and by itself the layer that makes pictures larger.
 *
 * <pre>
 *   x[b, q, i, j] = Σ w[o, q, m, n] · g[b, o, r, c]      over all (o, r, c, m, n) with
 *                                                        i = r·s + m·d − p,  j = c·s + n·d − p
 *
 *   ⟨conv(x, w), g⟩ = ⟨x, convTranspose(g, w)⟩: written as a matrix that acts on x, a convolution
 *   is sparse with w along its diagonals; this is the product with its transpose. It is no inverse.
 *
 *   Pullback. One of the three faces of ⟨g, conv(x, w)⟩, see {@link Conv2d}. For a gradient U,
 *   which has the shape of x:
 *     ḡ = conv(U, w)        w̄ = weightGradient(U, g)
 *
 *   Rounding. Sums of at most K = outChannels/groups · kernelHeight · kernelWidth products:
 *     |fl(x) − x| ≤ γ_K · convTranspose(|g|, |w|)                         [Higham 2002, eq. 3.5]
 * </pre>
 *
 * The definition is the one of {@link Conv2d} with the roles exchanged: the same loops visit the
 * same products, each is added where the picture was read. What falls on padding is lost.
 */
public record Conv2dInputGradient(Tensor g, Tensor w, Conv2d.Geometry geometry) implements Op {

  public Conv2dInputGradient {
    geometry.require("convTranspose2d", g, geometry.output(), w, geometry.kernel());
  }

  /** {@code x = convTranspose(g, w)}, all dense; every element of x is written. */
  public interface Kernel<S> {
    void spread(S g, S w, S x, Conv2d.Geometry s);
  }

  static void reference(double[] g, double[] w, double[] x, Conv2d.Geometry s) {
    for (int i = 0; i < s.input().size(); i++) {
      x[i] = 0;
    }
    for (int b = 0; b < s.batch(); b++) {
      for (int o = 0; o < s.groups() * s.outputs(); o++) {
        for (int r = 0; r < s.rows().steps(); r++) {
          for (int c = 0; c < s.columns().steps(); c++) {
            double number = g[s.outputAt(b, o, r, c)];
            for (int q = 0; q < s.inputs(); q++) {
              for (int m = 0; m < s.rows().kernel(); m++) {
                for (int n = 0; n < s.columns().kernel(); n++) {
                  int i = s.rows().at(r, m);
                  int j = s.columns().at(c, n);
                  if (s.rows().holds(i) && s.columns().holds(j)) {
                    x[s.inputAt(b, s.channel(o, q), i, j)] += w[s.kernelAt(o, q, m, n)] * number;
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /**
   * The transposed convolution of y (batch, channels, height, width) with w (channels,
   * outChannels/groups, kernelHeight, kernelWidth): the w of the convolution it is the adjoint of.
   *
   * <pre>
   *   height of the result = (h − 1)·stride + dilation·(kernelHeight − 1) + 1 − top − bottom
   *                        = h·stride        where the padding is same
   * </pre>
   *
   * Several heights are convolved to one, where the stride is not 1; this is the smallest, or the
   * one that same padding is about.
   */
  public static Tensor convTranspose2d(Tensor y, Tensor w, Conv2d.Options options) {
    requireRanks(y, w);
    Padding padding = options.padding();
    long height =
        padding.isSame()
            ? (long) y.dim(2) * options.strideY()
            : (y.dim(2) - 1L) * options.strideY()
                + Sliding.span(w.dim(2), options.dilationY())
                - padding.top()
                - padding.bottom();
    long width =
        padding.isSame()
            ? (long) y.dim(3) * options.strideX()
            : (y.dim(3) - 1L) * options.strideX()
                + Sliding.span(w.dim(3), options.dilationX())
                - padding.left()
                - padding.right();
    if (height < 0 || width < 0 || Math.max(height, width) > Integer.MAX_VALUE) {
      throw new ShapeException(
          "convTranspose2d of %s with kernel %s, padding %s would have height %d and width %d",
          y.shape(), w.shape(), padding, height, width);
    }
    return convTranspose2d(y, w, options, (int) height, (int) width);
  }

  /** The same for a result of this height and width, which must be convolved to those of y. */
  public static Tensor convTranspose2d(
      Tensor y, Tensor w, Conv2d.Options options, int height, int width) {
    requireRanks(y, w);
    Shape x = new Shape(y.dim(0), w.dim(1) * options.groups(), height, width);
    Conv2d.Geometry geometry = Conv2d.Geometry.of("convTranspose2d", x, w.shape(), options);
    if (!geometry.output().equals(y.shape())) {
      throw new ShapeException(
          "convTranspose2d: %s convolved with kernel %s has shape %s, which is not the given %s",
          x, w.shape(), geometry.output(), y.shape());
    }
    return new Conv2dInputGradient(y, w, geometry).apply();
  }

  private static void requireRanks(Tensor y, Tensor w) {
    if (y.rank() != 4 || w.rank() != 4) {
      throw new ShapeException(
          "convTranspose2d needs y (batch, channels, height, width) and"
              + " w (channels, outChannels/groups, kernelHeight, kernelWidth); got %s and %s",
          y.shape(), w.shape());
    }
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(g, w);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(g, w);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor x = device.empty(geometry.input());
    kernel.spread(g.dense().storage(), w.dense().storage(), x.storage(), geometry);
    return x;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor x, Tensor u) {
    return List.of(
        () -> new Conv2d(u, w, geometry).apply(),
        () -> new Conv2dWeightGradient(u, g, geometry).apply());
  }
}
