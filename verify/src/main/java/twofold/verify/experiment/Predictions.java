package twofold.verify.experiment;

import static twofold.tensor.Softmax.softmax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import twofold.nn.data.LabelledImages;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.train.Examples;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Score;
import twofold.tensor.Device;
import twofold.tensor.Scope;

/**
 * What a model says about images, and how sure it is.
 *
 * @param images what was shown to it
 * @param predicted the most probable class of each
 * @param confidence the probability it gives that class
 */
record Predictions(LabelledImages images, int[] predicted, float[] confidence) {
  private static final int BATCH = 500;

  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  static Predictions of(Layer model, Device<?> device, LabelledImages images) {
    Examples examples = new ImageExamples(images);
    int[] order = examples.inOrder();
    int[] predicted = new int[order.length];
    float[] confidence = new float[order.length];
    int classes = images.classes();
    for (int from = 0; from < order.length; from += BATCH) {
      int to = Math.min(order.length, from + BATCH);
      try (Scope scope = Scope.open()) {
        Examples.Batch batch = examples.batch(device, order, from, to);
        float[] p = softmax(model.forward(batch.inputs(), Context.INFERENCE)).toFloats();
        for (int i = from; i < to; i++) {
          int row = (i - from) * classes;
          predicted[i] = Score.largest(p, row, classes);
          confidence[i] = p[row + predicted[i]];
        }
      }
    }
    return new Predictions(images, predicted, confidence);
  }

  /** {@code counts[wanted][predicted]}. */
  int[][] confusion() {
    int[][] counts = new int[images.classes()][images.classes()];
    for (int i = 0; i < predicted.length; i++) {
      counts[images.label(i)][predicted[i]]++;
    }
    return counts;
  }

  /** The examples that it got wrong, the surest first. */
  List<Integer> mistakes() {
    List<Integer> wrong =
        new ArrayList<>(
            IntStream.range(0, predicted.length)
                .filter(i -> predicted[i] != images.label(i))
                .boxed()
                .toList());
    wrong.sort(Comparator.comparingDouble(i -> -confidence[i]));
    return wrong;
  }
}
