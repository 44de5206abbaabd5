package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.TransposedConvolution2d;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;

/** Theorems about {@code TransposedConvolution2d}. */
class TransposedConvolution2dProperties extends LayerTheorems {

  @Override
  protected Example smooth(Draw draw) {
    Padding padding = draw.chance(0.5) ? Padding.valid() : Padding.same();
    Conv2d.Options options =
        new Conv2d.Options()
            .withStride(draw.from(1, 3), draw.from(1, 2))
            .withPadding(padding)
            .withGroups(draw.chance(0.6) ? 1 : 2);
    int inputs = options.groups() * draw.from(1, 2);
    int outputs = options.groups() * draw.from(1, 2);
    TransposedConvolution2d layer =
        layer(inputs, outputs, draw.from(1, 3), options, draw.random().nextLong());
    Shape shape = new Shape(draw.from(1, 2), inputs, draw.from(1, 3), draw.from(1, 3));
    return new Example(layer, draw.normals(shape), 0);
  }

  private static TransposedConvolution2d layer(
      int inputs, int outputs, int size, Conv2d.Options options, long seed) {
    return new TransposedConvolution2d(
        Device.reference(),
        inputs,
        outputs,
        size,
        size,
        options,
        Initialiser.he(),
        RandomStreams.of(seed));
  }

  /** Without biases it is the adjoint of the layer with the same weights: ⟨conv x, g⟩ = ⟨x, y⟩. */
  @Property(tries = 60)
  void isTheAdjointOfAConvolution(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int stride = draw.from(1, 3);
    Conv2d.Options options = new Conv2d.Options().withStride(stride).withPadding(Padding.same());
    TransposedConvolution2d up = layer(2, 3, 3, options, seed);
    Convolution2d down =
        new Convolution2d(
                Device.reference(), 3, 2, 3, 3, options, Initialiser.he(), RandomStreams.of(1))
            .withoutBias();
    down.weights().set(up.weights().value().toArray());
    Tensor g = draw.normals(new Shape(1, 2, 3, 4));
    Tensor x = draw.normals(new Shape(1, 3, 3 * stride, 4 * stride));
    Tensor left = down.forward(x, Context.INFERENCE).multiply(g).sum();
    Tensor right = up.forward(g, Context.INFERENCE).multiply(x).sum();
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    double bound = running.of(left).item() + running.of(right).item();
    assertThat(Math.abs(left.item() - right.item())).isLessThanOrEqualTo(bound);
  }

  @net.jqwik.api.Example
  void shapesMustFit() {
    TransposedConvolution2d layer = layer(2, 3, 4, new Conv2d.Options(), 1);
    assertThatThrownBy(() -> layer.forward(Device.reference().zeros(1, 3, 9, 9), Context.INFERENCE))
        .hasMessage(
            "TransposedConvolution2d 2 → 3, 4 × 4 needs inputs of shape"
                + " (batch, 2, height, width), got (1, 3, 9, 9)");
  }
}
