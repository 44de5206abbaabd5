package twofold.nn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static twofold.nn.loss.AbsoluteError.absoluteError;
import static twofold.nn.loss.CategoricalCrossEntropy.crossEntropy;
import static twofold.nn.loss.CategoricalCrossEntropy.crossEntropyFromLogits;
import static twofold.nn.loss.Huber.huber;
import static twofold.nn.loss.SquaredError.squaredError;
import static twofold.tensor.Softmax.softmax;

import org.junit.jupiter.api.Test;
import twofold.nn.loss.BinaryCrossEntropy;
import twofold.nn.loss.Loss;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Tensor;

/** The examples of the chapter "Losses". */
class LossesTest {
  private final Device<double[]> device = Device.reference();

  @Test
  void errorsOfThreeKinds() {
    // region errors
    Tensor y = device.matrix(new double[][] {{1}, {2}, {10}}); // predictions
    Tensor t = device.matrix(new double[][] {{1.5}, {2}, {4}}); // the truth
    Tensor squared = squaredError(y, t); // 0.25 0 36
    Tensor absolute = absoluteError(y, t); // 0.5 0 6
    Tensor both = huber(y, t, 1); // 0.125 0 5.5
    // endregion
    assertThat(squared.toArray()).containsExactly(0.25, 0, 36);
    assertThat(absolute.toArray()).containsExactly(0.5, 0, 6);
    assertThat(both.toArray()).containsExactly(0.125, 0, 5.5);
  }

  @Test
  void surprise() {
    // region surprise
    Tensor p = device.matrix(new double[][] {{0.7, 0.2, 0.1}}); // what the model believes
    Tensor t = device.matrix(new double[][] {{1, 0, 0}}); // what was so
    Tensor loss = crossEntropy(p, t); // −ln 0.7
    // endregion
    assertThat(loss.item()).isCloseTo(-Math.log(0.7), within(1e-15));
  }

  @Test
  void theSlopeIsTheError() {
    // region slope
    Tensor z = device.matrix(new double[][] {{2, 0, -1}}); // logits
    Tensor t = device.matrix(new double[][] {{0, 1, 0}});
    Tensor loss = crossEntropyFromLogits(z, t);
    Tensor slope = Gradients.of(loss.sum(), z); // softmax(z) − t
    // endregion
    Tensor expected = softmax(z).subtract(t);
    for (int j = 0; j < 3; j++) {
      assertThat(slope.toArray()[j]).isCloseTo(expected.toArray()[j], within(1e-15));
    }
  }

  @Test
  void logitsNeverOverflow() {
    Tensor no = device.matrix(new double[][] {{0}});
    // region certain
    Tensor z = device.matrix(new double[][] {{1000}}); // certain, and wrong
    Tensor loss = BinaryCrossEntropy.binaryCrossEntropyFromLogits(z, no); // 1000, not infinite
    Tensor slope = Gradients.of(loss.sum(), z); // 1
    // endregion
    assertThat(loss.item()).isEqualTo(1000);
    assertThat(slope.item()).isEqualTo(1);
  }

  @Test
  void weights() {
    Tensor y = device.matrix(new double[][] {{1}, {2}, {10}});
    Tensor t = device.matrix(new double[][] {{1.5}, {2}, {4}});
    // region weights
    Loss loss = (predictions, targets) -> huber(predictions, targets, 1);
    Tensor mean = loss.of(y, t, Loss.Reduction.MEAN); // (0.125 + 0 + 5.5)/3
    Tensor weights = device.vector(1, 1, 0.5); // the third is only half trusted
    Tensor weighted = loss.of(y, t, weights, Loss.Reduction.MEAN); // (0.125 + 0 + 2.75)/2.5
    // endregion
    assertThat(mean.item()).isCloseTo(1.875, within(1e-15));
    assertThat(weighted.item()).isCloseTo(1.15, within(1e-15));
  }
}
