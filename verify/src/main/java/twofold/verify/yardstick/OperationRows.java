package twofold.verify.yardstick;

import static twofold.tensor.Exp.exp;
import static twofold.tensor.Sigmoid.sigmoid;
import static twofold.tensor.SoftmaxCrossEntropy.softmaxCrossEntropy;
import static twofold.tensor.Tanh.tanh;

import java.util.List;
import twofold.math.RandomStreams;
import twofold.nn.optim.Adam;
import twofold.tensor.Copy;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Single operations of the yardstick. */
final class OperationRows {
  private static final Device<?> DEVICE = Device.cpu();

  private OperationRows() {}

  static void time(Yardstick.Rows rows) {
    int[][] products = {
      {128, 128, 128},
      {512, 512, 512},
      {1024, 1024, 1024},
      {2048, 2048, 2048},
      {128, 784, 512},
      {64, 4096, 10}
    };
    for (int[] product : products) {
      matMul(rows, product[0], product[1], product[2]);
    }
    for (int classes : new int[] {10, 10_000}) {
      Tensor x = normals(128, classes);
      Tensor t = oneHot(128, classes);
      rows.row(
          "softmax-ce 128x" + classes + " fwd+bwd",
          () -> Gradients.of(softmaxCrossEntropy(x, t).mean(), x));
    }
    Tensor a = normals(1_000_000);
    rows.row("exp 1e6", () -> exp(a));
    rows.row("tanh 1e6", () -> tanh(a));
    rows.row("sigmoid 1e6", () -> sigmoid(a));
    Tensor m = normals(1024, 1024);
    Tensor v = normals(1024);
    rows.row("add 1024x1024 + 1024", () -> m.add(v));
    rows.row("sum axis0 1024x1024", () -> m.sum(0));
    rows.row("sum axis1 1024x1024", () -> m.sum(1));
    rows.row("transpose copy 1024", () -> new Copy(m.transpose()).apply());
    Parameter w = new Parameter("w", normals(1_000_000));
    Tensor g = normals(1_000_000);
    Adam adam = new Adam(1e-3);
    rows.row("adam 1e6 step", () -> adam.update(List.of(w), List.of(g)));
  }

  private static void matMul(Yardstick.Rows rows, int m, int k, int n) {
    Tensor a = normals(m, k);
    Tensor b = normals(k, n);
    Tensor at = a.transpose().dense();
    Tensor bt = b.transpose().dense();
    String name = "matmul " + m + "x" + k + "x" + n;
    rows.row(name, () -> a.matMul(b));
    rows.row(name + " A*Bt", () -> a.matMul(bt.transpose()));
    rows.row(name + " At*B", () -> at.transpose().matMul(b));
  }

  static Tensor normals(int... dims) {
    Shape shape = new Shape(dims);
    var random = RandomStreams.of(1);
    double[] numbers = new double[shape.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = RandomStreams.normal(random);
    }
    return DEVICE.tensor(shape, numbers);
  }

  /** Row i has its 1 at class i, modulo the number of classes. */
  static Tensor oneHot(int rows, int classes) {
    float[] t = new float[rows * classes];
    for (int i = 0; i < rows; i++) {
      t[i * classes + i % classes] = 1;
    }
    return DEVICE.tensor(new Shape(rows, classes), t);
  }
}
