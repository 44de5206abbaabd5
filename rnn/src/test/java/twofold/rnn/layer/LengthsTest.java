package twofold.rnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.rnn.cell.LstmCell;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of {@code Lengths}, and what is said about wrong ones. */
class LengthsTest {
  private static final Device<?> DEVICE = Device.reference();
  private static final Tensor X =
      DEVICE.tensor(new Shape(2, 3, 1), 1.0, 2.0, Double.NaN, 4.0, 5.0, 6.0);
  private static final Lengths LENGTHS = new Lengths(new int[] {2, 3}, 3);

  @Test
  void paddingBecomesZero() {
    assertThat(LENGTHS.masked(X).toArray()).containsExactly(1, 2, 0, 4, 5, 6);
    assertThat(LENGTHS.mask(DEVICE).toArray()).containsExactly(1, 1, 0, 1, 1, 1);
  }

  @Test
  void eachSequenceIsReversedByItself() {
    assertThat(LENGTHS.reversed(X).toArray()).containsExactly(2, 1, Double.NaN, 6, 5, 4);
  }

  @Test
  void lengthsMustFit() {
    assertThatThrownBy(() -> new Lengths(new int[] {2, 0}, 3))
        .hasMessage("the length of sequence 1 must be 1 to 3, the steps there are, got 0");
    assertThatThrownBy(() -> new Lengths(new int[] {4}, 3))
        .hasMessage("the length of sequence 0 must be 1 to 3, the steps there are, got 4");
    assertThatThrownBy(() -> Lengths.of(DEVICE.vector(1, 1.5), X))
        .hasMessage("the length of sequence 1 must be a whole number, got 1.5");
    assertThatThrownBy(() -> Lengths.of(DEVICE.vector(1, 1, 1), X))
        .hasMessage("beside sequences of shape (2, 3, 1) lengths must have shape (batch), got (3)");
    assertThatThrownBy(() -> LENGTHS.masked(DEVICE.zeros(2, 4, 1)))
        .hasMessage("lengths of 2 sequences of 3 steps need shape (2, 3, features), got (2, 4, 1)");
  }

  @Test
  void aLayerSaysWhatItNeeds() {
    Recurrent layer = Recurrent.last(new LstmCell(DEVICE, 2, 3, RandomStreams.of(1)));
    assertThatThrownBy(() -> layer.forward(DEVICE.zeros(2, 0, 2), Context.INFERENCE))
        .hasMessage(
            "Recurrent, last of LstmCell 2 → 3 needs sequences of shape (batch, time, 2)"
                + " with at least one step, got (2, 0, 2)");
    assertThatThrownBy(() -> layer.forward(X, Context.INFERENCE))
        .hasMessageContaining("needs sequences of shape (batch, time, 2)");
    assertThatThrownBy(() -> layer.forward(List.of(X, X, X), Context.INFERENCE))
        .hasMessageContaining("one or two inputs, got 3");
  }
}
