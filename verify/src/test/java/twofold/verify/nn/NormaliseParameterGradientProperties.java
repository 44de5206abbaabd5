package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Normalise;
import twofold.nn.layer.NormaliseParameterGradient;
import twofold.nn.layer.RowMoments;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code NormaliseParameterGradient}. */
class NormaliseParameterGradientProperties extends RowTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    return of(draw, s, draw.normals(s.shape()), draw.normals(s.shape()), Rows.SMOOTH);
  }

  @Override
  protected Case special(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    Tensor rare = draw.tensor(s.shape(), z -> draw.chance(0.02) ? Double.NaN : z);
    Tensor ordinary = draw.normals(s.shape());
    return draw.chance(0.5)
        ? of(draw, s, ordinary, draw.specials(s.shape()), 1e-5)
        : of(draw, s, rare, ordinary, 1e-5);
  }

  @Override
  Case ordinary(Draw draw, Rows.Example s) {
    return of(draw, s, draw.normals(s.shape()), draw.normals(s.shape()), 1e-5);
  }

  private static Case of(Draw draw, Rows.Example s, Tensor x, Tensor g, double epsilon) {
    var lookX = draw.look(x.rank());
    var lookG = draw.look(g.rank());
    return new Case(
        in -> gradient(lookX.apply(in.get(0)), lookG.apply(in.get(1)), s, epsilon), x, g);
  }

  private static Tensor gradient(Tensor x, Tensor g, Rows.Example s, double epsilon) {
    Tensor moments = new RowMoments(x, s.rows()).forward();
    return new NormaliseParameterGradient(x, g, moments, s.rows(), epsilon).apply();
  }

  /** The adjoint of normalising, in its parameters: ⟨G, γ∘x̂ + β⟩ = ⟨y₀, γ⟩ + ⟨y₁, β⟩. */
  @Property(tries = 100)
  void isTheAdjointOfNormalising(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Rows.Example s = Rows.draw(draw);
    Tensor x = draw.normals(s.shape());
    Tensor g = draw.normals(s.shape());
    Tensor parameters = draw.normals(new Shape(2, s.rows().channels()));
    Tensor y = new Normalise(x, parameters.at(0), parameters.at(1), s.rows(), 1e-3).apply();
    Rows.agree(g.multiply(y).sum(), gradient(x, g, s, 1e-3).multiply(parameters).sum());
  }

  @Example
  void shapesMustFit() {
    Device<?> device = Device.reference();
    Rows.Example s = Rows.of(1, 2, 3, 1);
    Tensor x = device.zeros(2, 3);
    assertThatThrownBy(() -> gradient(x, device.zeros(3, 2), s, 1))
        .hasMessage("normaliseParameterGradient needs x and g of one shape, got (2, 3) and (3, 2)");
    assertThatThrownBy(() -> new NormaliseParameterGradient(x, x, device.zeros(2, 2), s.rows(), 1))
        .hasMessage("normaliseParameterGradient needs moments of shape (2, 3), got (2, 2)");
  }
}
