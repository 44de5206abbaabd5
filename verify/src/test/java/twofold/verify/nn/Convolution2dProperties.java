package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Padding;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Convolution2d}. */
class Convolution2dProperties extends LayerTheorems {

  @Override
  protected Example smooth(Draw draw) {
    Conv2d.Options options = options(draw);
    int inputs = options.groups() * draw.from(1, 2);
    int outputs = options.groups() * draw.from(1, 2);
    int height = draw.from(1, 3);
    int width = draw.from(1, 3);
    Convolution2d layer =
        new Convolution2d(
            Device.reference(),
            inputs,
            outputs,
            height,
            width,
            options,
            Initialiser.he(),
            draw.random());
    Tensor x =
        draw.normals(
            new Shape(
                draw.from(1, 2),
                inputs,
                options.dilationY() * (height - 1) + 1 + draw.from(0, 3),
                options.dilationX() * (width - 1) + 1 + draw.from(0, 3)));
    return new Example(draw.chance(0.8) ? layer : layer.withoutBias(), x, 0);
  }

  static Conv2d.Options options(Draw draw) {
    return new Conv2d.Options()
        .withStride(draw.from(1, 2), draw.from(1, 3))
        .withDilation(draw.from(1, 2))
        .withPadding(
            switch (draw.from(0, 2)) {
              case 0 -> Padding.valid();
              case 1 -> Padding.same();
              default -> Padding.around(1);
            })
        .withGroups(draw.chance(0.6) ? 1 : 2);
  }

  /** A kernel of 1 × 1 is a dense layer at every place of the picture, with the same weights. */
  @Property(tries = 60)
  void ofOnePixelIsADenseLayerEverywhere(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int inputs = draw.extent();
    int outputs = draw.extent();
    Convolution2d layer =
        new Convolution2d(
            Device.reference(), inputs, outputs, 1, Initialiser.he(), RandomStreams.of(seed));
    layer.bias().orElseThrow().set(draw.normals(new Shape(outputs)).toArray());
    Dense dense =
        new Dense(Device.reference(), inputs, outputs, Initialiser.he(), RandomStreams.of(seed));
    dense.weights().set(layer.weights().value().reshape(outputs, inputs).transpose().toArray());
    dense.bias().set(layer.bias().orElseThrow().value().toArray());

    Tensor x = draw.normals(new Shape(2, inputs, 3, 4));
    Tensor y = layer.forward(x, Context.INFERENCE);
    Tensor pixels = x.transpose(0, 2, 3, 1).reshape(-1, inputs);
    Tensor z = dense.forward(pixels, Context.INFERENCE);
    Tensor expected = z.reshape(2, 3, 4, outputs).transpose(0, 3, 1, 2);
    double[] bound = new RunningError(Arithmetic.DOUBLE).of(expected).multiply(2).toArray();
    assertThat(Twins.difference(expected.toArray(), y.toArray(), bound)).isEmpty();
  }

  /** The bias is added everywhere: without it the layer gives just that much less. */
  @Property(tries = 30)
  void addsTheBiasEverywhere(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Convolution2d layer =
        new Convolution2d(
            Device.reference(), 2, 3, 2, Initialiser.constant(0), RandomStreams.of(seed));
    layer.bias().orElseThrow().set(1, 2, 3);
    double[] y = layer.forward(draw.normals(new Shape(2, 2, 4, 5)), Context.INFERENCE).toArray();
    for (int i = 0; i < y.length; i++) {
      assertThat(y[i]).isEqualTo(i / 12 % 3 + 1);
    }
    assertThat(layer.withoutBias().parameters()).containsExactly(layer.weights());
  }

  /** The same weights at every place: so many, whatever the picture is. */
  @Property(tries = 30)
  @Checks("convolution-parameters")
  void hasAsManyWeightsForAnyPicture(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int q = draw.from(1, 4);
    int o = draw.from(1, 4);
    int k = draw.from(1, 4);
    Convolution2d layer =
        new Convolution2d(Device.reference(), q, o, k, Initialiser.he(), draw.random());
    Tensor x = draw.normals(new Shape(1, q, k + draw.from(0, 9), k + draw.from(0, 9)));
    layer.forward(x, Context.INFERENCE);
    int numbers = layer.parameters().stream().mapToInt(Parameter::size).sum();
    assertThat(numbers).isEqualTo(o * (q * k * k + 1));
  }

  /** Same padding keeps the size of the picture, whatever the kernel; stride s divides it. */
  @Property(tries = 30)
  void samePaddingKeepsTheSize(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int stride = draw.from(1, 3);
    Conv2d.Options options = new Conv2d.Options().withPadding(Padding.same()).withStride(stride);
    int height = draw.from(1, 9);
    int width = draw.from(1, 9);
    Convolution2d layer =
        new Convolution2d(
            Device.reference(),
            1,
            1,
            draw.from(1, 5),
            draw.from(1, 5),
            options,
            Initialiser.he(),
            draw.random());
    Tensor y = layer.forward(draw.normals(new Shape(1, 1, height, width)), Context.INFERENCE);
    int rows = (height + stride - 1) / stride;
    assertThat(y.shape()).isEqualTo(new Shape(1, 1, rows, (width + stride - 1) / stride));
  }

  @net.jqwik.api.Example
  void shapesMustFit() {
    Convolution2d layer =
        new Convolution2d(Device.reference(), 3, 8, 5, Initialiser.he(), RandomStreams.of(1));
    for (Shape wrong : List.of(new Shape(1, 2, 9, 9), new Shape(3, 9, 9), new Shape(3))) {
      assertThatThrownBy(() -> layer.forward(Device.reference().full(wrong, 1), Context.INFERENCE))
          .hasMessage(
              "Convolution2d 3 → 8, 5 × 5 needs inputs of shape (batch, 3, height, width), got "
                  + wrong);
    }
    Conv2d.Options two = new Conv2d.Options().withGroups(2);
    assertThatThrownBy(
            () ->
                new Convolution2d(
                    Device.reference(), 3, 8, 5, 5, two, Initialiser.he(), RandomStreams.of(1)))
        .hasMessage(
            "a convolution needs positive numbers of channels that its 2 groups divide,"
                + " got 3 inputs and 8 outputs");
    assertThatThrownBy(
            () ->
                new Convolution2d(
                    Device.reference(), 3, 8, 0, Initialiser.he(), RandomStreams.of(1)))
        .hasMessage("a convolution needs a kernel of 1 × 1 or more, got 0 × 0");
  }
}
