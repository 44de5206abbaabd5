package twofold.tensor;

/**
 * The mean of every window.
 *
 * <pre>
 *   y[b, q, r, c] = Σ x / count over the elements of x that the window at (r, c) sees
 *
 *   It is a convolution, of each channel alone, with a kernel of ones:
 *     sum = conv(x, 1)        count = conv(1, 1)        y = sum / count
 *   so it needs neither a kernel nor a pullback of its own.
 * </pre>
 *
 * Padding is not counted: at an edge the mean is one over fewer elements, not one with zeros.
 */
public final class AveragePool2d {
  private AveragePool2d() {}

  public static Tensor averagePool2d(Tensor x, MaxPool2d.Options options) {
    MaxPool2d.Geometry s = MaxPool2d.Geometry.of("averagePool2d", x.shape(), options);
    Tensor planes = x.reshape(s.planes(), 1, x.dim(2), x.dim(3));
    Tensor kernel = x.device().ones(1, 1, options.height(), options.width());
    Tensor sums = Conv2d.conv2d(planes, kernel, options.asConvolution());
    Tensor picture = x.device().ones(1, 1, x.dim(2), x.dim(3));
    Tensor counts = Conv2d.conv2d(picture, kernel, options.asConvolution());
    return sums.divide(counts).reshape(s.output());
  }

  /** In squares of this size, side by side; what is left over at the edges is dropped. */
  public static Tensor averagePool2d(Tensor x, int size) {
    return averagePool2d(x, new MaxPool2d.Options(size));
  }

  /** The mean of each channel: (batch, channels). */
  public static Tensor globalAveragePool2d(Tensor x) {
    if (x.rank() != 4) {
      throw new ShapeException(
          "globalAveragePool2d needs x (batch, channels, height, width), got %s", x.shape());
    }
    return x.mean(2, 3);
  }
}
