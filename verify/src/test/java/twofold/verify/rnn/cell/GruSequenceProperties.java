package twofold.verify.rnn.cell;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
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

  /**
   * With r = 1 and u_n = 0 it does not matter whether the reset gate is applied before the product
   * or after: both within the rounding of their arithmetic, on every device.
   */
  @Property(tries = 50)
  void lookingAtAllBeforeIsLookingAtAllAfter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int units = draw.from(1, 20);
    Case x = draw(draw, draw.from(1, 4), draw.from(1, 6), units);
    List<Tensor> in = new ArrayList<>(withBias(x, units, 2 * units, 1000).inputs());
    in.set(3, in.get(3).multiply(0).stopGradient());
    List<Tensor> withoutStateBias = new ArrayList<>(in);
    withoutStateBias.remove(3);
    agree(new On(GRU, in), new On(ResetBeforeGruSequenceProperties.BEFORE, withoutStateBias));
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
