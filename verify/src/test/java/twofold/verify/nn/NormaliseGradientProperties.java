package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.NormaliseGradient;
import twofold.nn.layer.RowMoments;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;

/** Theorems about {@code NormaliseGradient}. */
class NormaliseGradientProperties extends RowTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    return of(draw, s, draw.normals(s.shape()), draw.normals(s.shape()), Rows.SMOOTH);
  }

  @Override
  protected Case special(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    Tensor g = draw.tensor(s.shape(), z -> draw.chance(0.02) ? Double.NaN : z);
    return of(draw, s, draw.normals(s.shape()), g, 1e-5);
  }

  @Override
  Case ordinary(Draw draw, Rows.Example s) {
    return of(draw, s, draw.normals(s.shape()), draw.normals(s.shape()), 1e-5);
  }

  private static Case of(Draw draw, Rows.Example s, Tensor x, Tensor g, double epsilon) {
    var lookX = draw.look(x.rank());
    var lookG = draw.look(g.rank());
    return new Case(
        in -> gradient(lookX.apply(in.get(0)), in.get(1), lookG.apply(in.get(2)), s, epsilon),
        x,
        draw.normals(new Shape(s.rows().channels())),
        g);
  }

  private static Tensor gradient(Tensor x, Tensor gain, Tensor g, Rows.Example s, double epsilon) {
    Tensor moments = new RowMoments(x, s.rows()).forward();
    return new NormaliseGradient(x, gain, g, moments, s.rows(), epsilon).apply();
  }

  /** J·h. */
  private static Tensor product(Tensor x, Tensor h, Rows.Example s) {
    return gradient(x, x.device().ones(s.rows().channels()), h, s, 1e-3);
  }

  /** The Jacobian is symmetric: ⟨u, J·h⟩ = ⟨J·u, h⟩. */
  @Property(tries = 100)
  void isSymmetric(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Rows.Example s = Rows.draw(draw);
    Tensor x = draw.normals(s.shape());
    Tensor h = draw.normals(s.shape());
    Tensor u = draw.normals(s.shape());
    Tensor left = product(x, h, s).multiply(u).sum();
    Tensor right = product(x, u, s).multiply(h).sum();
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    double bound = running.of(left).item() + running.of(right).item();
    assertThat(Math.abs(left.item() - right.item())).isLessThanOrEqualTo(bound);
  }

  /** A row moved as a whole stays as it is normalised: J·1 = 0, so what comes back sums to 0. */
  @Property(tries = 100)
  void movingARowChangesNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Rows.Example s = Rows.draw(draw);
    Tensor x = draw.normals(s.shape());
    Tensor y = product(x, draw.normals(s.shape()), s);
    Tensor sums = s.rows().view(y).sum(0, 2);
    double[] bound = new RunningError(Arithmetic.DOUBLE).of(sums).toArray();
    double[] is = sums.toArray();
    for (int r = 0; r < is.length; r++) {
      assertThat(Math.abs(is[r])).isLessThanOrEqualTo(bound[r]);
    }
  }

  @Example
  void shapesMustFit() {
    Device<?> device = Device.reference();
    Rows.Example s = Rows.of(1, 2, 3, 1);
    Tensor x = device.zeros(2, 3);
    Tensor three = device.zeros(3);
    assertThatThrownBy(() -> gradient(x, three, device.zeros(3, 2), s, 1))
        .hasMessage("normaliseGradient needs x and g of one shape, got (2, 3) and (3, 2)");
    assertThatThrownBy(() -> gradient(x, device.zeros(2), x, s, 1))
        .hasMessage("normaliseGradient needs gain of shape (3), got (2)");
    assertThatThrownBy(() -> new NormaliseGradient(x, three, x, three, s.rows(), 1))
        .hasMessage("normaliseGradient needs moments of shape (2, 3), got (3)");
  }
}
