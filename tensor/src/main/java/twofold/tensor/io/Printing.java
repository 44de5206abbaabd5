package twofold.tensor.io;

import java.util.ArrayList;
import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Tensors as text, the way NumPy prints arrays.
 *
 * <pre>
 *   [[ 1.    2.5 ]        one pair of brackets for each axis, the last axis along the line
 *    [-3.    0.25]]       decimal points under each other
 *
 *   [0. 1. 2. ... 997. 998. 999.]      more than {@value #THRESHOLD} elements: the outermost {@value #EDGE} of each axis
 * </pre>
 *
 * Lines are at most {@value #WIDTH} characters long if the numbers allow it.
 */
public final class Printing {
  static final int THRESHOLD = 1000;
  static final int EDGE = 3;
  static final int WIDTH = 75;

  private final Shape shape;
  private final double[] values;
  private final boolean summary;
  private NumberFormat format;

  private Printing(Tensor tensor) {
    this.shape = tensor.shape();
    this.values = tensor.toArray();
    this.summary = shape.size() > THRESHOLD;
  }

  public static String text(Tensor tensor) {
    if (tensor.size() == 0) {
      return "[]";
    }
    Printing printing = new Printing(tensor);
    List<Double> shown = new ArrayList<>();
    printing.collect(0, 0, shown);
    boolean isFloat = tensor.device().unitRoundoff() > Device.reference().unitRoundoff();
    printing.format = NumberFormat.of(shown, isFloat);
    return printing.text(0, 0, " ", WIDTH);
  }

  /** The indices along an axis that are shown; −1 stands for those left out. */
  private List<Integer> indices(int axis) {
    int dim = shape.dim(axis);
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < dim; i++) {
      boolean leftOut = summary && i >= EDGE && i < dim - EDGE;
      if (!leftOut) {
        indices.add(i);
      } else if (i == EDGE) {
        indices.add(-1);
      }
    }
    return indices;
  }

  private void collect(int axis, int block, List<Double> shown) {
    if (axis == shape.rank()) {
      shown.add(values[block]);
      return;
    }
    for (int i : indices(axis)) {
      if (i >= 0) {
        collect(axis + 1, block * shape.dim(axis) + i, shown);
      }
    }
  }

  /**
   * One block: everything that has the same indices along the axes before this one.
   *
   * @param block those indices, as one number
   * @param indent what stands before the second and later lines
   * @param width how long a line may be
   */
  private String text(int axis, int block, String indent, int width) {
    int left = shape.rank() - axis;
    if (left == 0) {
      return shape.rank() == 0 ? format.text(values[block]).strip() : format.text(values[block]);
    }
    List<String> parts = new ArrayList<>();
    for (int i : indices(axis)) {
      parts.add(
          i < 0 ? "..." : text(axis + 1, block * shape.dim(axis) + i, indent + " ", width - 1));
    }
    String body = left == 1 ? row(parts, indent, width - 1) : rows(parts, indent, left);
    return "[" + body + "]";
  }

  /** The last axis: side by side, going on in the next line where the first is full. */
  private static String row(List<String> words, String indent, int width) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    for (String word : words) {
      if (line.length() + word.length() > width && line.length() > indent.length()) {
        text.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    line.setLength(line.length() - 1);
    return text.append(line).substring(indent.length());
  }

  /** Any other axis: one below the other, with an empty line more for every further axis. */
  private static String rows(List<String> blocks, String indent, int left) {
    return String.join("\n".repeat(left - 1) + indent, blocks);
  }
}
