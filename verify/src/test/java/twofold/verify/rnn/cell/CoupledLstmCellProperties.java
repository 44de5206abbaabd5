package twofold.verify.rnn.cell;

import java.util.random.RandomGenerator;
import twofold.rnn.cell.Bptt;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.CoupledLstmBptt;
import twofold.rnn.cell.CoupledLstmCell;
import twofold.tensor.Device;
import twofold.verify.Checks;

/** Theorems about {@code CoupledLstmCell} and {@code CoupledLstmBptt}. */
@Checks("lstm-coupled")
class CoupledLstmCellProperties extends CellTheorems {

  @Override
  Cell cell(int inputs, int units, RandomGenerator random) {
    return new CoupledLstmCell(Device.reference(), inputs, units, random);
  }

  @Override
  Bptt byHand(One read, double[][][] v) {
    return CoupledLstmBptt.of(read.x(), read.start(), read.w(), read.u(), read.b(), v);
  }
}
