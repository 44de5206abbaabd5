package twofold.rnn.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of {@code PeepholeLstmCell}. */
class PeepholeLstmCellTest {
  private static final Device<?> DEVICE = Device.reference();

  /** One unit; columns input, forget and output gate, what is new. */
  @Test
  void twoStepsByHand() {
    PeepholeLstmCell cell = new PeepholeLstmCell(DEVICE, 1, 1, RandomStreams.of(1));
    cell.inputWeights().set(0.5, -1, 2, 1);
    cell.stateWeights().set(1, 0.25, -3, 2);
    cell.bias().set(0, 0.5, 0.125, -1);
    cell.peepholes().set(4, -2, 3);
    Tensor x = DEVICE.tensor(new Shape(1, 2, 1), 2.0, -1.0);

    Reading read = cell.read(x, cell.start(1));

    double c1 = Loops.sigmoid(1) * Math.tanh(1);
    double h1 = Loops.sigmoid(4.125 + 3 * c1) * Math.tanh(c1);
    double i2 = Loops.sigmoid(-0.5 + h1 + 4 * c1);
    double f2 = Loops.sigmoid(1 + 0.25 * h1 + 0.5 - 2 * c1);
    double c2 = f2 * c1 + i2 * Math.tanh(-2 + 2 * h1);
    double h2 = Loops.sigmoid(-2 - 3 * h1 + 0.125 + 3 * c2) * Math.tanh(c2);
    assertThat(read.outputs().at(0, 0, 0).item()).isCloseTo(h1, within(1e-15));
    assertThat(read.outputs().at(0, 1, 0).item()).isCloseTo(h2, within(1e-15));
    assertThat(read.last().parts().get(1).item()).isCloseTo(c2, within(1e-15));
  }

  @Test
  void peepholesAreClosedAtFirst() {
    PeepholeLstmCell cell = new PeepholeLstmCell(DEVICE, 3, 2, RandomStreams.of(1));
    assertThat(cell.parameters().get(3)).isSameAs(cell.peepholes());
    assertThat(cell.peepholes().value().toArray()).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(cell.bias().value().toArray()).containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
  }
}
