package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * The largest number of every window: what was found matters, where exactly does not.
 *
 * <pre>
 *   y[b, q, r, c] = max_{m, n} x[b, q, r·s + m − p, c·s + n − p]
 *   x: (batch, channels, height, width)
 *
 *   Outside x stands −∞, so padding is never chosen. One NaN in a window makes its result NaN.
 *
 *   The operation is written a little more generally, as choosing: with k(r, c) the place of the
 *   first largest x in the window, read row by row,
 *     y[b, q, r, c] = u[b, q, k(r, c)]            maxPool2d(x) is u = x
 *
 *   Pullback. k is piecewise constant in x, nothing flows through the choice; in u this is linear:
 *     ū = G added to zeros at the chosen places     {@link MaxPool2dGradient}, its adjoint
 *   Where several tie (the kink), the first gets all: one of the subgradients, and the usual
 *   one. ({@link Max}, which has no order of places, shares.)
 *
 *   Rounding. Exact: no new number is made.
 * </pre>
 */
public record MaxPool2d(Tensor x, Tensor u, Geometry geometry) implements Op {

  public MaxPool2d {
    geometry.require("maxPool2d", x.shape(), geometry.input());
    geometry.require("maxPool2d", u.shape(), geometry.input());
  }

  /** A window and how it moves: by its own size, if nothing else is said. */
  public record Options(int height, int width, int strideY, int strideX, Padding padding) {
    public Options {
      if (height < 1 || width < 1 || strideY < 1 || strideX < 1) {
        throw new ShapeException(
            "windows and strides of pooling must be 1 or more, got %d × %d with strides %d and %d",
            height, width, strideY, strideX);
      }
      if (Math.max(padding.top(), padding.bottom()) >= height
          || Math.max(padding.left(), padding.right()) >= width) {
        throw new ShapeException(
            "a window of %d × %d must not lie in the padding alone, padding is %s",
            height, width, padding);
      }
    }

    public Options(int size) {
      this(size, size);
    }

    public Options(int height, int width) {
      this(height, width, height, width, Padding.valid());
    }

    public Options withStride(int stride) {
      return withStride(stride, stride);
    }

    public Options withStride(int y, int x) {
      return new Options(height, width, y, x, padding);
    }

    public Options withPadding(Padding wanted) {
      return new Options(height, width, strideY, strideX, wanted);
    }

    /** The convolution that sees the same windows. */
    Conv2d.Options asConvolution() {
      return new Conv2d.Options().withStride(strideY, strideX).withPadding(padding);
    }
  }

  /** All extents of one pooling. */
  public record Geometry(int batch, int channels, Sliding rows, Sliding columns) {

    static Geometry of(String operation, Shape x, Options options) {
      if (x.rank() != 4) {
        throw new ShapeException(
            "%s needs x (batch, channels, height, width), got %s", operation, x);
      }
      Conv2d.Options moves = options.asConvolution();
      Sliding rows = moves.rows(operation, x.dim(2), options.height);
      Sliding columns = moves.columns(operation, x.dim(3), options.width);
      if (x.dim(2) == 0 || x.dim(3) == 0) {
        throw new ShapeException("%s of %s: a window sees nothing", operation, x);
      }
      return new Geometry(x.dim(0), x.dim(1), rows, columns);
    }

    public Shape input() {
      return new Shape(batch, channels, rows.extent(), columns.extent());
    }

    public Shape output() {
      return new Shape(batch, channels, rows.steps(), columns.steps());
    }

    /** How many pictures of one channel; each is pooled alone. */
    public int planes() {
      return batch * channels;
    }

    void require(String operation, Shape got, Shape needed) {
      if (!got.equals(needed)) {
        throw new ShapeException(
            "%s with this geometry needs shape %s, got %s", operation, needed, got);
      }
    }

    /** Where in x the first largest element lies that is seen from (r, c). */
    int chosen(double[] x, int plane, int r, int c) {
      int best = -1;
      for (int m = 0; m < rows.kernel(); m++) {
        for (int n = 0; n < columns.kernel(); n++) {
          int i = rows.at(r, m);
          int j = columns.at(c, n);
          if (rows.holds(i) && columns.holds(j)) {
            int place = (plane * rows.extent() + i) * columns.extent() + j;
            if (best < 0 || isLarger(x[place], x[best])) {
              best = place;
            }
          }
        }
      }
      return best;
    }

    /** NaN counts as larger than every number. */
    private static boolean isLarger(double a, double b) {
      return a > b || Double.isNaN(a) && !Double.isNaN(b);
    }
  }

  /** {@code y = u at the first largest x of each window}, all dense. */
  public interface Kernel<S> {
    void choose(S x, S u, S y, Geometry s);
  }

  static void reference(double[] x, double[] u, double[] y, Geometry s) {
    int t = 0;
    for (int plane = 0; plane < s.planes(); plane++) {
      for (int r = 0; r < s.rows().steps(); r++) {
        for (int c = 0; c < s.columns().steps(); c++) {
          y[t++] = u[s.chosen(x, plane, r, c)];
        }
      }
    }
  }

  public static Tensor maxPool2d(Tensor x, Options options) {
    return new MaxPool2d(x, x, Geometry.of("maxPool2d", x.shape(), options)).apply();
  }

  /** In squares of this size, side by side; what is left over at the edges is dropped. */
  public static Tensor maxPool2d(Tensor x, int size) {
    return maxPool2d(x, new Options(size));
  }

  /** The largest number of each channel: (batch, channels). A {@link Max}, so ties share. */
  public static Tensor globalMaxPool2d(Tensor x) {
    if (x.rank() != 4) {
      throw new ShapeException(
          "globalMaxPool2d needs x (batch, channels, height, width), got %s", x.shape());
    }
    return x.max(2, 3);
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x, u);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x, u);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(geometry.output());
    Object read = x.dense().storage();
    kernel.choose(read, u == x ? read : u.dense().storage(), y.storage(), geometry);
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(CONSTANT, () -> new MaxPool2dGradient(x, g, geometry).apply());
  }
}
