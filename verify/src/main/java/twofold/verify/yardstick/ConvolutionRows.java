package twofold.verify.yardstick;

import static twofold.tensor.Conv2d.conv2d;
import static twofold.tensor.MaxPool2d.maxPool2d;

import java.util.List;
import twofold.math.RandomStreams;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/** Convolution, pooling and normalisation of the yardstick. */
final class ConvolutionRows {
  private static final int KERNEL = 3;

  private ConvolutionRows() {}

  static void time(Yardstick.Rows rows) {
    convolution(rows, 64, 1, 32, 28);
    convolution(rows, 64, 32, 64, 13);
    convolution(rows, 32, 64, 64, 32);
    Tensor x = OperationRows.normals(64, 32, 26, 26);
    rows.row("maxpool 64x32x26 fwd+bwd", () -> backward(maxPool2d(x, 2), x));
    normalisation(rows, "batchnorm 64x32x26x26 fwd+bwd", new BatchNorm(Device.cpu(), 32), x);
    Tensor features = OperationRows.normals(1024, 512);
    normalisation(rows, "layernorm 1024x512 fwd+bwd", new LayerNorm(Device.cpu(), 512), features);
  }

  /** With a bias for each channel; backward gives the gradients of picture, weights and bias. */
  private static void convolution(
      Yardstick.Rows rows, int batch, int channels, int outputs, int height) {
    Tensor x = OperationRows.normals(batch, channels, height, height);
    Tensor w = OperationRows.normals(outputs, channels, KERNEL, KERNEL);
    Tensor bias = OperationRows.normals(1, outputs, 1, 1);
    String name = "conv " + batch + "x" + channels + "x" + height + "->" + outputs;
    rows.row(name + " fwd", () -> conv2d(x, w).add(bias));
    rows.row(name + " fwd+bwd", () -> backward(conv2d(x, w).add(bias), x, w, bias));
  }

  /** Backward gives the gradients of the input, the gains and the shifts. */
  private static void normalisation(Yardstick.Rows rows, String name, Layer layer, Tensor x) {
    Context context = Context.training(RandomStreams.of(1));
    List<Parameter> parameters = layer.parameters();
    rows.row(
        name,
        () ->
            backward(
                layer.forward(x, context),
                x,
                parameters.get(0).value(),
                parameters.get(1).value()));
  }

  private static void backward(Tensor y, Tensor... parameters) {
    Gradients.of(y, y.device().full(y.shape(), 1), List.of(parameters));
  }
}
