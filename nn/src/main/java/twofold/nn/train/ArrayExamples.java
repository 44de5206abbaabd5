package twofold.nn.train;

import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Examples that are at hand as tensors: any number of inputs and of targets, whose first axes count
 * the examples.
 */
public final class ArrayExamples implements Examples {
  private final List<Rows> inputs;
  private final List<Rows> targets;
  private final int count;

  /** Rows of numbers, wherever the tensor was; read once. */
  private record Rows(Shape shape, double[] numbers) {
    static Rows of(Tensor x) {
      return new Rows(x.shape(), x.toArray());
    }

    Tensor select(Device<?> device, int[] order, int from, int to) {
      int[] dims = shape.dims();
      dims[0] = to - from;
      Shape selected = new Shape(dims);
      int width = selected.size() / Math.max(1, to - from);
      double[] some = new double[selected.size()];
      for (int i = from; i < to; i++) {
        System.arraycopy(numbers, order[i] * width, some, (i - from) * width, width);
      }
      return device.tensor(selected, some);
    }
  }

  public ArrayExamples(Tensor inputs, Tensor targets) {
    this(List.of(inputs), List.of(targets));
  }

  /**
   * @param inputs one for each input of the network
   * @param targets one for each output
   */
  public ArrayExamples(List<Tensor> inputs, List<Tensor> targets) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("examples need at least one input, got none");
    }
    this.count = inputs.get(0).rank() == 0 ? 0 : inputs.get(0).dim(0);
    for (List<Tensor> tensors : List.of(inputs, targets)) {
      for (Tensor x : tensors) {
        if (x.rank() == 0 || x.dim(0) != count) {
          throw new ShapeException(
              "the first axis counts the examples, so all need the same; got %s and %s",
              inputs.get(0).shape(), x.shape());
        }
      }
    }
    this.inputs = inputs.stream().map(Rows::of).toList();
    this.targets = targets.stream().map(Rows::of).toList();
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public Batch batch(Device<?> device, int[] order, int from, int to) {
    return new Batch(
        inputs.stream().map(rows -> rows.select(device, order, from, to)).toList(),
        targets.stream().map(rows -> rows.select(device, order, from, to)).toList());
  }
}
