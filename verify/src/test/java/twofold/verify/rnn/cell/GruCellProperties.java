package twofold.verify.rnn.cell;

import java.util.random.RandomGenerator;
import twofold.rnn.cell.Bptt;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.GruBptt;
import twofold.rnn.cell.GruCell;
import twofold.tensor.Device;
import twofold.verify.Checks;

/** Theorems about {@code GruCell} and {@code GruBptt}. */
@Checks({"gru-cell", "gru-bptt"})
class GruCellProperties extends CellTheorems {

  @Override
  Cell cell(int inputs, int units, RandomGenerator random) {
    return new GruCell(Device.reference(), inputs, units, random);
  }

  @Override
  Bptt byHand(One read, double[][][] v) {
    return GruBptt.of(read.x(), read.start(), read.w(), read.u(), read.b(), read.further(), v);
  }
}
