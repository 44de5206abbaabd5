package twofold.nn.estimator;

import static twofold.nn.activation.LogSoftmax.softmax;

import twofold.math.estimator.ProbabilisticClassifier;
import twofold.math.estimator.Regressor;
import twofold.math.estimator.TrainingRows;
import twofold.nn.data.Standardise;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * A network that has learned, and that nobody can change any more.
 *
 * <p>Points are answered in blocks of a fixed size, the last one filled up with zeros: how a kernel
 * adds may depend on the size of its matrices, and so all answers are computed in the same way,
 * whoever else is asked about.
 */
final class Trained {
  private static final int BLOCK = 64;

  private final Device<?> device;
  private final Layer network;
  private final int features;
  private final Standardise scale;

  Trained(Device<?> device, Layer network, int features, Standardise scale) {
    this.device = device;
    this.network = network;
    this.features = features;
    this.scale = scale;
  }

  /** The outputs for each point; as probabilities, if so wanted. */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private double[][] outputs(double[][] points, boolean asProbabilities) {
    double[][] outputs = new double[points.length][];
    for (int from = 0; from < points.length; from += BLOCK) {
      int count = Math.min(BLOCK, points.length - from);
      try (Scope scope = Scope.open()) {
        Tensor y = network.forward(block(points, from, count), Context.INFERENCE);
        double[] numbers = (asProbabilities ? softmax(y) : y).toArray();
        int width = numbers.length / BLOCK;
        for (int i = 0; i < count; i++) {
          outputs[from + i] = new double[width];
          System.arraycopy(numbers, i * width, outputs[from + i], 0, width);
        }
      }
    }
    return outputs;
  }

  private Tensor block(double[][] points, int from, int count) {
    double[] numbers = new double[BLOCK * features];
    for (int i = 0; i < count; i++) {
      TrainingRows.requirePoint("point", points[from + i], features);
      System.arraycopy(scale.apply(points[from + i]), 0, numbers, i * features, features);
    }
    return device.tensor(new Shape(BLOCK, features), numbers);
  }

  /** Says how likely each class is. */
  record ClassificationModel(Trained trained, int classes) implements ProbabilisticClassifier {

    @Override
    public double[] probabilities(double[] point) {
      return trained.outputs(new double[][] {point}, true)[0];
    }

    @Override
    public int classify(double[] point) {
      return classify(new double[][] {point})[0];
    }

    @Override
    public int[] classify(double[][] points) {
      double[][] probabilities = trained.outputs(points, true);
      int[] labels = new int[points.length];
      for (int i = 0; i < labels.length; i++) {
        for (int c = 1; c < classes; c++) {
          labels[i] = probabilities[i][c] > probabilities[i][labels[i]] ? c : labels[i];
        }
      }
      return labels;
    }
  }

  /**
   * Says a number.
   *
   * @param answers from which the network's output is scaled back
   */
  record RegressionModel(Trained trained, Standardise answers) implements Regressor {

    @Override
    public double predict(double[] point) {
      return predict(new double[][] {point})[0];
    }

    @Override
    public double[] predict(double[][] points) {
      double[][] outputs = trained.outputs(points, false);
      double[] values = new double[points.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = answers.invert(outputs[i])[0];
      }
      return values;
    }
  }
}
