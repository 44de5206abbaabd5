package twofold.rnn.save;

import static twofold.nn.save.Kind.tensor;

import java.util.List;
import java.util.Map;
import twofold.nn.save.Kind;
import twofold.nn.save.Kinds;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.CoupledLstmCell;
import twofold.rnn.cell.GruCell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.PeepholeLstmCell;
import twofold.rnn.cell.ResetBeforeGruCell;
import twofold.rnn.cell.SimpleRnnCell;

/** Every recurrent cell, by its weights; its sizes are their shapes. */
final class CellKinds {
  private CellKinds() {}

  static final Kinds<Cell> CELL = new Kinds<>("a recurrent cell", CellKinds::cells, Map.of());

  static List<Kind<? extends Cell>> cells() {
    return List.of(
        Kind.of(
            "simpleRnnCell",
            SimpleRnnCell.class,
            tensor("inputWeights", Cell::inputWeights),
            tensor("stateWeights", Cell::stateWeights),
            tensor("bias", Cell::bias),
            SimpleRnnCell::new),
        Kind.of(
            "lstmCell",
            LstmCell.class,
            tensor("inputWeights", Cell::inputWeights),
            tensor("stateWeights", Cell::stateWeights),
            tensor("bias", Cell::bias),
            LstmCell::new),
        Kind.of(
            "coupledLstmCell",
            CoupledLstmCell.class,
            tensor("inputWeights", Cell::inputWeights),
            tensor("stateWeights", Cell::stateWeights),
            tensor("bias", Cell::bias),
            CoupledLstmCell::new),
        Kind.of(
            "peepholeLstmCell",
            PeepholeLstmCell.class,
            tensor("inputWeights", Cell::inputWeights),
            tensor("stateWeights", Cell::stateWeights),
            tensor("bias", Cell::bias),
            tensor("peepholes", PeepholeLstmCell::peepholes),
            PeepholeLstmCell::new),
        Kind.of(
            "gruCell",
            GruCell.class,
            tensor("inputWeights", Cell::inputWeights),
            tensor("stateWeights", Cell::stateWeights),
            tensor("bias", Cell::bias),
            tensor("stateBias", GruCell::stateBias),
            GruCell::new),
        Kind.of(
            "resetBeforeGruCell",
            ResetBeforeGruCell.class,
            tensor("inputWeights", Cell::inputWeights),
            tensor("stateWeights", Cell::stateWeights),
            tensor("bias", Cell::bias),
            ResetBeforeGruCell::new));
  }
}
