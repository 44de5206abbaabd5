package twofold.tensor;

import static twofold.tensor.Gather.gather;
import static twofold.tensor.Reshape.flatten;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

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
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] += 0.0; // −0 + 0 is 0
    }
    int[] order =
        IntStream.range(0, numbers.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> numbers[i])) // keeps the order of equal ones
            .mapToInt(Integer::intValue)
            .toArray();
    int[] inverse = new int[order.length];
    int[] first = new int[order.length];
    int[] counts = new int[order.length];
    int found = 0;
    for (int k = 0; k < order.length; k++) {
      if (k == 0 || Double.compare(numbers[order[k]], numbers[order[k - 1]]) != 0) {
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
}
