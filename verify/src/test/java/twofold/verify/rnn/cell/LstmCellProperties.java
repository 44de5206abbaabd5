package twofold.verify.rnn.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Sigmoid.sigmoid;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.cell.Bptt;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.LstmBptt;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.State;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Index;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code LstmCell} and {@code LstmBptt}. */
@Checks({"lstm-cell", "lstm-bptt"})
class LstmCellProperties extends CellTheorems {

  @Override
  Cell cell(int inputs, int units, RandomGenerator random) {
    return new LstmCell(Device.reference(), inputs, units, random);
  }

  @Override
  Bptt byHand(One read, double[][][] v) {
    return LstmBptt.of(read.x(), read.start(), read.w(), read.u(), read.b(), v);
  }

  /**
   * Along the memory alone, where no gate sees h, the gradient of the last memory meets the forget
   * gates of all steps and nothing else.
   */
  @Property(tries = 100)
  @Checks("memory-path")
  void alongTheMemoryAGradientMeetsOnlyForgetGates(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int units = draw.from(1, 4);
    int steps = draw.from(1, 8);
    LstmCell cell = new LstmCell(Device.reference(), 2, units, draw.random());
    cell.stateWeights().set(new double[units * 4 * units]);
    Tensor x = draw.normals(new Shape(1, steps, 2));
    Tensor h0 = draw.normals(new Shape(1, units));
    Tensor c0 = draw.normals(new Shape(1, units));
    Tensor v = draw.normals(new Shape(1, units));
    Tensor last = cell.unroll(x, State.of(h0, c0)).last().parts().get(1);
    Tensor heard = Gradients.of(last, v, List.of(c0)).get(0);

    Index forget = Index.range(units, 2 * units); // the columns are i, f, o, g
    Tensor w = cell.inputWeights().value().at(Index.all(), forget);
    Tensor expected = v;
    for (int t = steps - 1; t >= 0; t--) {
      Tensor a = x.at(Index.all(), Index.at(t)).matMul(w).add(cell.bias().value().at(forget));
      expected = expected.multiply(sigmoid(a));
    }
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    double[] bound = running.of(expected).add(running.of(heard)).toArray();
    assertThat(Twins.difference(expected.toArray(), heard.toArray(), bound)).isEmpty();
  }
}
