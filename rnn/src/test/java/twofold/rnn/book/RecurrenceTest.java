package twofold.rnn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.rnn.cell.State;
import twofold.rnn.layer.Lengths;
import twofold.rnn.layer.Recurrent;
import twofold.tensor.Chance;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Index;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** The examples of the chapter "Recurrence and backpropagation through time". */
class RecurrenceTest {
  private final Device<?> device = Device.reference();

  @Test
  void example() {
    // region example
    Cell cell = new SimpleRnnCell(device, 1, 1, RandomStreams.of(1));
    cell.inputWeights().set(0.5);
    cell.stateWeights().set(3);
    cell.bias().set(-0.25);
    Tensor x = device.tensor(new Shape(1, 2, 1), 2.0, -1.0); // one sequence
    Tensor h = cell.read(x, cell.start(1)).outputs(); // 0.635, 0.820
    // endregion
    assertThat(h.toArray()).containsExactly(new double[] {0.635, 0.820}, within(0.0005));

    Tensor v = device.tensor(new Shape(1, 2, 1), 0.0, 1.0);
    // region automatic
    Tensor states = cell.unroll(x, cell.start(1)).outputs();
    List<Tensor> gradients =
        Gradients.of(
            states,
            v, // what the loss says about each state directly
            List.of(
                cell.inputWeights().value(), // W
                cell.stateWeights().value())); // U
    // endregion
    assertThat(gradients.get(0).item()).isCloseTo(0.847, within(0.0005));
    assertThat(gradients.get(1).item()).isCloseTo(0.209, within(0.0005));
  }

  @Test
  void shorterSequences() {
    var random = RandomStreams.of(1);
    Cell cell = new SimpleRnnCell(device, 2, 3, random);
    Tensor x = Chance.normal(device, new Shape(2, 4, 2), random);
    // region lengths
    Recurrent layer = Recurrent.last(cell);
    Lengths lengths = new Lengths(new int[] {4, 2}, 4); // the second: two steps, padding
    Tensor last = layer.forward(x, lengths, Context.INFERENCE);
    // endregion
    Tensor afterTwo = cell.read(x, cell.start(2)).after(1).output();
    assertThat(last.at(1).toArray()).isEqualTo(afterTwo.at(1).toArray());
  }

  @Test
  void truncated() {
    var random = RandomStreams.of(1);
    Cell cell = new SimpleRnnCell(device, 2, 3, random);
    Tensor text = Chance.normal(device, new Shape(1, 12, 2), random);
    // region truncated
    State state = cell.start(1);
    for (int from = 0; from < 12; from += 4) {
      Tensor window = text.at(Index.all(), Index.range(from, from + 4));
      var reading = cell.read(window, state);
      Tensor loss = reading.outputs().sum();
      Gradients.of(loss, cell.parameters().stream().map(Parameter::value).toList());
      state = reading.last().stopGradient(); // numbers without history
    }
    // endregion
    double[] whole = cell.read(text, cell.start(1)).last().output().toArray();
    assertThat(state.output().toArray()).isEqualTo(whole);
  }
}
