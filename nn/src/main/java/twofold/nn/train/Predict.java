package twofold.nn.train;

import java.util.ArrayList;
import java.util.List;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Network;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * What a network says about examples, batch by batch: no more memory is in use at a time than one
 * batch needs, and the answers have forgotten how they were computed.
 */
public final class Predict {
  private Predict() {}

  /**
   * Examples at once: enough to keep the kernels busy, little enough for a network's activations to
   * fit.
   */
  private static final int BATCH = 100;

  /** The output for each example, in their order: (examples, …). */
  public static Tensor predict(Device<?> device, Layer model, Examples examples) {
    return predictAll(device, model, examples).get(0);
  }

  /** Each output of a network with several. */
  public static List<Tensor> predictAll(Device<?> device, Network model, Examples examples) {
    if (examples.count() == 0) {
      throw new IllegalArgumentException("predictions need at least one example, got none");
    }
    List<Rows> outputs = new ArrayList<>();
    inBatches(
        device,
        model,
        examples,
        (predictions, batch, count) -> {
          for (int k = 0; k < predictions.size(); k++) {
            if (outputs.size() == k) {
              outputs.add(new Rows(predictions.get(k).shape(), examples.count()));
            }
            outputs.get(k).add(predictions.get(k));
          }
        });
    return outputs.stream().map(rows -> device.tensor(rows.shape, rows.numbers)).toList();
  }

  /** What an output said so far, as numbers: tensors end with the scope of their batch. */
  private static final class Rows {
    final Shape shape;
    final double[] numbers;
    private int filled;

    Rows(Shape ofBatch, int count) {
      int[] dims = ofBatch.dims();
      dims[0] = count;
      shape = new Shape(dims);
      numbers = new double[shape.size()];
    }

    void add(Tensor y) {
      double[] more = y.toArray();
      System.arraycopy(more, 0, numbers, filled, more.length);
      filled += more.length;
    }
  }

  /** What is done with a batch, before its tensors are gone. */
  interface Each {
    void done(List<Tensor> predictions, Examples.Batch batch, int count);
  }

  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  static void inBatches(Device<?> device, Network model, Examples examples, Each each) {
    int[] order = examples.inOrder();
    for (int from = 0; from < order.length; from += BATCH) {
      int to = Math.min(order.length, from + BATCH);
      try (Scope scope = Scope.open()) {
        Examples.Batch batch = examples.batch(device, order, from, to);
        each.done(model.forward(batch.allInputs(), Context.INFERENCE), batch, to - from);
      }
    }
  }
}
