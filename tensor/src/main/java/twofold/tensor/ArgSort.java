package twofold.tensor;

/**
 * In which order to take the elements along an axis so that they rise, or fall: NumPy's argsort.
 *
 * <pre>
 *   x = 3 1 4 1        rising  1 3 0 2        falling  2 0 1 3
 *
 *   One order of all numbers:   −∞ < … < −0 = 0 < … < ∞ < NaN        all NaN are equal
 *   Stable: equal elements keep the order they stand in, also when the numbers fall.
 *
 *   So the order is unique. The element at j comes at place
 *     rank(j) = #{k: xₖ < xⱼ} + #{k < j: xₖ = xⱼ}          (falling: xₖ > xⱼ)
 *
 *   Rounding. Exact.
 * </pre>
 *
 * NaN stand last when the numbers rise, as in NumPy, and first when they fall: there {@link ArgMax}
 * is the first number, NaN or not.
 *
 * <p>The definition sorts by merging, which takes n·log₂ n comparisons and keeps equal elements in
 * order by preferring the left run. Counting ranks as the formula says would take n². That the
 * order is unique makes the fast writings free to go any other way: whoever sorts right sorts the
 * same, with any number of threads.
 *
 * <p>The order is piecewise constant: no gradient flows through it.
 */
public final class ArgSort {
  private ArgSort() {}

  /**
   * {@code x[i·n + order[i·n]], x[i·n + order[i·n + 1]], …} is row i of x in order, for every row
   * of n elements, all dense.
   */
  public interface Kernel<S> {
    void order(S x, int[] order, int n, boolean descending);
  }

  static void reference(double[] x, int[] order, int n, boolean descending) {
    int[] merged = new int[n];
    for (int row = 0; row < order.length; row += n) {
      for (int j = 0; j < n; j++) {
        order[row + j] = j;
      }
      for (int run = 1; run < n; run *= 2) { // runs of this length are in order
        for (int from = 0; from < n; from += 2 * run) {
          merge(x, order, row, from, run, n, descending, merged);
        }
        System.arraycopy(merged, 0, order, row, n);
      }
    }
  }

  /** Two runs side by side become one: always the element that comes first, of equals the left. */
  private static void merge(
      double[] x, int[] order, int row, int from, int run, int n, boolean falls, int[] merged) {
    int middle = Math.min(from + run, n);
    int end = Math.min(middle + run, n);
    int left = from;
    int right = middle;
    for (int at = from; at < end; at++) {
      boolean takesRight = left == middle;
      if (left < middle && right < end) {
        double first = x[row + order[row + left]];
        takesRight = comesBefore(x[row + order[row + right]], first, falls);
      }
      merged[at] = order[row + (takesRight ? right++ : left++)];
    }
  }

  private static boolean comesBefore(double p, double q, boolean descending) {
    return descending ? isLess(q, p) : isLess(p, q);
  }

  /** p &lt; q, where NaN is larger than every number. */
  private static boolean isLess(double p, double q) {
    return p < q || (Double.isNaN(q) && !Double.isNaN(p));
  }

  /** The order in which the elements along the axis rise. */
  public static Indices argSort(Tensor x, int axis) {
    return argSort(x, axis, false);
  }

  /** The order in which the elements along the axis rise or fall. */
  public static Indices argSort(Tensor x, int axis, boolean descending) {
    return first(x.dim(axis), x, axis, descending);
  }

  /** The first k of the order, along the axis. */
  static Indices first(int k, Tensor x, int axis, boolean descending) {
    Tensor rows = Transpose.moveAxis(x.stopGradient(), axis, -1);
    int[] order = new int[x.size()];
    Device<Object> device = Device.of(x);
    if (order.length > 0) {
      Kernel<Object> kernel = device.kernel(Kernel.class);
      kernel.order(rows.dense().storage(), order, x.dim(axis), descending);
    }
    int[] moved = ((Transpose) rows.origin()).permutation();
    Layout back = Layout.dense(rows.shape()).transpose(Transpose.inverse(moved));
    Layout places = back.slice(Window.along(x.shape(), axis, Index.to(k)));
    int[] numbers = new int[places.shape().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = order[places.at(i)];
    }
    return Indices.indices(places.shape(), numbers);
  }
}
