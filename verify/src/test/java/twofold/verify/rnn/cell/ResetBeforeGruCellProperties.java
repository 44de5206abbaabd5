package twofold.verify.rnn.cell;

import java.util.random.RandomGenerator;
import twofold.rnn.cell.Bptt;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.ResetBeforeGruBptt;
import twofold.rnn.cell.ResetBeforeGruCell;
import twofold.tensor.Device;
import twofold.verify.Checks;

/** Theorems about {@code ResetBeforeGruCell} and {@code ResetBeforeGruBptt}. */
@Checks({"gru-before", "gru-before-bptt"})
class ResetBeforeGruCellProperties extends CellTheorems {

  @Override
  Cell cell(int inputs, int units, RandomGenerator random) {
    return new ResetBeforeGruCell(Device.reference(), inputs, units, random);
  }

  @Override
  Bptt byHand(One read, double[][][] v) {
    return ResetBeforeGruBptt.of(read.x(), read.start(), read.w(), read.u(), read.b(), v);
  }
}
