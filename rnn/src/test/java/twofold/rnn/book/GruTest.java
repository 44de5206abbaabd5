package twofold.rnn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.GruCell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.ResetBeforeGruCell;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.rnn.cell.State;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/** The examples of the chapter "The GRU". */
class GruTest {
  private final Device<?> device = Device.reference();

  /** Two units; n of the second one looks at the first. The first one's reset gate is closed. */
  @Test
  void whoseResetGateCounts() {
    var random = RandomStreams.of(1);
    // region reset
    State h = State.of(device.vector(0.8, 0).reshape(1, 2));
    Tensor x = device.zeros(1, 1);
    Cell after = prepared(new GruCell(device, 1, 2, random));
    Cell original = new ResetBeforeGruCell(device, 1, 2, random);
    Cell before = prepared(original);
    Tensor looked = after.step(x, h).output(); // 0, 0.664
    Tensor hidden = before.step(x, h).output(); // 0, 0
    // endregion
    assertThat(looked.toArray()).containsExactly(new double[] {0, 0.664}, within(0.0005));
    assertThat(hidden.toArray()).containsExactly(new double[] {0, 0}, within(0.0005));
  }

  // region prepared
  private static Cell prepared(Cell cell) {
    double[][] weights = { // columns: z, z, r, r, n, n
      {0, 0, 0, 0, 0, 1}, // n of unit 2 looks at unit 1
      {0, 0, 0, 0, 0, 0},
    };
    cell.stateWeights().set(Device.reference().matrix(weights).toArray());
    // z: all is new; r: closed for unit 1, open for unit 2
    cell.bias().set(-10, -10, -10, 10, 0, 0);
    return cell;
  }

  // endregion

  @Test
  void howManyNumbersTheyLearn() {
    var random = RandomStreams.of(1);
    List<Cell> cells =
        List.of(
            new SimpleRnnCell(device, 28, 128, random),
            new ResetBeforeGruCell(device, 28, 128, random),
            new GruCell(device, 28, 128, random),
            new LstmCell(device, 28, 128, random));
    assertThat(
            cells.stream()
                .map(
                    cell -> cell.parameters().stream().mapToInt(each -> each.shape().size()).sum()))
        .containsExactly(20_096, 60_288, 60_416, 80_384);
  }
}
