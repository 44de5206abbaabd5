package twofold.rnn.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of {@code ResetBeforeGruCell}. */
class ResetBeforeGruCellTest {
  private static final Device<?> DEVICE = Device.reference();

  /** One unit; columns update gate, reset gate, what is new. */
  @Test
  void twoStepsByHand() {
    ResetBeforeGruCell cell = new ResetBeforeGruCell(DEVICE, 1, 1, RandomStreams.of(1));
    cell.inputWeights().set(0.5, -1, 2);
    cell.stateWeights().set(1, 0.25, -3);
    cell.bias().set(0, 0.5, 0.125);
    Tensor x = DEVICE.tensor(new Shape(1, 2, 1), 2.0, -1.0);

    Tensor h = cell.read(x, cell.start(1)).outputs();

    double h1 = (1 - Loops.sigmoid(1)) * Math.tanh(4.125);
    double z = Loops.sigmoid(-0.5 + h1);
    double r = Loops.sigmoid(1 + 0.25 * h1 + 0.5);
    double h2 = (1 - z) * Math.tanh(-2 - 3 * r * h1 + 0.125) + z * h1;
    assertThat(h.at(0, 0, 0).item()).isCloseTo(h1, within(1e-15));
    assertThat(h.at(0, 1, 0).item()).isCloseTo(h2, within(1e-15));
  }

  /**
   * The first unit alone decides whether others look at the second: with r₂ = 0 what the second
   * remembers does not matter for what is new, whatever the weights.
   */
  @Test
  void whatIsResetIsNotSeen() {
    ResetBeforeGruCell cell = new ResetBeforeGruCell(DEVICE, 1, 2, RandomStreams.of(1));
    cell.bias().set(-1000, -1000, 1000, -1000, 0, 0); // z = 0, r = (1, 0)
    Tensor x = DEVICE.tensor(new Shape(1, 1), 0.5);

    double[] one = cell.step(x, State.of(DEVICE.tensor(new Shape(1, 2), 3, 4))).output().toArray();
    double[] two = cell.step(x, State.of(DEVICE.tensor(new Shape(1, 2), 3, 7))).output().toArray();

    assertThat(one).isEqualTo(two);
  }
}
