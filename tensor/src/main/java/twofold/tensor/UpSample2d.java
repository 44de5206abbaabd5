package twofold.tensor;

/**
 * A larger picture: every element becomes a rectangle of its like.
 *
 * <pre>
 *   y[b, q, i, j] = x[b, q, ⌊i/down⌋, ⌊j/right⌋]         nearest neighbour
 *
 *   (b, q, h, 1, w, 1)  broadcast to  (b, q, h, down, w, right)  is  (b, q, h·down, w·right)
 *
 *   The gradient of an element is the sum over its rectangle: that is what broadcasting's is.
 * </pre>
 */
public final class UpSample2d {
  private UpSample2d() {}

  public static Tensor upSample2d(Tensor x, int down, int right) {
    if (x.rank() != 4 || down < 1 || right < 1) {
      throw new ShapeException(
          "upSample2d needs x (batch, channels, height, width) and factors of 1 or more,"
              + " got %s, %d and %d",
          x.shape(), down, right);
    }
    int b = x.dim(0);
    int q = x.dim(1);
    int height = x.dim(2);
    int width = x.dim(3);
    return x.reshape(b, q, height, 1, width, 1)
        .broadcastTo(new Shape(b, q, height, down, width, right))
        .reshape(b, q, Math.multiplyExact(height, down), Math.multiplyExact(width, right));
  }
}
