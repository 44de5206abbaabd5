package twofold.verify.tensor;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.MaxPool2d;
import twofold.tensor.MaxPool2dGradient;
import twofold.tensor.Tensor;

/** Theorems about {@code MaxPool2dGradient}. */
class MaxPool2dGradientProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    MaxPool2d.Options options = MaxPool2dProperties.options(draw);
    Tensor x = draw.distinct(MaxPool2dProperties.picture(draw, options));
    MaxPool2d.Geometry s = MaxPool2dProperties.geometry(x, options);
    return of(draw, s, x, draw.normals(s.output()));
  }

  @Override
  protected Case special(Draw draw) {
    MaxPool2d.Options options = MaxPool2dProperties.options(draw);
    Tensor x = draw.specials(MaxPool2dProperties.picture(draw, options));
    MaxPool2d.Geometry s = MaxPool2dProperties.geometry(x, options);
    return of(draw, s, x, draw.specials(s.output()));
  }

  private static Case of(Draw draw, MaxPool2d.Geometry s, Tensor x, Tensor g) {
    var lookX = draw.look(4);
    var lookG = draw.look(4);
    return new Case(
        in -> new MaxPool2dGradient(lookX.apply(in.get(0)), lookG.apply(in.get(1)), s).apply(),
        x,
        g);
  }

  /** ⟨choose(x, u), g⟩ = ⟨u, gradient(x, g)⟩, ties and all. */
  @Property(tries = 200)
  void isTheAdjointOfChoosing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    MaxPool2d.Options options = MaxPool2dProperties.options(draw);
    Tensor x = draw.tensor(MaxPool2dProperties.picture(draw, options), Math::rint);
    Tensor u = draw.normals(x.shape());
    MaxPool2d.Geometry s = MaxPool2dProperties.geometry(x, options);
    Tensor g = draw.normals(s.output());
    Duality.same(
        Duality.inner(List.of(new MaxPool2d(x, u, s).apply()), List.of(g)),
        Duality.inner(List.of(u), List.of(new MaxPool2dGradient(x, g, s).apply())));
  }
}
