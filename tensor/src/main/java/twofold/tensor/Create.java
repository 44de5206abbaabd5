package twofold.tensor;

import static twofold.tensor.Indices.indices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * New tensors made by a rule. Those of given numbers come from a {@link Device}: {@code tensor},
 * {@code vector}, {@code matrix}, {@code full}, {@code zeros}; those made by chance from {@link
 * Chance}.
 *
 * <pre>
 *   arange(d, 2, 9, 3)          2 5 8                    up to the end, which is excluded
 *   linspace(d, 0, 1, 5)        0 ¼ ½ ¾ 1                so many, both ends included
 *   eye(d, 2)                   1 0
 *                               0 1
 *   oneHot(d, indices(2, 0), 3) 0 0 1
 *                               1 0 0
 *   meshgrid([x, y])            every xᵢ with every yⱼ: two matrices, Xᵢⱼ = xᵢ and Yᵢⱼ = yⱼ
 * </pre>
 */
public final class Create {
  private Create() {}

  /** 0, 1, … n − 1. */
  public static Tensor arange(Device<?> device, int n) {
    return arange(device, 0, n, 1);
  }

  /**
   * start, start + step, start + 2·step, … before the end: {@code ⌈(end − start)/step⌉} numbers.
   * Each is computed from its own number, so errors do not add up; but whether one more fits in
   * before the end is decided with rounding: for steps that are not whole, take {@link #linspace}.
   */
  public static Tensor arange(Device<?> device, double start, double end, double step) {
    double count = Math.ceil((end - start) / step);
    if (!(count <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "arange from " + start + " to " + end + " in steps of " + step + " has no end");
    }
    int n = (int) Math.max(0, count);
    return device.vector(IntStream.range(0, n).mapToDouble(i -> start + i * step).toArray());
  }

  /** n numbers at equal distances, the first of them start, the last end. */
  public static Tensor linspace(Device<?> device, double start, double end, int n) {
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      double part = n == 1 ? 0 : i / (n - 1.0);
      numbers[i] = start * (1 - part) + end * part; // exact at both ends, never beyond them
    }
    return device.vector(numbers);
  }

  /** The identity matrix. */
  public static Tensor eye(Device<?> device, int n) {
    return oneHot(device, indices(IntStream.range(0, n).toArray()), n);
  }

  /**
   * For each index a row of zeros with a 1 at its place: {@code y[…, indices[…]] = 1}. An index
   * that is not a class is an error; −1 is the last class.
   */
  public static Tensor oneHot(Device<?> device, Indices indices, int classes) {
    int[] dims = new int[indices.shape().rank() + 1];
    System.arraycopy(indices.shape().dims(), 0, dims, 0, dims.length - 1);
    dims[dims.length - 1] = 1;
    Indices column = indices.reshape(new Shape(dims));
    Tensor ones = device.full(column.shape(), 1);
    dims[dims.length - 1] = classes;
    Picks picks = Picks.alongOneEach(new Shape(dims), column, -1);
    return new Scatter(ones, picks).forward();
  }

  public static Tensor fullLike(Tensor x, double number) {
    return x.device().full(x.shape(), number);
  }

  public static Tensor zerosLike(Tensor x) {
    return fullLike(x, 0);
  }

  public static Tensor onesLike(Tensor x) {
    return fullLike(x, 1);
  }

  /**
   * All combinations of the elements of some vectors: the k-th result varies along axis k only
   * (NumPy's {@code indexing="ij"}). Views: nothing is copied.
   */
  public static List<Tensor> meshgrid(List<Tensor> vectors) {
    int rank = vectors.size();
    int[] dims = new int[rank];
    for (int k = 0; k < rank; k++) {
      if (vectors.get(k).rank() != 1) {
        throw new ShapeException("meshgrid needs vectors, got shape %s", vectors.get(k).shape());
      }
      dims[k] = vectors.get(k).size();
    }
    List<Tensor> grids = new ArrayList<>();
    for (int k = 0; k < rank; k++) {
      int[] along = new int[rank];
      Arrays.fill(along, 1);
      along[k] = dims[k];
      grids.add(vectors.get(k).reshape(along).broadcastTo(new Shape(dims)));
    }
    return grids;
  }
}
