package twofold.tensor;

import static twofold.tensor.Scatter.scatter;

/**
 * How often each whole number occurs: NumPy's bincount.
 *
 * <pre>
 *   x = 0 2 2 5        counts = 1 0 2 0 0 1
 *
 *   count[v] = #{i: xᵢ = v}                v = 0 … max x, or further if minLength asks for it
 *   sum[v]   = Σ wᵢ over all i with xᵢ = v    with weights w
 *
 *   Pullback. The weighted count is a {@link Scatter}, linear in w:      w̄ᵢ = g at xᵢ
 *   Rounding. Counts are exact. Sums of at most k weights: |fl(sum) − sum| ≤ γₖ₋₁·Σ|wᵢ|
 * </pre>
 *
 * The shape of x does not matter. Negative numbers are refused, though indices may be negative:
 * here they do not count from any end.
 */
public final class BinCount {
  private BinCount() {}

  /** The counts of the numbers 0, 1, … in as many bins as are needed, and at least this many. */
  public static Indices binCount(Indices x, int minLength) {
    int[] counts = new int[bins(x, minLength)];
    for (int v : x.toArray()) {
      counts[v]++;
    }
    return Indices.indices(counts);
  }

  /** The same for the numbers of a tensor, which must be whole. */
  public static Indices binCount(Tensor x, int minLength) {
    return binCount(Indices.indices(x), minLength);
  }

  /** The sums of the weights of the numbers 0, 1, …; one weight for each number, in its shape. */
  public static Tensor binCount(Indices x, Tensor weights, int minLength) {
    if (!weights.shape().equals(x.shape())) {
      throw new ShapeException(
          "binCount needs a weight for each number: numbers of shape %s, weights of shape %s",
          x.shape(), weights.shape());
    }
    Shape flat = new Shape(x.size());
    Shape bins = new Shape(bins(x, minLength));
    return scatter(x.reshape(flat), weights.reshape(flat), bins, 0);
  }

  private static int bins(Indices x, int minLength) {
    if (minLength < 0) {
      throw new IllegalArgumentException(
          "binCount needs a minLength of 0 or more, got " + minLength);
    }
    int bins = minLength;
    for (int v : x.toArray()) {
      if (v < 0) {
        throw new IllegalArgumentException("binCount counts whole numbers from 0 on, got " + v);
      }
      bins = Math.max(bins, Math.addExact(v, 1));
    }
    return bins;
  }
}
