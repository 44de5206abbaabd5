package twofold.gpu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.gpu.Both.U;
import static twofold.gpu.Both.gamma;
import static twofold.gpu.Both.random;
import static twofold.gpu.Both.same;
import static twofold.tensor.Softmax.softmax;
import static twofold.tensor.SoftmaxCrossEntropy.softmaxCrossEntropy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/** Softmax and its cross-entropy, held to the bounds that their lessons derive. */
class SoftmaxGpuTest {
  /** Units in the last place that OpenCL allows exp and log. */
  private static final double E = 3;

  private static final double SMALL = 1 + 1e-3; // terms of order u² and a flushed exponential

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 10", "300, 10", "7, 1000"})
  void softmaxWithinItsBound(int rows, int classes) {
    Tensor logits = random(Device.gpu(), 1, rows, classes).multiply(5);
    double[] x = logits.toArray();
    double[] y = softmax(logits).toArray();
    double[] exact = softmax(logits.to(Device.reference())).toArray();
    for (int i = 0; i < y.length; i++) {
      double spread = spread(x, i / classes, classes);
      double relative = 2 * spread * U + 2 * 2 * E * U + gamma(classes) + U;
      assertThat(Math.abs(y[i] - exact[i]))
          .isLessThanOrEqualTo(exact[i] * relative * SMALL + Float.MIN_NORMAL);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 10", "300, 10", "7, 1000"})
  void crossEntropyWithinItsBound(int rows, int classes) {
    Tensor logits = random(Device.gpu(), 1, rows, classes).multiply(5);
    Tensor targets = softmax(random(Device.gpu(), 2, rows, classes));
    double[] x = logits.toArray();
    double[] t = targets.toArray();
    double[] losses = softmaxCrossEntropy(logits, targets).toArray();
    Tensor exactLosses =
        softmaxCrossEntropy(logits.to(Device.reference()), targets.to(Device.reference()));
    double[] exact = exactLosses.toArray();
    double g = gamma(classes + 1);
    for (int i = 0; i < rows; i++) {
      double max = max(x, i, classes);
      double spread = spread(x, i, classes);
      double sum = 0;
      for (int j = i * classes; j < (i + 1) * classes; j++) {
        sum += Math.exp(x[j] - max);
      }
      double bound = 0;
      for (int j = i * classes; j < (i + 1) * classes; j++) {
        double surprise = Math.abs(Math.log(sum) + (max - x[j]));
        double d =
            2 * U * (max - x[j])
                + (2 * U * spread + 2 * E * U + gamma(classes))
                + (2 * E + 1) * U * Math.log(classes)
                + 2 * U * surprise;
        bound += t[j] * (d + g * (surprise + d));
      }
      assertThat(Math.abs(losses[i] - exact[i])).isLessThanOrEqualTo(bound * SMALL);
    }
  }

  private static double max(double[] x, int row, int classes) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = row * classes; j < (row + 1) * classes; j++) {
      max = Math.max(max, x[j]);
    }
    return max;
  }

  private static double spread(double[] x, int row, int classes) {
    double min = Double.POSITIVE_INFINITY;
    for (int j = row * classes; j < (row + 1) * classes; j++) {
      min = Math.min(min, x[j]);
    }
    return max(x, row, classes) - min;
  }

  @Test
  void specialValues() {
    double inf = Double.POSITIVE_INFINITY;
    double[][] rows = {
      {0, Double.NaN}, {Double.NaN, 0}, {inf, 0}, {-inf, 0}, {-inf, -inf}, {1000, -1000}
    };
    same(d -> softmax(d.matrix(rows)));
    same(d -> softmaxCrossEntropy(d.matrix(rows), d.ones(6, 2)));
    same(d -> softmax(d.zeros(0, 3)));
    same(d -> softmaxCrossEntropy(d.zeros(0, 3), d.zeros(0, 3)));
  }
}
