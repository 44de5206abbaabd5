package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.NormaliseGradient;
import twofold.tensor.Device;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems;

/** Theorems about {@code NormaliseGradient}. */
class NormaliseGradientProperties extends OperationTheorems {
  /** Large, so that 1/√(v + ε) is smooth even where two numbers happen to be close. */
  private static final double SMOOTH = 0.125;

  @Override
  protected Case smooth(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    return of(draw, s, draw.normals(s.shape()), draw.normals(s.shape()), SMOOTH);
  }

  @Override
  protected Case special(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    Tensor h = draw.tensor(s.shape(), z -> draw.chance(0.02) ? Double.NaN : z);
    return of(draw, s, draw.normals(s.shape()), h, 1e-5);
  }

  private static Case of(Draw draw, Rows.Example s, Tensor x, Tensor h, double epsilon) {
    var lookX = draw.look(x.rank());
    var lookH = draw.look(h.rank());
    return new Case(
        in ->
            new NormaliseGradient(lookX.apply(in.get(0)), lookH.apply(in.get(1)), s.rows(), epsilon)
                .apply(),
        x,
        h);
  }

  /** The Jacobian is symmetric: ⟨u, J·h⟩ = ⟨J·u, h⟩. */
  @Property(tries = 100)
  void isSymmetric(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Rows.Example s = Rows.draw(draw);
    Tensor x = draw.normals(s.shape());
    Tensor h = draw.normals(s.shape());
    Tensor u = draw.normals(s.shape());
    Tensor left = new NormaliseGradient(x, h, s.rows(), 1e-3).apply().multiply(u).sum();
    Tensor right = new NormaliseGradient(x, u, s.rows(), 1e-3).apply().multiply(h).sum();
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
    Tensor y = new NormaliseGradient(x, draw.normals(s.shape()), s.rows(), 1e-3).apply();
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
    assertThatThrownBy(
            () -> new NormaliseGradient(device.zeros(2, 3), device.zeros(3, 2), s.rows(), 1))
        .hasMessage("normaliseGradient needs x and h of one shape, got (2, 3) and (3, 2)");
  }
}
