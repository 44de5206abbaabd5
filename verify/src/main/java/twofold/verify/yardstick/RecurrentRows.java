package twofold.verify.yardstick;

import static twofold.tensor.SoftmaxCrossEntropy.softmaxCrossEntropy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.Adam;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.Objective;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.layer.PerStep;
import twofold.rnn.layer.Recurrent;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Recurrent layers of the yardstick, and training steps of networks with them. */
final class RecurrentRows {
  private static final Device<?> DEVICE = Device.cpu();

  private RecurrentRows() {}

  static void time(Yardstick.Rows rows) {
    RandomGenerator random = RandomStreams.of(3);
    Map<String, Cell> cells = Map.of("LSTM", new LstmCell(DEVICE, 28, 128, random));
    for (String name : cells.keySet()) {
      cell(rows, name, cells.get(name));
    }
    Layer rowsOfPixels =
        new Sequential(Recurrent.last(new LstmCell(DEVICE, 28, 128, random)), dense(128, 10));
    step(
        rows,
        "train LSTM rows h128 b64",
        rowsOfPixels,
        Objective.crossEntropy(),
        new Examples.Batch(OperationRows.normals(64, 28, 28), OperationRows.oneHot(64, 10)));
    Layer characters =
        new Sequential(
            new Embedding(DEVICE, 65, 64, Initialiser.normal(0, 1), random),
            Recurrent.sequences(new LstmCell(DEVICE, 64, 256, random)),
            new PerStep(dense(256, 65)));
    step(
        rows,
        "train char LSTM h256 b32 T64",
        characters,
        (logits, targets) -> softmaxCrossEntropy(logits.reshape(-1, 65), targets).mean(),
        new Examples.Batch(tokens(32, 64), OperationRows.oneHot(32 * 64, 65)));
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

  private static void step(
      Yardstick.Rows rows, String name, Layer model, Objective loss, Examples.Batch examples) {
    Fit fit = new Fit(DEVICE, model, loss, new Adam(1e-3));
    Context context = Context.training(RandomStreams.of(1));
    rows.row(name, () -> fit.step(examples, context));
  }

  private static Dense dense(int inputs, int outputs) {
    return new Dense(DEVICE, inputs, outputs, Initialiser.glorot(), RandomStreams.of(2));
  }

  /** Numbers of 65 characters. */
  private static Tensor tokens(int... dims) {
    Shape shape = new Shape(dims);
    double[] tokens = RandomStreams.of(4).ints(shape.size(), 0, 65).asDoubleStream().toArray();
    return DEVICE.tensor(shape, tokens);
  }
}
