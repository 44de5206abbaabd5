package twofold.verify.yardstick;

import java.util.ArrayList;
import java.util.List;
import twofold.math.RandomStreams;
import twofold.nn.architecture.SmallCnn;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.Adam;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.Objective;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/** Whole training steps of the yardstick: forward, backward, Adam. */
final class TrainingRows {
  private TrainingRows() {}

  static void time(Yardstick.Rows rows) {
    step(rows, "train MLP 784-512-512-10 b128", 128, 784, 512, 512, 10);
    step(rows, "train tiny MLP 64-32-10 b32", 32, 64, 32, 10);
    Layer cnn = SmallCnn.of(Device.cpu(), RandomStreams.of(2));
    step(rows, "train MNIST CNN (H1) b64", cnn, 64, 784, 10);
  }

  private static void step(Yardstick.Rows rows, String name, int batch, int... widths) {
    step(rows, name, mlp(widths), batch, widths[0], widths[widths.length - 1]);
  }

  private static void step(
      Yardstick.Rows rows, String name, Layer model, int batch, int inputs, int classes) {
    Tensor x = OperationRows.normals(batch, inputs);
    step(rows, name, model, new Examples.Batch(x, OperationRows.oneHot(batch, classes)));
  }

  /** Of a classifier. */
  static void step(Yardstick.Rows rows, String name, Layer model, Examples.Batch examples) {
    Fit fit = new Fit(Device.cpu(), model, Objective.crossEntropy(), new Adam(new Adam.Options()));
    Context context = Context.training(RandomStreams.of(1));
    rows.row(name, () -> fit.step(examples, context));
  }

  /** Dense layers of these widths with ReLU between them. */
  private static Layer mlp(int... widths) {
    var random = RandomStreams.of(2);
    List<Layer> layers = new ArrayList<>();
    for (int k = 0; k + 1 < widths.length; k++) {
      if (k > 0) {
        layers.add(Activation.relu());
      }
      layers.add(new Dense(Device.cpu(), widths[k], widths[k + 1], Initialiser.he(), random));
    }
    return new Sequential(layers);
  }
}
