package twofold.rnn.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Initialiser;
import twofold.nn.optim.Adam;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of {@code SimpleRnnCell}. */
class SimpleRnnCellTest {
  private static final Device<?> DEVICE = Device.reference();

  private static SimpleRnnCell cell(int inputs, int units) {
    return new SimpleRnnCell(
        DEVICE, inputs, units, Initialiser.glorot(), Initialiser.glorot(), RandomStreams.of(1));
  }

  /** One unit, by hand: h₁ = tanh(2·0.5 + 0 − 0.25), h₂ = tanh(−1·0.5 + 3·h₁ − 0.25). */
  @Test
  void twoStepsByHand() {
    SimpleRnnCell cell = cell(1, 1);
    cell.inputWeights().set(0.5);
    cell.stateWeights().set(3);
    cell.bias().set(-0.25);
    Tensor x = DEVICE.tensor(new Shape(1, 2, 1), 2.0, -1.0);

    Tensor h = cell.read(x, cell.start(1)).outputs();

    double h1 = Math.tanh(0.75);
    double h2 = Math.tanh(3 * h1 - 0.75);
    assertThat(h.shape()).isEqualTo(new Shape(1, 2, 1));
    assertThat(h.at(0, 0, 0).item()).isCloseTo(h1, within(1e-15));
    assertThat(h.at(0, 1, 0).item()).isCloseTo(h2, within(1e-15));
  }

  /** The same weights at every step: L = h₂ sees U twice, and ∂h₂/∂U = (1 − h₂²)·h₁ from h₀ = 0. */
  @Test
  void theGradientByHand() {
    double[][] x = {{2}, {-1}};
    double[][] start = {{0}};
    double[][] w = {{0.5}};
    double[][] u = {{3}};
    double[][][] v = {{{0}, {1}}};
    Bptt back = SimpleRnnBptt.of(x, start, w, u, new double[1], v);

    double h1 = Math.tanh(1);
    double h2 = Math.tanh(3 * h1 - 0.5);
    double a2 = 1 - h2 * h2;
    double a1 = a2 * 3 * (1 - h1 * h1);
    assertThat(back.states()[0][2][0]).isCloseTo(h2, within(1e-15));
    assertThat(back.stateWeights()[0][0]).isCloseTo(a2 * h1, within(1e-15));
    assertThat(back.inputWeights()[0][0]).isCloseTo(2 * a1 - a2, within(1e-15));
    assertThat(back.bias()[0]).isCloseTo(a1 + a2, within(1e-15));
    assertThat(back.inputs()[0][0]).isCloseTo(0.5 * a1, within(1e-15));
    assertThat(back.start()[0][0]).isCloseTo(3 * a1, within(1e-15));
  }

  /**
   * Memory is needed: the answer after three steps is the sign of the first input, and the last two
   * are noise. A cell of four units learns it.
   */
  @Test
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  void learnsToRememberTheFirstInput() {
    var random = RandomStreams.of(5);
    int batch = 32;
    double[] inputs = random.doubles(3 * batch, -1, 1).toArray();
    double[] answers = new double[batch];
    for (int i = 0; i < batch; i++) {
      answers[i] = 0.8 * Math.signum(inputs[3 * i]);
    }
    SimpleRnnCell cell = cell(1, 4);
    List<Parameter> parameters = cell.parameters();
    Adam adam = new Adam(0.03);
    double[] right = {0};
    for (int step = 0; step < 300; step++) {
      try (Scope scope = Scope.open()) {
        Tensor x = DEVICE.tensor(new Shape(batch, 3, 1), inputs);
        Tensor last = cell.read(x, cell.start(batch)).last().output();
        Tensor answer = last.matMul(DEVICE.matrix(new double[][] {{1}, {0}, {0}, {0}}));
        Tensor miss = answer.subtract(DEVICE.tensor(new Shape(batch, 1), answers));
        Tensor loss = miss.multiply(miss).mean();
        List<Tensor> values = parameters.stream().map(Parameter::value).toList();
        adam.update(parameters, Gradients.of(loss, values));
        double[] said = answer.toArray();
        right[0] = 0;
        for (int i = 0; i < batch; i++) {
          right[0] += said[i] * answers[i] > 0 ? 1 : 0;
        }
      }
    }
    assertThat(right[0]).isEqualTo(batch);
  }

  @Test
  void sizesMustFit() {
    SimpleRnnCell cell = cell(2, 3);
    assertThatThrownBy(() -> cell(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a recurrent cell needs at least 1 input and 1 unit, got 0 and 3");
    assertThatThrownBy(() -> cell.step(DEVICE.zeros(4, 5), cell.start(4)))
        .hasMessage("SimpleRnnCell 2 → 3 needs inputs of shape (batch, 2), got (4, 5)");
    assertThatThrownBy(() -> cell.step(DEVICE.zeros(4, 2), cell.start(1)))
        .hasMessage(
            "SimpleRnnCell 2 → 3 needs a state of shape (4, 3) beside inputs of shape (4, 2),"
                + " got (1, 3)");
    assertThatThrownBy(
            () -> cell.step(DEVICE.zeros(4, 2), State.of(DEVICE.zeros(4, 3), DEVICE.zeros(4, 3))))
        .hasMessage("SimpleRnnCell 2 → 3 needs a state of 1 part(s), got 2");
    assertThatThrownBy(() -> cell.read(DEVICE.zeros(4, 0, 2), cell.start(4)))
        .hasMessage(
            "SimpleRnnCell 2 → 3 needs sequences of shape (batch, time, 2) with at least one step,"
                + " got (4, 0, 2)");
  }

  @Test
  void bothMustBeOnOneDevice() {
    SimpleRnnCell cell = cell(2, 3);
    assertThatThrownBy(
            () -> cell.step(Device.cpu().zeros(4, 2), State.of(Device.cpu().zeros(4, 3))))
        .hasMessageContaining("reference")
        .hasMessageContaining("cpu");
  }
}
