package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Conv2d.conv2d;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Conv2d;
import twofold.tensor.Conv2dWeightGradient;
import twofold.tensor.Index;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Conv2dWeightGradient}. */
class Conv2dWeightGradientProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Convolutions s = Convolutions.draw(draw);
    return of(draw, s, draw.normals(s.x()), draw.normals(s.geometry().output()));
  }

  @Override
  protected Case special(Draw draw) {
    Convolutions s = Convolutions.draw(draw);
    return of(
        draw,
        s,
        draw.tensor(s.x(), z -> draw.chance(0.05) ? Double.NaN : z),
        draw.tensor(s.geometry().output(), z -> draw.chance(0.05) ? Double.NEGATIVE_INFINITY : z));
  }

  private static Case of(Draw draw, Convolutions s, Tensor x, Tensor g) {
    Conv2d.Geometry geometry = s.geometry();
    var lookX = draw.look(4);
    var lookG = draw.look(4);
    return new Case(
        in ->
            new Conv2dWeightGradient(lookX.apply(in.get(0)), lookG.apply(in.get(1)), geometry)
                .apply(),
        x,
        g);
  }

  /** ⟨conv(x, w), g⟩ = ⟨w, weightGradient(x, g)⟩. */
  @Property(tries = 200)
  void isTheAdjointOfConvolution(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Convolutions s = Convolutions.draw(draw);
    Tensor x = draw.normals(s.x());
    Tensor w = draw.normals(s.w());
    Tensor g = draw.normals(s.geometry().output());
    Tensor learned = new Conv2dWeightGradient(x, g, s.geometry()).apply();
    Duality.same(
        Duality.inner(List.of(s.apply(x, w)), List.of(g)),
        Duality.inner(List.of(w), List.of(learned)));
  }

  /**
   * It is a convolution itself, of x with g as the kernel, batch and channels exchanged, stride and
   * dilation exchanged: to the bit, as the sums are the same.
   */
  @Property(tries = 100)
  void isAConvolutionWithTheGradientAsKernel(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Convolutions drawn = Convolutions.draw(draw, draw.from(1, 3), 1, 2, 3, 4);
    Conv2d.Options o = drawn.options().withPadding(Padding.valid());
    Convolutions s = new Convolutions(drawn.x(), drawn.w(), o);
    Tensor x = draw.normals(s.x());
    Tensor g = draw.normals(s.geometry().output());
    Conv2d.Options exchanged =
        o.withStride(o.dilationY(), o.dilationX()).withDilation(o.strideY(), o.strideX());
    Tensor y = conv2d(x.transpose(1, 0, 2, 3), g.transpose(1, 0, 2, 3), exchanged);
    Shape w = s.w(); // what is left over where the last step does not reach the edge goes
    Tensor cut = y.at(Index.all(), Index.all(), Index.to(w.dim(2)), Index.to(w.dim(3)));
    assertThat(new Conv2dWeightGradient(x, g, s.geometry()).apply().toArray())
        .isEqualTo(cut.transpose(1, 0, 2, 3).toArray());
  }
}
