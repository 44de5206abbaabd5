package twofold.tensor;

import static twofold.tensor.Gather.gather;

import java.util.stream.IntStream;

/**
 * More elements before and after, along each axis.
 *
 * <pre>
 *   pad(x, 0, by(2, 3))     0 0 [a b c] 0 0 0        a number:  {@link Place}
 *   padEdge(x, by(2, 3))    a a [a b c] c c c        the nearest element
 *   padReflect(x, by(2, 3)) c b [a b c] b a b        mirrored at both ends
 *
 *   At place i, before the first if i &lt; 0, stands element
 *     edge      min(max(i, 0), n − 1)
 *     reflect   r, or p − r where r > n − 1,   r = i mod p,  p = 2(n − 1)     forth and back again
 *
 *   Pullback. Constant: the gradient cropped. Edge and reflect are a {@link Gather}: an element
 *   receives the sum over all places where it stands.
 *   Rounding. Exact.
 * </pre>
 */
public final class Pad {
  private Pad() {}

  /** How many elements come before and after along one axis. */
  public record Width(int before, int after) {
    public Width {
      if (before < 0 || after < 0) {
        throw new ShapeException("pad adds 0 elements or more, got %d and %d", before, after);
      }
    }
  }

  public static Width by(int before, int after) {
    return new Width(before, after);
  }

  /** One number around; one width for each axis. */
  public static Tensor pad(Tensor x, double number, Width... widths) {
    requireOneEach(x, widths);
    int[] dims = new int[x.rank()];
    Index.Range[] ranges = new Index.Range[x.rank()];
    for (int k = 0; k < dims.length; k++) {
      int end = Math.addExact(widths[k].before, x.dim(k));
      dims[k] = Math.addExact(end, widths[k].after);
      ranges[k] = Index.range(widths[k].before, end);
    }
    return new Place(x, Window.of(new Shape(dims), ranges), number).apply();
  }

  /** The nearest element around. */
  public static Tensor padEdge(Tensor x, Width... widths) {
    return byIndices(x, widths, false);
  }

  /** The elements mirrored at the first and the last; over and over if need be. */
  public static Tensor padReflect(Tensor x, Width... widths) {
    return byIndices(x, widths, true);
  }

  private static Tensor byIndices(Tensor x, Width[] widths, boolean mirror) {
    requireOneEach(x, widths);
    Tensor padded = x;
    for (int k = 0; k < widths.length; k++) {
      int n = x.dim(k);
      if (widths[k].before + widths[k].after > 0) {
        if (n == 0) {
          throw new ShapeException("axis %d of shape %s has no element to pad with", k, x.shape());
        }
        IntStream places = IntStream.range(-widths[k].before, Math.addExact(n, widths[k].after));
        int[] indices = places.map(i -> mirror ? reflected(i, n) : clamped(i, n)).toArray();
        padded = gather(padded, Indices.indices(indices), k);
      }
    }
    return padded;
  }

  private static int clamped(int i, int n) {
    return Math.min(Math.max(i, 0), n - 1);
  }

  private static int reflected(int i, int n) {
    int period = Math.max(1, 2 * (n - 1)); // a single element is its own mirror image
    int r = Math.floorMod(i, period);
    return r < n ? r : period - r;
  }

  private static void requireOneEach(Tensor x, Width[] widths) {
    if (widths.length != x.rank()) {
      throw new ShapeException(
          "pad of shape %s needs %d widths, got %d", x.shape(), x.rank(), widths.length);
    }
  }
}
