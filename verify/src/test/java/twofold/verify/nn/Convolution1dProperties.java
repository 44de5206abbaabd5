package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Convolution1d;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code Convolution1d}. */
class Convolution1dProperties extends LayerTheorems {

  @Override
  protected Example smooth(Draw draw) {
    Conv2d.Options options = Convolution2dProperties.options(draw);
    int inputs = options.groups() * draw.from(1, 2);
    int outputs = options.groups() * draw.from(1, 2);
    int kernel = draw.from(1, 4);
    Convolution1d layer = layer(inputs, outputs, kernel, options, draw.random().nextLong());
    int length = options.dilationX() * (kernel - 1) + 1 + draw.from(0, 4);
    return new Example(layer, draw.normals(new Shape(draw.from(1, 2), inputs, length)), 0);
  }

  private static Convolution1d layer(
      int inputs, int outputs, int kernel, Conv2d.Options options, long seed) {
    return new Convolution1d(
        Device.reference(),
        inputs,
        outputs,
        kernel,
        options,
        Initialiser.he(),
        RandomStreams.of(seed));
  }

  /** A signal is a picture of height 1: to the bit. */
  @Property(tries = 60)
  void isAConvolutionOfPicturesOfHeightOne(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Conv2d.Options options = new Conv2d.Options().withStride(1, 2).withPadding(Padding.same());
    Convolution1d layer = layer(2, 3, 4, options, seed);
    Convolution2d flat =
        new Convolution2d(
            Device.reference(), 2, 3, 1, 4, options, Initialiser.he(), RandomStreams.of(seed));
    Tensor x = draw.normals(new Shape(2, 2, draw.from(1, 20)));
    Tensor picture = x.reshape(2, 2, 1, x.dim(2));
    assertThat(layer.forward(x, Context.INFERENCE).toArray())
        .isEqualTo(flat.forward(picture, Context.INFERENCE).toArray());
  }

  @net.jqwik.api.Example
  void shapesMustFit() {
    Convolution1d layer = layer(2, 3, 4, new Conv2d.Options(), 1);
    assertThatThrownBy(() -> layer.forward(Device.reference().zeros(1, 3, 9), Context.INFERENCE))
        .hasMessage(
            "Convolution1d 2 → 3, 4 needs inputs of shape (batch, 2, length), got (1, 3, 9)");
  }
}
