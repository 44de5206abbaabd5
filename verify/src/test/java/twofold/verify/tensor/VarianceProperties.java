package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Square.square;
import static twofold.tensor.Variance.std;
import static twofold.tensor.Variance.variance;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code Variance}. */
class VarianceProperties extends ReductionTheorems {

  @Override
  Tensor apply(Tensor x, int... axes) {
    return variance(x, axes);
  }

  /** Along two numbers or more: that of one is always 0, and no gradient of it would be wrong. */
  @Override
  protected Case smooth(Draw draw) {
    Tensor x = drawX(draw, new Shape(draw.from(1, 4), draw.from(2, 20), draw.from(1, 3)));
    int[][] choices = {{}, {1}, {-2, 0}, {2, 1}};
    int[] axes = choices[draw.from(0, 3)];
    UnaryOperator<Tensor> look = draw.look(3);
    return new Case(inputs -> apply(look.apply(inputs.get(0)), axes), x);
  }

  /**
   * v(ax + b) = a²·v(x). With numbers of few bits a = 4 and b are exact, so are a·x + b and its
   * differences; only the two means round, as many times on either side.
   */
  @Property(tries = 100)
  void scalesBySquaresAndForgetsShifts(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 100);
    Tensor x = draw.tensor(new Shape(n), z -> Math.rint(1024 * z) / 1024);
    double shift = draw.from(-1000, 1000);
    double left = variance(x.multiply(4).add(shift)).item();
    double right = 16 * variance(x).item();
    double large = square(x.multiply(4)).mean().item() + shift * shift;
    Arithmetic fl = Arithmetic.DOUBLE;
    // each mean is off by γₙ·√large; the differences by that and u, the squares twice that
    double moved = fl.gamma(n + 2.0) * Math.sqrt(large);
    double bound = 2 * (fl.gamma(n + 4.0) * right + 2 * moved * Math.sqrt(right) + moved * moved);
    assertThat(Math.abs(left - right)).isLessThanOrEqualTo(bound);
  }

  /** Far from 0, where the mean square minus the squared mean has lost everything. */
  @Example
  void survivesALargeMean() {
    Tensor x = Device.reference().vector(1e9, 1e9 + 1, 1e9 + 2);
    assertThat(variance(x).item()).isEqualTo(2.0 / 3);
    double onePass = square(x).mean().subtract(square(x.mean())).item();
    assertThat(Math.abs(onePass - 2.0 / 3)).isGreaterThan(0.5);
  }

  /** std² = v: the root ½ ulp ≤ u twice, and the square rounds. */
  @Property(tries = 100)
  void isTheSquareOfTheStandardDeviation(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.from(1, 100)));
    double v = variance(x).item();
    assertThat(Math.abs(square(std(x)).item() - v)).isLessThanOrEqualTo(0x1p-53 * 3 * v * 1.001);
  }

  @Example
  void theVarianceOfNothingIsAnError() {
    assertThatThrownBy(() -> variance(Device.reference().zeros(3, 0), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("(3, 0)");
  }
}
