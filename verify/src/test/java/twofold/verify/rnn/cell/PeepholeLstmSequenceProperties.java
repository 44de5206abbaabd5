package twofold.verify.rnn.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.cell.PeepholeLstmSequence;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code PeepholeLstmSequence}. */
class PeepholeLstmSequenceProperties extends SequenceTheorems {
  static final Fused PEEPHOLE =
      new Fused(
          4,
          2,
          units -> new Shape(3 * units),
          in ->
              new PeepholeLstmSequence(
                  in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5)));

  PeepholeLstmSequenceProperties() {
    super(PEEPHOLE, false);
  }

  /** With peepholes of weight 0 it is the LSTM, on every device and to the bit. */
  @Property(tries = 50)
  void withClosedPeepholesIsTheLstm(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Tensor> in =
        new ArrayList<>(draw(draw, draw.from(1, 4), draw.from(1, 6), draw.from(1, 20)).inputs());
    in.set(3, in.get(3).multiply(0).stopGradient());
    List<Tensor> withoutPeepholes = new ArrayList<>(in);
    withoutPeepholes.remove(3);
    for (Device<?> device : CellTheorems.everyDevice()) {
      double[] peephole = new On(PEEPHOLE, in).result(device).toArray();
      On lstm = new On(LstmSequenceProperties.LSTM, withoutPeepholes);
      assertThat(peephole).as("on %s", device).isEqualTo(lstm.result(device).toArray());
    }
  }

  @Example
  void shapesMustFit() {
    Device<?> device = Device.reference();
    Tensor p = device.zeros(2, 3, 8);
    Tensor u = device.zeros(2, 8);
    Tensor b = device.zeros(8);
    Tensor start = device.zeros(2, 2);
    assertThatThrownBy(() -> new PeepholeLstmSequence(p, u, b, b, start, start))
        .hasMessage("an LSTM needs peephole weights of shape (6), got (8)");
  }
}
