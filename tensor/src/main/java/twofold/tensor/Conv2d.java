package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * Convolution of pictures: one small matrix product at every place of the picture, everywhere with
 * the same weights.
 *
 * <pre>
 *   y[b, o, r, c] = Σ_q Σ_m Σ_n  w[o, q, m, n] · x[b, q, r·s + m·d − p, c·s + n·d − p]
 *
 *   x: (batch, channels, height, width)
 *   w: (outChannels, channels, kernelHeight, kernelWidth)
 *   y: (batch, outChannels, rows, columns)        rows, columns: see {@link Sliding}
 *   stride s, dilation d, padding p; outside x stands 0, a number like any other: 0·∞ is NaN
 * </pre>
 *
 * As in every framework this is what mathematics calls cross-correlation: a convolution would turn
 * the kernel around, m ↦ −m. To learn w it does not matter.
 *
 * <p>With groups the channels are dealt out: group g sees channels/groups of them only and makes
 * outChannels/groups of the results; w is (outChannels, channels/groups, kernelHeight,
 * kernelWidth). With as many groups as channels each is convolved alone: depthwise.
 *
 * <pre>
 *   Pullback. y is linear in x and linear in w, so with a third tensor G of the shape of y
 *
 *     T(x, w, G) = ⟨G, conv(x, w)⟩ = Σ G[b, o, r, c] · w[o, q, m, n] · x[b, q, i(r, m), j(c, n)]
 *
 *   is linear in each of the three. Hold two of them and what is left is a linear form in the
 *   third, that is, the scalar product with some tensor:
 *
 *     T(x, w, G) = ⟨G, conv(x, w)⟩              {@link Conv2d}
 *                = ⟨x, inputGradient(G, w)⟩     {@link Conv2dInputGradient}
 *                = ⟨w, weightGradient(x, G)⟩    {@link Conv2dWeightGradient}
 *
 *   x̄ = inputGradient(G, w) and w̄ = weightGradient(x, G): with L = T the gradient is the tensor
 *   in the scalar product. As the three share one form, the pullbacks of each are the other two.
 *
 *   Rounding. K = channels/groups · kernelHeight · kernelWidth products, in any order of addition:
 *     |fl(y) − y| ≤ γ_K · conv(|x|, |w|)                                  [Higham 2002, eq. 3.5]
 * </pre>
 *
 * {@link Im2col} shows that it is a matrix product, and {@link Columns} how that makes it fast.
 */
public record Conv2d(Tensor x, Tensor w, Geometry geometry) implements Op {

  public Conv2d {
    geometry.require("conv2d", x, geometry.input(), w, geometry.kernel());
  }

  /** How the kernel moves; two numbers are one for the rows and one for the columns. */
  public record Options(
      int strideY, int strideX, int dilationY, int dilationX, Padding padding, int groups) {
    public Options {
      if (strideY < 1 || strideX < 1 || dilationY < 1 || dilationX < 1 || groups < 1) {
        throw new ShapeException(
            "strides, dilations and groups must be 1 or more,"
                + " got strides %d and %d, dilations %d and %d, groups %d",
            strideY, strideX, dilationY, dilationX, groups);
      }
    }

    /** Step by step, inside the picture, all channels together. */
    public Options() {
      this(1, 1, 1, 1, Padding.valid(), 1);
    }

    public Options withStride(int stride) {
      return withStride(stride, stride);
    }

    public Options withStride(int y, int x) {
      return new Options(y, x, dilationY, dilationX, padding, groups);
    }

    public Options withDilation(int dilation) {
      return withDilation(dilation, dilation);
    }

    public Options withDilation(int y, int x) {
      return new Options(strideY, strideX, y, x, padding, groups);
    }

    public Options withPadding(Padding wanted) {
      return new Options(strideY, strideX, dilationY, dilationX, wanted, groups);
    }

    public Options withGroups(int wanted) {
      return new Options(strideY, strideX, dilationY, dilationX, padding, wanted);
    }

    /** For a signal, which is a picture of height 1. */
    Options ofColumns() {
      return new Options(1, strideX, 1, dilationX, padding.ofColumns(), groups);
    }

    Sliding rows(String operation, int height, int kernel) {
      return Sliding.of(
          operation,
          height,
          kernel,
          strideY,
          dilationY,
          padding.isSame(),
          padding.top(),
          padding.bottom());
    }

    Sliding columns(String operation, int width, int kernel) {
      return Sliding.of(
          operation,
          width,
          kernel,
          strideX,
          dilationX,
          padding.isSame(),
          padding.left(),
          padding.right());
    }
  }

