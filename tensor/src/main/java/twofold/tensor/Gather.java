package twofold.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Elements by number, in any order and any number of times: NumPy's take, take_along_axis, fancy
 * indexing and boolean masks.
 *
 * <pre>
 *   gather(x, p, axis)           y[…, i, …] = x[…, p[i], …]       rows of a table
 *   takeAlongAxis(x, p, axis)    y[i, j] = x[i, p[i, j]]          (axis 1) sorting along it
 *   gatherNd(x, p)               y[i] = x[p[i, 0], p[i, 1], …]    points anywhere
 *   booleanMask(x, m, axis)      the places along the axis where m is not 0
 *
 *   Each of them is  y[i] = x[rᵢ]  for rows of some width, see {@link Picks}.
 *
 *   Pullback. yᵢ is an element of x; one that was taken several times receives the sum:
 *     x̄ = Σᵢ gᵢ at rᵢ        see {@link Scatter}
 *   Rounding. Exact.
 * </pre>
 *
 * Through the indices flows no gradient: they are whole numbers.
 */
public record Gather(Tensor x, Picks picks) implements Op {

  public Gather {
    if (!x.shape().equals(picks.whole())) {
      throw new ShapeException("picks from shape %s do not fit shape %s", picks.whole(), x.shape());
    }
  }

  /** {@code y[i·width + j] = x[rows[i]·width + j]} for every row i and j &lt; width, all dense. */
  public interface Kernel<S> {
    void gather(S x, S y, int[] rows, int width);
  }

  static void reference(double[] x, double[] y, int[] rows, int width) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < width; j++) {
        y[i * width + j] = x[rows[i] * width + j];
      }
    }
  }

  /** What is at each index along the axis; the axes of the indices take the place of the axis. */
  public static Tensor gather(Tensor x, Indices indices, int axis) {
    return new Gather(x, Picks.along(x.shape(), indices, axis)).apply();
  }

  /**
   * At each place of the indices the element of x which has that number along the axis and the same
   * place along all others. Extents of 1 along those broadcast.
   */
  public static Tensor takeAlongAxis(Tensor x, Indices indices, int axis) {
    return new Gather(x, Picks.alongOneEach(x.shape(), indices, axis)).apply();
  }

  /**
   * At each tuple of numbers along the last axis of the indices what is there: an element, or a
   * sub-tensor where a tuple has fewer numbers than x has axes.
   */
  public static Tensor gatherNd(Tensor x, Indices indices) {
    return new Gather(x, Picks.tuples(x.shape(), indices)).apply();
  }

  /**
   * What is where the mask is not 0 (NaN is not 0). The mask has the shape of some axes of x, from
   * this one on; one axis takes their place.
   */
  public static Tensor booleanMask(Tensor x, Tensor mask, int axis) {
    int a = mask.rank() == 0 ? 0 : x.shape().axis(axis);
    int end = a + mask.rank();
    int[] dims = x.shape().dims();
    if (mask.rank() == 0
        || end > dims.length
        || !Arrays.equals(Arrays.copyOfRange(dims, a, end), mask.shape().dims())) {
      throw new ShapeException(
          "a mask of shape %s does not fit shape %s from axis %d on",
          mask.shape(), x.shape(), axis);
    }
    double[] chosen = mask.toArray();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] != 0) {
        places.add(i);
      }
    }
    int[] flat = new int[dims.length - mask.rank() + 1];
    System.arraycopy(dims, 0, flat, 0, a);
    flat[a] = mask.size();
    System.arraycopy(dims, end, flat, a + 1, dims.length - end);
    Indices indices = Indices.indices(places.stream().mapToInt(Integer::intValue).toArray());
    return gather(x.reshape(new Shape(flat)), indices, a);
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor y = device.empty(picks.picked());
    kernel.gather(x.dense().storage(), y.storage(), picks.rows(), picks.width());
    return y;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor y, Tensor g) {
    return List.of(() -> new Scatter(g, picks).apply());
  }
}
