package twofold.nn.layer;

import java.util.Arrays;
import java.util.stream.Collectors;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** What a layer says when it is given a tensor that it cannot take. */
final class InputShape {
  private InputShape() {}

  /**
   * Compares a shape with a pattern: a number stands for itself, a word for any extent. {@code
   * require(layer, x, "batch", 3, "height", "width")} wants pictures of three channels.
   *
   * @throws ShapeException naming the layer, the pattern and the shape
   */
  static void require(Object layer, Tensor x, Object... pattern) {
    boolean fits = x.rank() == pattern.length;
    for (int axis = 0; fits && axis < pattern.length; axis++) {
      fits = !(pattern[axis] instanceof Integer extent) || x.dim(axis) == extent;
    }
    if (!fits) {
      String wanted =
          Arrays.stream(pattern).map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
      throw new ShapeException("%s needs inputs of shape %s, got %s", layer, wanted, x.shape());
    }
  }

  /** For layers that need some axes at least. */
  static void requireRank(Object layer, Tensor x, int least, String wanted) {
    if (x.rank() < least) {
      throw new ShapeException("%s needs inputs of shape %s, got %s", layer, wanted, x.shape());
    }
  }
}