  /**
   * All extents of one convolution.
   *
   * @param inputs channels of x that one group sees
   * @param outputs channels of y that one group makes
   */
  public record Geometry(
      int batch, int groups, int inputs, int outputs, Sliding rows, Sliding columns) {

    static Geometry of(String operation, Shape x, Shape w, Options options) {
      int groups = options.groups();
      if (x.rank() != 4
          || w.rank() != 4
          || x.dim(1) != (long) groups * w.dim(1)
          || w.dim(0) % groups != 0
          || w.dim(2) == 0
          || w.dim(3) == 0) {
        throw new ShapeException(
            "%s needs x (batch, channels, height, width) and"
                + " w (outChannels, channels/groups, kernelHeight, kernelWidth),"
                + " both channels multiples of groups; got %s and %s with groups %d",
            operation, x, w, groups);
      }
      return new Geometry(
          x.dim(0),
          groups,
          w.dim(1),
          w.dim(0) / groups,
          options.rows(operation, x.dim(2), w.dim(2)),
          options.columns(operation, x.dim(3), w.dim(3)));
    }

    /** The shape of x. */
    public Shape input() {
      return new Shape(batch, groups * inputs, rows.extent(), columns.extent());
    }

    /** The shape of w. */
    public Shape kernel() {
      return new Shape(groups * outputs, inputs, rows.kernel(), columns.kernel());
    }

    /** The shape of y. */
    public Shape output() {
      return new Shape(batch, groups * outputs, rows.steps(), columns.steps());
    }

    /** How many products make one element of y: K in the formulas. */
    public int terms() {
      return inputs * rows.kernel() * columns.kernel();
    }

    /** How many elements of y one kernel makes in one picture: P in the formulas. */
    public int places() {
      return rows.steps() * columns.steps();
    }

    /** The channel of x that is the q-th in the group of output channel o. */
    int channel(int o, int q) {
      return o / outputs * inputs + q;
    }

    int inputAt(int b, int channel, int i, int j) {
      return ((b * groups * inputs + channel) * rows.extent() + i) * columns.extent() + j;
    }

    int kernelAt(int o, int q, int m, int n) {
      return ((o * inputs + q) * rows.kernel() + m) * columns.kernel() + n;
    }

    int outputAt(int b, int o, int r, int c) {
      return ((b * groups * outputs + o) * rows.steps() + r) * columns.steps() + c;
    }

    /** Element (i, j) of a channel, 0 outside. */
    double padded(double[] x, int b, int channel, int i, int j) {
      return rows.holds(i) && columns.holds(j) ? x[inputAt(b, channel, i, j)] : 0;
    }

    void require(String operation, Tensor p, Shape shapeOfP, Tensor q, Shape shapeOfQ) {
      if (!p.shape().equals(shapeOfP) || !q.shape().equals(shapeOfQ)) {
        throw new ShapeException(
            "%s with this geometry needs shapes %s and %s, got %s and %s",
            operation, shapeOfP, shapeOfQ, p.shape(), q.shape());
      }
    }
  }

  /** {@code y = conv(x, w)}, all dense; every element of y is written. */
  public interface Kernel<S> {
    void convolve(S x, S w, S y, Geometry s);
  }

  /** The definition, read off the formula. */
  // region reference
  static void reference(double[] x, double[] w, double[] y, Geometry s) {
    for (int b = 0; b < s.batch(); b++) {
      for (int o = 0; o < s.groups() * s.outputs(); o++) {
        for (int r = 0; r < s.rows().steps(); r++) {
          for (int c = 0; c < s.columns().steps(); c++) {
            double sum = 0;
            for (int q = 0; q < s.inputs(); q++) {
              for (int m = 0; m < s.rows().kernel(); m++) {
                for (int n = 0; n < s.columns().kernel(); n++) {
                  int i = s.rows().at(r, m);
                  int j = s.columns().at(c, n);
                  sum += w[s.kernelAt(o, q, m, n)] * s.padded(x, b, s.channel(o, q), i, j);
                }
              }
            }
            y[s.outputAt(b, o, r, c)] = sum;
          }
        }
      }
    }
  }

  // endregion

  public static Tensor conv2d(Tensor x, Tensor w, Options options) {
    return new Conv2d(x, w, Geometry.of("conv2d", x.shape(), w.shape(), options)).apply();
  }

  /** Stride 1, no padding. */
  public static Tensor conv2d(Tensor x, Tensor w) {
    return conv2d(x, w, new Options());
  }

  /**
   * Convolution of signals, x (batch, channels, length) and w (outChannels, channels/groups,
   * kernelLength): of pictures of height 1. Of the options those of the columns count.
   */
  public static Tensor conv1d(Tensor x, Tensor w, Options options) {
    if (x.rank() != 3 || w.rank() != 3) {
      throw new ShapeException(
          "conv1d needs x (batch, channels, length) and"
              + " w (outChannels, channels/groups, kernelLength); got %s and %s",
          x.shape(), w.shape());
    }
    Tensor picture = x.reshape(x.dim(0), x.dim(1), 1, x.dim(2));
    Tensor kernel = w.reshape(w.dim(0), w.dim(1), 1, w.dim(2));
    Geometry geometry = Geometry.of("conv1d", picture.shape(), kernel.shape(), options.ofColumns());
    Tensor y = new Conv2d(picture, kernel, geometry).apply();
    return y.reshape(y.dim(0), y.dim(1), y.dim(3));
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x, w);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x, w);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(geometry.output());
    kernel.convolve(x.dense().storage(), w.dense().storage(), y.storage(), geometry);
    return y;
  }

  // region pullback
  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(
        () -> new Conv2dInputGradient(g, w, geometry).apply(),
        () -> new Conv2dWeightGradient(x, g, geometry).apply());
  }
  // endregion
}
