package twofold.tensor;

import static twofold.tensor.Reshape.squeeze;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor taken apart along an axis, without moving an element: each part is a {@link Slice}.
 *
 * <pre>
 *   split(x, 3, axis)               (6, 2) along 0 → three of (2, 2)
 *   split(x, sizes(1, 2, 3), axis)  (6, 2) along 0 → (1, 2), (2, 2), (3, 2)
 *   unstack(x, axis)                (6, 2) along 0 → six of (2)
 *
 *   concat(split(x, …, axis), axis) = x          stack(unstack(x, axis), axis) = x
 * </pre>
 */
public final class Split {
  private Split() {}

  /** So many parts of equal size. */
  public static List<Tensor> split(Tensor x, int parts, int axis) {
    if (parts < 1 || x.dim(axis) % parts != 0) {
      throw new ShapeException(
          "axis %d of shape %s cannot be split into %d equal parts", axis, x.shape(), parts);
    }
    int[] sizes = new int[parts];
    Arrays.fill(sizes, x.dim(axis) / parts);
    return split(x, sizes, axis);
  }

  /** Parts of these sizes, which must add up to the extent. */
  public static List<Tensor> split(Tensor x, int[] sizes, int axis) {
    List<Tensor> parts = new ArrayList<>();
    long start = 0;
    for (int size : sizes) {
      if (size < 0 || start + size > x.dim(axis)) {
        throw wrong(x, sizes, axis);
      }
      Index.Range range = Index.range((int) start, (int) start + size);
      parts.add(new Slice(x, Window.along(x.shape(), axis, range)).apply());
      start += size;
    }
    if (start != x.dim(axis)) {
      throw wrong(x, sizes, axis);
    }
    return parts;
  }

  private static ShapeException wrong(Tensor x, int[] sizes, int axis) {
    return new ShapeException(
        "sizes %s do not add up to axis %d of shape %s", Arrays.toString(sizes), axis, x.shape());
  }

  /** For {@code split(x, sizes(1, 2, 3), axis)}. */
  public static int[] sizes(int... sizes) {
    return sizes;
  }

  /** One tensor for each place along the axis, which disappears. */
  public static List<Tensor> unstack(Tensor x, int axis) {
    if (x.dim(axis) == 0) {
      return List.of();
    }
    return split(x, x.dim(axis), axis).stream().map(part -> squeeze(part, axis)).toList();
  }
}
