package twofold.verify.yardstick;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.train.Examples;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.GruCell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.layer.Recurrent;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Recurrent layers of the yardstick, and a training step with one. */
final class RecurrentRows {
  private static final Device<?> DEVICE = Device.cpu();

  private RecurrentRows() {}

  static void time(Yardstick.Rows rows) {
    RandomGenerator random = RandomStreams.of(3);
    cell(rows, "LSTM", new LstmCell(DEVICE, 28, 128, random));
    cell(rows, "GRU", new GruCell(DEVICE, 28, 128, random));
    Layer model =
        new Sequential(
            Recurrent.last(new LstmCell(DEVICE, 28, 128, random)),
            new Dense(DEVICE, 128, 10, Initialiser.glorot(), random));
    TrainingRows.step(
        rows,
        "train LSTM rows h128 b64",
        model,
        new Examples.Batch(OperationRows.normals(64, 28, 28), OperationRows.oneHot(64, 10)));
  }

  private static void cell(Yardstick.Rows rows, String name, Cell cell) {
    Tensor x = OperationRows.normals(64, 28, 28);
    Tensor ones = DEVICE.full(new Shape(64, 28, 128), 1);
    List<Tensor> read = new ArrayList<>(List.of(x));
    cell.parameters().stream().map(Parameter::value).forEach(read::add);
    rows.row(name + " 64x28x28 h128 fwd", () -> cell.read(x, cell.start(64)));
    rows.row(
        name + " 64x28x28 h128 fwd+bwd",
        () -> Gradients.of(cell.read(x, cell.start(64)).outputs(), ones, read));
  }
}
