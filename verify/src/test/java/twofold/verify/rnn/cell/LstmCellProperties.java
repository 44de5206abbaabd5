package twofold.verify.rnn.cell;

import java.util.random.RandomGenerator;
import twofold.rnn.cell.Bptt;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.LstmBptt;
import twofold.rnn.cell.LstmCell;
import twofold.tensor.Device;

/** Theorems about {@code LstmCell} and {@code LstmBptt}. */
class LstmCellProperties extends CellTheorems {

  @Override
  Cell cell(int inputs, int units, RandomGenerator random) {
    return new LstmCell(Device.reference(), inputs, units, random);
  }

  @Override
  Bptt byHand(One read, double[][][] v) {
    return LstmBptt.of(read.x(), read.start(), read.w(), read.u(), read.b(), v);
  }
}
