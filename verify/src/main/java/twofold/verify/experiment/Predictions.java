package twofold.verify.experiment;

import static twofold.tensor.Concat.concat;
import static twofold.tensor.Softmax.softmax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.metric.Answers;
import twofold.nn.train.Examples;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Tensor;

/**
 * What a model says about examples, and how sure it is.
 *
 * @param classes their names
 * @param wanted the class of each example
 * @param predicted the most probable class of each
 * @param confidence the probability it gives that class
 */
record Predictions(List<String> classes, int[] wanted, int[] predicted, float[] confidence) {
  private static final int BATCH = 500;

  /**
   * @param model gives a logit for each class; or, of two, the logit of the second
   */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  static Predictions of(Layer model, Device<?> device, Examples examples, List<String> classes) {
    int[] order = examples.inOrder();
    int[] wanted = new int[order.length];
    int[] predicted = new int[order.length];
    float[] confidence = new float[order.length];
    for (int from = 0; from < order.length; from += BATCH) {
      int to = Math.min(order.length, from + BATCH);
      try (Scope scope = Scope.open()) {
        Examples.Batch batch = examples.batch(device, order, from, to);
        int n = classes.size();
        Tensor logits = columns(model.forward(batch.inputs(), Context.INFERENCE), n);
        double[] p = softmax(logits).toArray();
        double[] t = columns(batch.targets(), n).toArray();
        for (int i = from; i < to; i++) {
          int row = (i - from) * n;
          wanted[i] = Answers.largest(t, row, n);
          predicted[i] = Answers.largest(p, row, n);
          confidence[i] = (float) p[row + predicted[i]];
        }
      }
    }
    return new Predictions(classes, wanted, predicted, confidence);
  }

  /** A yes or no as two classes: e^z/(e^0 + e^z) = σ(z), the second of softmax(0, z). */
  private static Tensor columns(Tensor x, int classes) {
    boolean isYesOrNo = classes == 2 && x.dim(1) == 1;
    return isYesOrNo ? concat(List.of(x.device().zeros(x.dim(0), 1), x), 1) : x;
  }

  /** {@code counts[wanted][predicted]}. */
  int[][] confusion() {
    int[][] counts = new int[classes.size()][classes.size()];
    for (int i = 0; i < predicted.length; i++) {
      counts[wanted[i]][predicted[i]]++;
    }
    return counts;
  }

  /** The examples that it got wrong, the surest first. */
  List<Integer> mistakes() {
    List<Integer> wrong =
        new ArrayList<>(
            IntStream.range(0, predicted.length)
                .filter(i -> predicted[i] != wanted[i])
                .boxed()
                .toList());
    wrong.sort(Comparator.comparingDouble(i -> -confidence[i]));
    return wrong;
  }
}
