package twofold.nn.layer;

import java.util.Arrays;
import java.util.stream.Collectors;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** What a layer says when it is given a tensor that it cannot take. */
public final class InputShape {
  private InputShape() {}

  /**
   * Compares a shape with a pattern: a number stands for itself, a word for any extent. {@code
   * require(layer, x, "batch", 3, "height", "width")} wants pictures of three channels.
   *
   * @throws ShapeException naming the layer, the pattern and the shape
   */
  public static void require(Object layer, Tensor x, Object... pattern) {
    if (!fits(x.shape(), pattern)) {
      throw new ShapeException(
          "%s needs inputs of shape %s, got %s", layer, wanted(pattern), x.shape());
    }
  }

  /** The same for a parameter that a layer is given. None of its extents may be 0. */
  public static void requireParameter(String layer, Parameter parameter, Object... pattern) {
    if (!fits(parameter.shape(), pattern) || parameter.size() == 0) {
      throw new ShapeException(
          "%s needs %s of shape %s, got %s",
          layer, parameter.name(), wanted(pattern), parameter.shape());
    }
  }

  private static boolean fits(Shape shape, Object... pattern) {
    boolean fits = shape.rank() == pattern.length;
    for (int axis = 0; fits && axis < pattern.length; axis++) {
      fits = !(pattern[axis] instanceof Integer extent) || shape.dim(axis) == extent;
    }
    return fits;
  }

  private static String wanted(Object... pattern) {
    return Arrays.stream(pattern).map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
  }

  /** For layers that need some axes at least. */
  public static void requireRank(Object layer, Tensor x, int least, String wanted) {
    if (x.rank() < least) {
      throw new ShapeException("%s needs inputs of shape %s, got %s", layer, wanted, x.shape());
    }
  }

  /** (batch, channels), or with any axes after them. */
  public static void requireChannels(Object layer, Tensor x, int channels) {
    if (x.rank() < 2 || x.dim(1) != channels) {
      throw new ShapeException(
          "%s needs inputs of shape (batch, %d, …), got %s", layer, channels, x.shape());
    }
  }

  /** One number for each channel, so that it broadcasts with a tensor of that rank. */
  static Tensor alongChannels(Tensor perChannel, int rank) {
    int[] dims = new int[rank - 1];
    Arrays.fill(dims, 1);
    dims[0] = perChannel.size();
    return perChannel.reshape(dims);
  }

  /** Any axes, and at the end these. */
  public static void requireLast(Object layer, Tensor x, Shape last) {
    int from = x.rank() - last.rank();
    if (from < 0
        || !Arrays.equals(Arrays.copyOfRange(x.shape().dims(), from, x.rank()), last.dims())) {
      String wanted = "(…, " + last.toString().substring(1);
      throw new ShapeException("%s needs inputs of shape %s, got %s", layer, wanted, x.shape());
    }
  }
}
