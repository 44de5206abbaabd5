package twofold.rnn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.Reading;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Index;
import twofold.tensor.Tensor;

/** The examples of the chapter "The LSTM, gate by gate". */
class LstmTest {
  /** The chapter has three digits. */
  private static final Offset<Double> DIGITS = within(0.0005);

  private final Device<?> device = Device.reference();

  /** A memory that keeps the number that comes with a mark until it is asked for it. */
  @Test
  void keepsWhatIsMarked() {
    // region example
    LstmCell cell = new LstmCell(device, 3, 1, RandomStreams.of(1));
    double[][] weights = { // columns: i, f, o, g
      {0, 0, 0, 1}, // the number is what is new
      {20, -20, 0, 0}, // "keep" opens the input gate, closes the forget gate
      {0, 0, 20, 0}, // "ask" opens the output gate
    };
    cell.inputWeights().set(device.matrix(weights).toArray());
    cell.stateWeights().set(0, 0, 0, 0);
    cell.bias().set(-10, 10, -10, 0); // σ(−10) ≈ 0, σ(10) ≈ 1

    double[][] steps = {
      {0.5, 1, 0}, // number, keep, ask
      {-2, 0, 0},
      {1, 0, 0},
      {0.3, 0, 1},
    };
    Tensor x = device.matrix(steps).reshape(1, 4, 3);
    Reading reading = cell.read(x, cell.start(1));
    Tensor shown = reading.outputs(); // h: 0, 0, 0, 0.432
    Tensor memory = reading.parts().get(1); // c: 0.462, four times
    // endregion
    assertThat(shown.toArray()).containsExactly(new double[] {0, 0, 0, 0.432}, DIGITS);
    assertThat(memory.toArray()).containsExactly(new double[] {.462, .462, .462, .462}, DIGITS);

    // region gradient
    Tensor loss = reading.last().output().sum();
    Tensor all = Gradients.of(loss, x); // (1, 4, 3)
    Tensor heard = all.at(Index.at(0), Index.all(), Index.at(0)); // numbers
    // endregion
    assertThat(heard.toArray()).containsExactly(new double[] {0.640, 0, 0, 0}, DIGITS);
  }

  @Test
  void howManyNumbersItLearns() {
    LstmCell cell = new LstmCell(device, 28, 128, RandomStreams.of(1));
    int learned = cell.parameters().stream().mapToInt(p -> p.shape().size()).sum();
    assertThat(learned).isEqualTo(4 * 128 * (28 + 128 + 1)).isEqualTo(80_384);
  }
}
