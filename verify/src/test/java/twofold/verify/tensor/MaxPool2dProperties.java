package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.MaxPool2d.globalMaxPool2d;
import static twofold.tensor.MaxPool2d.maxPool2d;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Im2col;
import twofold.tensor.Index;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Theorems about {@code MaxPool2d}. */
class MaxPool2dProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    MaxPool2d.Options options = options(draw);
    Tensor x = draw.distinct(picture(draw, options)); // ties are the kink
    return of(draw, options, x, draw.normals(x.shape()));
  }

  @Override
  protected Case special(Draw draw) {
    MaxPool2d.Options options = options(draw);
    Tensor x = draw.specials(picture(draw, options));
    return of(draw, options, x, draw.specials(x.shape()));
  }

  /** Pooling, or choosing from another picture. */
  private static Case of(Draw draw, MaxPool2d.Options options, Tensor x, Tensor u) {
    var lookX = draw.look(4);
    var lookU = draw.look(4);
    MaxPool2d.Geometry geometry = geometry(x, options);
    return draw.chance(0.5)
        ? new Case(in -> maxPool2d(lookX.apply(in.get(0)), options), x)
        : new Case(
            in -> new MaxPool2d(lookX.apply(in.get(0)), lookU.apply(in.get(1)), geometry).apply(),
            x,
            u);
  }

  static MaxPool2d.Geometry geometry(Tensor x, MaxPool2d.Options options) {
    return ((MaxPool2d) maxPool2d(x, options).origin()).geometry();
  }

  static MaxPool2d.Options options(Draw draw) {
    int height = draw.from(1, 3);
    int width = draw.from(1, 3);
    Padding padding =
        draw.chance(0.3)
            ? Padding.same()
            : Padding.explicit(
                draw.from(0, height - 1),
                draw.from(0, height - 1),
                draw.from(0, width - 1),
                draw.from(0, width - 1));
    MaxPool2d.Options options = new MaxPool2d.Options(height, width).withPadding(padding);
    return draw.chance(0.3) ? options : options.withStride(draw.from(1, 3), draw.from(1, 3));
  }

  static Shape picture(Draw draw, MaxPool2d.Options options) {
    return new Shape(
        draw.from(1, 2),
        draw.from(1, 3),
        options.height() + draw.from(0, 4),
        options.width() + draw.from(0, 4));
  }

  /** Without padding: the maximum down each column of im2col, one channel at a time. */
  @Property(tries = 100)
  void isTheMaximumOfEachColumn(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    MaxPool2d.Options options = options(draw).withPadding(Padding.valid());
    Tensor x = draw.normals(picture(draw, options));
    Tensor planes = x.reshape(x.dim(0) * x.dim(1), 1, x.dim(2), x.dim(3));
    Tensor columns =
        Im2col.im2col(
            planes,
            options.height(),
            options.width(),
            new Conv2d.Options().withStride(options.strideY(), options.strideX()));
    assertThat(maxPool2d(x, options).toArray()).isEqualTo(columns.max(1).toArray());
  }

  /** No padding is ever chosen, however negative the picture. */
  @Property(tries = 100)
  void paddingIsNeverChosen(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    MaxPool2d.Options options = options(draw);
    Tensor x = draw.tensor(picture(draw, options), z -> -1 - Math.abs(z));
    for (Device<?> device : Twins.devices()) {
      double[] y = maxPool2d(x.to(device), options).toArray();
      assertThat(Arrays.stream(y).allMatch(number -> number <= -1)).isTrue();
    }
  }

  /** Larger ones go over several threads. */
  @Property(tries = 5)
  void largePicturesAgreeToo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    MaxPool2d.Options options = options(draw);
    Tensor x = draw.normals(new Shape(7, 9, draw.from(20, 40), draw.from(20, 40)));
    Twins.agree(new Case(in -> maxPool2d(in.get(0), options), x));
    Twins.agree(new Case(in -> Gradients.of(maxPool2d(in.get(0), options).sum(), in.get(0)), x));
  }

  /**
   * Pairs of lines and columns, which have a writing of their own: from pictures narrower than a
   * vector to some vectors wide, over several threads.
   */
  @Property(tries = 30)
  void twoByTwoOfAnyWidth(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(7, 9, draw.from(2, 20), draw.from(2, 90)));
    Twins.agree(new Case(in -> maxPool2d(in.get(0), 2), x));
    Tensor g = draw.normals(maxPool2d(x, 2).shape());
    Twins.agree(
        new Case(
            in -> Gradients.of(maxPool2d(in.get(0), 2).multiply(in.get(1)).sum(), in.get(0)),
            x,
            g));
  }

  /** The first of those that tie gets all of the gradient, on every device; a NaN before them. */
  @Example
  void theFirstLargestGetsTheGradient() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.tensor(new Shape(1, 1, 2, 4), 1.0, 3, 0, -0.0, 3, 3, -1, Double.NaN);
      Tensor y = maxPool2d(x, 2);
      assertThat(y.toArray()).containsExactly(3, Double.NaN);
      assertThat(Gradients.of(y.sum(), x).toArray()).containsExactly(0, 1, 0, 0, 0, 0, 0, 1);
    }
  }

  @Example
  void globally() {
    Tensor x = Device.reference().tensor(new Shape(1, 2, 1, 2), 1.0, 2, 4, 3);
    assertThat(globalMaxPool2d(x).toArray()).containsExactly(2, 4);
    assertThat(globalMaxPool2d(x).shape()).isEqualTo(new Shape(1, 2));
    assertThat(maxPool2d(x.at(Index.to(0)), 1).shape()).isEqualTo(new Shape(0, 2, 1, 2));
  }

  @Example
  void whatDoesNotFitIsNamed() {
    Tensor x = Device.reference().zeros(1, 1, 3, 3);
    assertThatThrownBy(() -> maxPool2d(x, 4))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("maxPool2d")
        .hasMessageContaining("spans 4");
    assertThatThrownBy(() -> maxPool2d(x.at(0), 1)).hasMessageContaining("(1, 3, 3)");
    assertThatThrownBy(() -> globalMaxPool2d(x.at(0))).hasMessageContaining("(1, 3, 3)");
    assertThatThrownBy(() -> new MaxPool2d.Options(0)).hasMessageContaining("0 × 0");
    assertThatThrownBy(() -> new MaxPool2d.Options(2).withPadding(Padding.around(2)))
        .hasMessageContaining("2 × 2")
        .hasMessageContaining("padding alone");
  }
}
