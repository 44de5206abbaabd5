package twofold.verify.rnn.cell;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.LstmBptt;
import twofold.rnn.cell.LstmCell;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/** Theorems about {@code LstmCell} and {@code LstmBptt}. */
class LstmCellProperties extends CellTheorems {

  @Override
  Cell cell(int inputs, int units, RandomGenerator random) {
    return new LstmCell(Device.reference(), inputs, units, random);
  }

  @Override
  ByHand byHand(List<Tensor> read, List<double[][]> v) {
    LstmBptt back =
        LstmBptt.of(
            rows(read.get(5).at(0)),
            read.get(3).toArray(),
            read.get(4).toArray(),
            rows(read.get(0)),
            rows(read.get(1)),
            read.get(2).toArray(),
            v.get(0),
            v.get(1));
    return new ByHand(
        List.of(afterStart(back.h()), afterStart(back.c())),
        List.of(
            flat(back.inputWeights()),
            flat(back.stateWeights()),
            back.bias(),
            back.startH(),
            back.startC(),
            flat(back.inputs())));
  }
}
