package twofold.rnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.rnn.cell.State;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of {@code RecurrentDropout}. */
class RecurrentDropoutTest {
  private static final Device<?> DEVICE = Device.reference();
  private static final RecurrentDropout HALF = new RecurrentDropout(0.5, 0.5, 0.5);

  private static Context training() {
    return Context.training(RandomStreams.of(1));
  }

  /** 0 or 1/(1 − ½), the same at every step, not the same for every sequence. */
  @Test
  void oneMaskForAllSteps() {
    Tensor ones = DEVICE.full(new Shape(20, 3, 5), 1);
    for (Tensor y :
        new Tensor[] {HALF.ofInput(ones, training()), HALF.ofOutput(ones, training())}) {
      Tensor first = y.at(0);
      int different = 0;
      for (int b = 0; b < 20; b++) {
        double[] step = y.at(b, 0).toArray();
        assertThat(step).containsAnyOf(0, 2).doesNotContain(1);
        assertThat(y.at(b, 1).toArray()).isEqualTo(step);
        assertThat(y.at(b, 2).toArray()).isEqualTo(step);
        different += Arrays.equals(step, first.at(0).toArray()) ? 0 : 1;
      }
      assertThat(different).isGreaterThan(10);
    }
  }

  /** The memory of an LSTM is not forgotten, only what it shows. */
  @Test
  void theStateKeepsItsMemory() {
    Tensor ones = DEVICE.full(new Shape(4, 6), 1);
    State start = State.of(ones, ones);
    var between = HALF.between(start, training());
    State once = between.apply(start);
    assertThat(once.parts().get(1)).isSameAs(ones);
    assertThat(once.output().toArray()).contains(0, 2);
    assertThat(between.apply(start).output().toArray()).isEqualTo(once.output().toArray());
  }

  @Test
  void nothingIsForgottenInAPrediction() {
    Tensor ones = DEVICE.full(new Shape(4, 3, 5), 1);
    assertThat(HALF.ofInput(ones, Context.INFERENCE)).isSameAs(ones);
    assertThat(HALF.isBetweenSteps(Context.INFERENCE)).isFalse();
  }

  @Test
  void ratesMustBeRates() {
    assertThatThrownBy(() -> new RecurrentDropout(0, 1, 0))
        .hasMessage("dropout rate must be in [0, 1), got 1.0");
  }
}
