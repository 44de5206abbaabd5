package twofold.nn.train;

import java.util.Arrays;
import twofold.nn.data.SparseRows;
import twofold.tensor.Device;
import twofold.tensor.Parallel;
import twofold.tensor.Shape;

/**
 * Sparse rows with a class each. Only the rows of a batch are ever unfolded: inputs (batch, width),
 * targets (batch, classes) with a 1 at the label ("one-hot"); or, of two classes, (batch, 1), which
 * is the label itself.
 *
 * <p>Not for use by two threads at a time: the arrays that batches are gathered in are reused.
 */
public final class SparseExamples implements Examples {
  private final SparseRows rows;
  private final int[] labels;
  private final int classes;
  private float[] inputs = new float[0];
  private float[] targets = new float[0];

  /**
   * @param labels of every row, from 0 to classes − 1
   * @param classes at least 2
   */
  public SparseExamples(SparseRows rows, int[] labels, int classes) {
    if (labels.length != rows.count()) {
      throw new IllegalArgumentException(
          rows.count() + " rows need as many labels, got " + labels.length);
    }
    if (classes < 2) {
      throw new IllegalArgumentException("there must be at least 2 classes, got " + classes);
    }
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "labels must be 0 to " + (classes - 1) + ", got " + label);
      }
    }
    this.rows = rows;
    this.labels = labels.clone();
    this.classes = classes;
  }

  @Override
  public int count() {
    return rows.count();
  }

  @Override
  public Batch batch(Device<?> device, int[] order, int from, int to) {
    int n = to - from;
    int width = rows.width();
    int answers = classes == 2 ? 1 : classes;
    if (inputs.length != n * width) {
      inputs = new float[n * width];
      targets = new float[n * answers];
    }
    Arrays.fill(targets, 0);
    for (int i = 0; i < n; i++) {
      int label = labels[order[from + i]];
      targets[i * answers + (classes == 2 ? 0 : label)] = classes == 2 ? label : 1;
    }
    Parallel.ranges(
        n,
        1,
        (first, end) -> {
          for (int i = first; i < end; i++) {
            rows.copy(order[from + i], inputs, i * width);
          }
        });
    return new Batch(
        device.tensor(new Shape(n, width), inputs), device.tensor(new Shape(n, answers), targets));
  }
}
