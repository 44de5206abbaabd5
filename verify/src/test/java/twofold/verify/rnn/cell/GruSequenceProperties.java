package twofold.verify.rnn.cell;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.cell.GruSequence;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code GruSequence}. */
class GruSequenceProperties extends SequenceTheorems {
  static final Fused GRU =
      new Fused(
          3,
          1,
          units -> new Shape(units),
          in -> new GruSequence(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4)));

  GruSequenceProperties() {
    super(GRU, false);
  }

  /** With z = 1 the state stays what it is, over all steps and to the bit. */
  @Property(tries = 50)
  void choosingNothingNewKeepsTheState(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int units = draw.from(1, 20);
    Case x = draw(draw, draw.from(1, 4), draw.from(1, 6), units);
    keepsItsStart(withBias(x, 0, units, 1000), 0);
  }

  @Example
  void shapesMustFit() {
    Device<?> device = Device.reference();
    Tensor p = device.zeros(2, 3, 6);
    Tensor u = device.zeros(2, 6);
    Tensor b = device.zeros(6);
    Tensor un = device.zeros(2);
    Tensor start = device.zeros(2, 2);
    assertThatThrownBy(() -> new GruSequence(device.zeros(2, 3, 8), u, b, un, start))
        .hasMessage(
            "a GRU needs projected inputs of shape (batch, time, 3·units), none of them 0,"
                + " got (2, 3, 8)");
    assertThatThrownBy(() -> new GruSequence(p, device.zeros(2, 4), b, un, start))
        .hasMessage("a GRU needs state weights of shape (2, 6), got (2, 4)");
    assertThatThrownBy(() -> new GruSequence(p, u, un, un, start))
        .hasMessage("a GRU needs a bias of shape (6), got (2)");
    assertThatThrownBy(() -> new GruSequence(p, u, b, b, start))
        .hasMessage("a GRU needs a state bias of shape (2), got (6)");
    assertThatThrownBy(() -> new GruSequence(p, u, b, un, device.zeros(1, 2)))
        .hasMessage("a GRU needs a start of shape (2, 2), got (1, 2)");
  }
}
