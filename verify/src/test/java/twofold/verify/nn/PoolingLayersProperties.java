package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.AveragePooling2d;
import twofold.nn.layer.Context;
import twofold.nn.layer.Flatten;
import twofold.nn.layer.GlobalAveragePooling2d;
import twofold.nn.layer.GlobalMaxPooling2d;
import twofold.nn.layer.Layer;
import twofold.nn.layer.MaxPooling2d;
import twofold.nn.layer.Sequential;
import twofold.nn.layer.Unflatten;
import twofold.nn.layer.UpSampling2d;
import twofold.tensor.Device;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about the layers that change the size of pictures, and have nothing to learn. */
class PoolingLayersProperties extends LayerTheorems {
  private static final List<Layer> LAYERS =
      List.of(
          new MaxPooling2d(new MaxPool2d.Options(2, 3).withPadding(Padding.same())),
          new AveragePooling2d(new MaxPool2d.Options(3, 2).withStride(1)),
          new GlobalMaxPooling2d(),
          new GlobalAveragePooling2d(),
          new UpSampling2d(2, 3),
          new Flatten(),
          new Sequential(new Flatten(), new Unflatten(new Shape(6, 5))));

  /** Without ties: they are the kink of a maximum. */
  @Override
  protected Example smooth(Draw draw) {
    Layer layer = LAYERS.get(draw.from(0, LAYERS.size() - 1));
    return new Example(layer, draw.distinct(new Shape(draw.from(1, 3), 2, 3, 5)), 0);
  }

  /** Up-sampling repeats, so the largest and the mean of each rectangle are the number itself. */
  @Property(tries = 60)
  void poolingUndoesUpSampling(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(2, 2, draw.from(1, 5), draw.from(1, 5)));
    int size = 1 << draw.from(0, 2); // a mean of so many equal numbers is exact
    for (Layer pooling : List.of(new MaxPooling2d(size), new AveragePooling2d(size))) {
      Layer both = new Sequential(new UpSampling2d(size, size), pooling);
      assertThat(both.forward(x, Context.INFERENCE).toArray()).isEqualTo(x.toArray());
    }
  }

  /** Pooling all of the picture at once is global pooling. */
  @Property(tries = 60)
  void globalPoolingIsPoolingOfAWindowAsLargeAsThePicture(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(2, 3, 4, 2), z -> Math.rint(64 * z) / 64); // exact sums
    MaxPool2d.Options all = new MaxPool2d.Options(4, 2);
    assertThat(new GlobalMaxPooling2d().forward(x, Context.INFERENCE).toArray())
        .isEqualTo(new MaxPooling2d(all).forward(x, Context.INFERENCE).toArray());
    assertThat(new GlobalAveragePooling2d().forward(x, Context.INFERENCE).toArray())
        .isEqualTo(new AveragePooling2d(all).forward(x, Context.INFERENCE).toArray());
  }

  /** Flatten and Unflatten are inverses, for an empty batch too. */
  @Property(tries = 60)
  void unflattenIsTheInverseOfFlatten(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape example = new Shape(draw.extent(), draw.extent());
    Tensor x = draw.normals(new Shape(draw.from(0, 3), example.dim(0), example.dim(1)));
    Tensor rows = new Flatten().forward(x, Context.INFERENCE);
    assertThat(rows.shape()).isEqualTo(new Shape(x.dim(0), example.size()));
    Tensor again = new Unflatten(example).forward(rows, Context.INFERENCE);
    assertThat(again.shape()).isEqualTo(x.shape());
    assertThat(again.toArray()).isEqualTo(x.toArray());
  }

  @net.jqwik.api.Example
  void shapesMustFit() {
    Tensor rows = Device.reference().zeros(4, 3);
    for (Layer layer : LAYERS.subList(0, 5)) {
      assertThatThrownBy(() -> layer.forward(rows, Context.INFERENCE))
          .hasMessage(
              layer + " needs inputs of shape (batch, channels, height, width), got (4, 3)");
    }
    assertThatThrownBy(() -> new Flatten().forward(rows.sum(), Context.INFERENCE))
        .hasMessage("Flatten needs inputs of shape (batch, …), got ()");
    assertThatThrownBy(() -> new Unflatten(new Shape(2, 2)).forward(rows, Context.INFERENCE))
        .hasMessage("Unflatten (2, 2) needs inputs of shape (batch, 4), got (4, 3)");
    assertThatThrownBy(() -> new UpSampling2d(0, 1))
        .hasMessage("up-sampling needs factors of 1 or more, got 0 and 1");
  }
}
