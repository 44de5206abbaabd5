package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Conv2dInputGradient.convTranspose2d;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Conv2d;
import twofold.tensor.Conv2dInputGradient;
import twofold.tensor.Device;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.Checks;

/** Theorems about {@code Conv2dInputGradient}, the transposed convolution. */
class Conv2dInputGradientProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Convolutions s = Convolutions.draw(draw);
    Tensor g = draw.normals(s.geometry().output());
    return of(draw, s, g, draw.normals(s.w()));
  }

  @Override
  protected Case special(Draw draw) {
    Convolutions s = Convolutions.draw(draw);
    return of(
        draw,
        s,
        draw.tensor(s.geometry().output(), z -> draw.chance(0.05) ? Double.NaN : z),
        draw.tensor(s.w(), z -> draw.chance(0.05) ? Double.NEGATIVE_INFINITY : z));
  }

  private static Case of(Draw draw, Convolutions s, Tensor g, Tensor w) {
    Conv2d.Geometry geometry = s.geometry();
    var lookG = draw.look(4);
    var lookW = draw.look(4);
    return new Case(
        in ->
            new Conv2dInputGradient(lookG.apply(in.get(0)), lookW.apply(in.get(1)), geometry)
                .apply(),
        g,
        w);
  }

  /** ⟨conv(x, w), y⟩ = ⟨x, convTranspose(y, w)⟩. */
  @Checks("convolution-trilinear")
  @Property(tries = 200)
  void isTheAdjointOfConvolution(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Convolutions s = Convolutions.draw(draw);
    Tensor x = draw.normals(s.x());
    Tensor w = draw.normals(s.w());
    Tensor y = draw.normals(s.geometry().output());
    Tensor back = convTranspose2d(y, w, s.options(), x.dim(2), x.dim(3));
    Duality.same(
        Duality.inner(List.of(s.apply(x, w)), List.of(y)),
        Duality.inner(List.of(x), List.of(back)));
  }

  /** Its own height and width are convolved back to those of y, and with same padding multiply. */
  @Property(tries = 200)
  void theSizeIsConvolvedBack(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Convolutions s = Convolutions.draw(draw);
    Padding p = s.options().padding();
    Tensor w = draw.normals(s.w());
    Tensor y = draw.normals(s.geometry().output());
    if (full(y.dim(2), s.options().strideY(), w.dim(2), s.options().dilationY())
            <= p.top() + p.bottom()
        || full(y.dim(3), s.options().strideX(), w.dim(3), s.options().dilationX())
            <= p.left() + p.right()) {
      assertThat(p.isSame()).isFalse();
      return; // the result would be all padding
    }
    Tensor x = convTranspose2d(y, w, s.options());
    assertThat(s.apply(x, w).shape()).isEqualTo(y.shape());
    int height = full(y.dim(2), s.options().strideY(), w.dim(2), s.options().dilationY());
    assertThat(x.dim(2))
        .isEqualTo(p.isSame() ? y.dim(2) * s.options().strideY() : height - p.top() - p.bottom());
  }

  /** (steps − 1)·stride + span: what all windows together see. */
  private static int full(int steps, int stride, int kernel, int dilation) {
    return (steps - 1) * stride + dilation * (kernel - 1) + 1;
  }

  /** One number becomes the kernel times it; in steps of the stride they overlap and add. */
  @Example
  void paintsWithTheKernel() {
    for (Device<?> device : Twins.devices()) {
      Tensor y = device.tensor(new Shape(1, 1, 1, 2), 1.0, 10);
      Tensor w = device.tensor(new Shape(1, 1, 1, 3), 1.0, 2, 3);
      Conv2d.Options options = new Conv2d.Options();
      assertThat(convTranspose2d(y, w, options).toArray()).containsExactly(1, 12, 23, 30);
      assertThat(convTranspose2d(y, w, options.withStride(2)).toArray())
          .containsExactly(1, 2, 13, 20, 30);
      assertThat(convTranspose2d(y, w, options.withStride(1, 2), 1, 6).toArray())
          .containsExactly(1, 2, 13, 20, 30, 0);
    }
  }

  @Example
  void whatDoesNotFitIsNamed() {
    Tensor y = Device.reference().zeros(1, 2, 3, 3);
    Tensor w = Device.reference().zeros(2, 1, 3, 3);
    Conv2d.Options options = new Conv2d.Options();
    assertThatThrownBy(() -> convTranspose2d(y, w, options, 6, 5))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("convTranspose2d")
        .hasMessageContaining("(1, 2, 4, 3)")
        .hasMessageContaining("(1, 2, 3, 3)");
    assertThatThrownBy(() -> convTranspose2d(y.at(0), w, options))
        .hasMessageContaining("(2, 3, 3)");
    assertThatThrownBy(() -> convTranspose2d(y, w, options.withPadding(Padding.around(3))))
        .hasMessageContaining("height -1");
  }
}
