package twofold.tensor;

import static twofold.tensor.ArgSort.argSort;
import static twofold.tensor.Gather.gather;
import static twofold.tensor.Reshape.flatten;

import java.util.Arrays;

/**
 * The different numbers of a tensor, in rising order, and where each element went.
 *
 * <pre>
 *   x = 3 1 3 2        values = 1 2 3      inverse = 2 0 2 1      counts = 1 1 2
 *
 *   gather(values, inverse) = x
 * </pre>
 *
 * NaN is taken as one number, the last; −0 and 0 are one number. Each value is gathered from where
 * it first stands in x, and so is differentiable; the inverse is piecewise constant.
 *
 * @param values the different numbers, a vector
 * @param inverse for each element of x, in its shape, which value it is
 * @param counts for each value, how many elements are equal to it
 */
public record Unique(Tensor values, Indices inverse, Indices counts) {

  public static Unique unique(Tensor x) {
    double[] numbers = x.toArray();
    int[] order = argSort(flatten(x), 0).toArray(); // keeps the order of equal ones
    int[] inverse = new int[order.length];
    int[] first = new int[order.length];
    int[] counts = new int[order.length];
    int found = 0;
    for (int k = 0; k < order.length; k++) {
      if (k == 0 || differ(numbers[order[k]], numbers[order[k - 1]])) {
        first[found++] = order[k];
      }
      inverse[order[k]] = found - 1;
      counts[found - 1]++;
    }
    return new Unique(
        gather(flatten(x), Indices.indices(Arrays.copyOf(first, found)), 0),
        Indices.indices(x.shape(), inverse),
        Indices.indices(Arrays.copyOf(counts, found)));
  }

  private static boolean differ(double p, double q) {
    return p != q && !(Double.isNaN(p) && Double.isNaN(q));
  }
}
