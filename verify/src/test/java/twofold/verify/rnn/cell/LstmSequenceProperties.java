package twofold.verify.rnn.cell;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.cell.LstmSequence;
import twofold.tensor.Device;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code LstmSequence}. */
class LstmSequenceProperties extends SequenceTheorems {

  static final Fused LSTM =
      new Fused(
          4,
          2,
          null,
          in -> new LstmSequence(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4)));

  LstmSequenceProperties() {
    super(LSTM, false);
  }

  /**
   * With the forget gate at 1 and the input gate at 0 the memory stays what it is, over all steps
   * and to the bit: σ(±1000) is 1 and 0 in every arithmetic.
   */
  @Property(tries = 50)
  void forgettingNothingAndTakingNothingKeepsTheMemory(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int units = draw.from(1, 20);
    Case x = draw(draw, draw.from(1, 4), draw.from(1, 6), units);
    Case closed = withBias(x, 0, units, -1000);
    keepsItsStart(withBias(closed, units, 2 * units, 1000), 1);
  }

  @Example
  void shapesMustFit() {
    Device<?> device = Device.reference();
    Tensor p = device.zeros(2, 3, 8);
    Tensor u = device.zeros(2, 8);
    Tensor b = device.zeros(8);
    Tensor start = device.zeros(2, 2);
    assertThatThrownBy(() -> new LstmSequence(device.zeros(2, 3, 6), u, b, start, start))
        .hasMessage(
            "an LSTM needs projected inputs of shape (batch, time, 4·units), none of them 0,"
                + " got (2, 3, 6)");
    assertThatThrownBy(() -> new LstmSequence(device.zeros(2, 0, 8), u, b, start, start))
        .hasMessageContaining("none of them 0, got (2, 0, 8)");
    assertThatThrownBy(() -> new LstmSequence(p, device.zeros(8, 2), b, start, start))
        .hasMessage("an LSTM needs state weights of shape (2, 8), got (8, 2)");
    assertThatThrownBy(() -> new LstmSequence(p, u, device.zeros(2), start, start))
        .hasMessage("an LSTM needs a bias of shape (8), got (2)");
    assertThatThrownBy(() -> new LstmSequence(p, u, b, start, device.zeros(1, 2)))
        .hasMessage("an LSTM needs a start of shape (2, 2), got (1, 2)");
  }
}
