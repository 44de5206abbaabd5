package twofold.verify.rnn.cell;

import java.util.random.RandomGenerator;
import twofold.rnn.cell.Bptt;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.PeepholeLstmBptt;
import twofold.rnn.cell.PeepholeLstmCell;
import twofold.tensor.Device;
import twofold.verify.Checks;

/** Theorems about {@code PeepholeLstmCell} and {@code PeepholeLstmBptt}. */
@Checks("lstm-peephole")
class PeepholeLstmCellProperties extends CellTheorems {

  @Override
  Cell cell(int inputs, int units, RandomGenerator random) {
    return new PeepholeLstmCell(Device.reference(), inputs, units, random);
  }

  @Override
  Bptt byHand(One read, double[][][] v) {
    return PeepholeLstmBptt.of(
        read.x(), read.start(), read.w(), read.u(), read.b(), read.further(), v);
  }
}
