package twofold.tensor;

import static twofold.tensor.Slice.flip;

import java.util.List;
import java.util.function.Supplier;

/**
 * Running sums along an axis: NumPy's cumsum. The shape stays as it is.
 *
 * <pre>
 *   yⱼ = x₀ + x₁ + … + xⱼ                       j runs along the axis, everything else stands still
 *
 *   x = 3 1 4 1        inclusive              3 4 8 9
 *                      exclusive              0 3 4 8        without the element itself
 *                      from the other end     9 6 5 1        flip, sum, flip back
 *
 *   Pullback. xⱼ is a part of yⱼ and of every later one, so it receives all their gradients. That
 *   is a cumulative sum from the other end:
 *     x̄ⱼ = gⱼ + gⱼ₊₁ + … = flip(cumSum(flip(g)))
 *
 *   Rounding. Each yⱼ is a sum of j + 1 terms, in some order:
 *     |fl(yⱼ) − yⱼ| ≤ γⱼ·Σ|xₖ| over k ≤ j                                  [Higham 2002, eq. 4.6]
 * </pre>
 *
 * One sum waits for the one before it, so it seems that nothing here can be done at the same time.
 * But additions may be grouped: sum up blocks, all at once; add the sums of the blocks up, there
 * are few of them; then each block knows where it starts. Twice the additions, and any number of
 * threads. [Blelloch 1990, Prefix sums and their applications]
 */
public record CumSum(Tensor x, int axis) implements Op {

  public CumSum {
    axis = x.shape().axis(axis);
  }

  /**
   * {@code y[o, j, i] = Σ x at (o, k, i) over k ≤ j}, where x, row by row, is seen as (outer, n,
   * inner): the axis of extent n, what is before it and what is after it.
   */
  public interface Kernel<S> {
    void cumSum(View<S> x, S y, int outer, int n, int inner);
  }

  static void reference(View<double[]> x, double[] y, int outer, int n, int inner) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
          int at = (o * n + j) * inner + i;
          sum += x.data()[x.at(at)];
          y[at] = sum;
        }
      }
    }
  }

  /** The running sums along the axis. */
  public static Tensor cumSum(Tensor x, int axis) {
    return new CumSum(x, axis).apply();
  }

  /**
   * Running sums of other kinds; both together are the sums of all later elements.
   *
   * @param exclusive without the element itself, so that the first sum is 0
   * @param reverse from the end of the axis towards its start
   */
  public static Tensor cumSum(Tensor x, int axis, boolean exclusive, boolean reverse) {
    if (reverse) {
      return flip(cumSum(flip(x, axis), axis, exclusive, false), axis);
    }
    if (!exclusive || x.dim(axis) == 0) {
      return cumSum(x, axis);
    }
    Window butTheLast = Window.along(x.shape(), axis, Index.to(-1));
    Window butTheFirst = Window.along(x.shape(), axis, Index.from(1));
    return new Place(cumSum(new Slice(x, butTheLast).apply(), axis), butTheFirst, 0).apply();
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
    int outer = 1;
    int inner = 1;
    for (int k = 0; k < x.rank(); k++) {
      outer *= k < axis ? x.dim(k) : 1;
      inner *= k > axis ? x.dim(k) : 1;
    }
    if (y.size() > 0) {
      kernel.cumSum(x.view(), y.storage(), outer, x.dim(axis), inner);
    }
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> cumSum(g, axis, false, true));
  }
}
