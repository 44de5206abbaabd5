package twofold.rnn.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of {@code GruCell}. */
class GruCellTest {
  private static final Device<?> DEVICE = Device.reference();

  /** Columns update gate, reset gate, what is new. */
  private static GruCell oneUnit() {
    GruCell cell = new GruCell(DEVICE, 1, 1, RandomStreams.of(1));
    cell.inputWeights().set(0.5, -1, 2);
    cell.stateWeights().set(1, 0.25, -3);
    cell.bias().set(0, 0.5, 0.125);
    cell.stateBias().set(0.75);
    return cell;
  }

  @Test
  void twoStepsByHand() {
    GruCell cell = oneUnit();
    Tensor x = DEVICE.tensor(new Shape(1, 2, 1), 2.0, -1.0);

    Tensor h = cell.read(x, cell.start(1)).outputs();

    double z1 = Loops.sigmoid(1);
    double r1 = Loops.sigmoid(-1.5);
    double n1 = Math.tanh(4 + r1 * 0.75 + 0.125);
    double h1 = (1 - z1) * n1;
    double z2 = Loops.sigmoid(-0.5 + h1);
    double r2 = Loops.sigmoid(1 + 0.25 * h1 + 0.5);
    double n2 = Math.tanh(-2 + r2 * (-3 * h1 + 0.75) + 0.125);
    double h2 = (1 - z2) * n2 + z2 * h1;
    assertThat(h.at(0, 0, 0).item()).isCloseTo(h1, within(1e-15));
    assertThat(h.at(0, 1, 0).item()).isCloseTo(h2, within(1e-15));
  }

  /** L = h₁ after one step from h₀ = 1: each factor of the chain rule one by one. */
  @Test
  void theGradientByHand() {
    double[][] x = {{2}};
    double[][] start = {{1}};
    double[][] w = {{0.5, -1, 2}};
    double[][] u = {{1, 0.25, -3}};
    double[] b = {0, 0.5, 0.125};
    double[] un = {0.75};
    double[][][] v = {{{1}}};
    Bptt back = GruBptt.of(x, start, w, u, b, un, v);

    double z = Loops.sigmoid(1 + 1);
    double r = Loops.sigmoid(-2 + 0.25 + 0.5);
    double m = -3 + 0.75;
    double n = Math.tanh(4 + r * m + 0.125);
    double ofNew = (1 - z) * (1 - n * n);
    double ofReset = ofNew * m * r * (1 - r);
    double ofUpdate = (1 - n) * z * (1 - z);
    assertThat(back.bias()).containsExactly(new double[] {ofUpdate, ofReset, ofNew}, within(1e-15));
    assertThat(back.further()[0]).isCloseTo(ofNew * r, within(1e-15));
    assertThat(back.stateWeights()[0])
        .containsExactly(new double[] {ofUpdate, ofReset, ofNew * r}, within(1e-15));
    assertThat(back.start()[0][0])
        .isCloseTo(z + ofUpdate + 0.25 * ofReset - 3 * ofNew * r, within(1e-15));
  }

  @Test
  void hasASecondBias() {
    GruCell cell = new GruCell(DEVICE, 4, 2, RandomStreams.of(1));
    assertThat(cell.parameters().stream().map(Parameter::shape).toList())
        .isEqualTo(List.of(new Shape(4, 6), new Shape(2, 6), new Shape(6), new Shape(2)));
    assertThat(cell).hasToString("GruCell 4 → 2");
  }
}
