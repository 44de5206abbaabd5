package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code Mean}. */
class MeanProperties extends ReductionTheorems {

  @Override
  Tensor apply(Tensor x, int... axes) {
    return x.mean(axes);
  }

  /**
   * Differences from the mean add up to nothing: the mean is off by γₙ·mean|x|, n times, and the
   * sum rounds n terms.
   */
  @Property(tries = 100)
  void differencesFromTheMeanCancel(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 200);
    Tensor x = draw.normals(new Shape(n));
    double terms = 0;
    for (double value : x.toArray()) {
      terms += Math.abs(value);
    }
    double bound = Arithmetic.DOUBLE.gamma(n) * terms + Arithmetic.DOUBLE.gamma(n + 1) * 2 * terms;
    assertThat(Math.abs(x.subtract(x.mean()).sum().item())).isLessThanOrEqualTo(bound);
  }

  @Example
  void theMeanOfNothingIsAnError() {
    assertThatThrownBy(() -> Device.reference().zeros(3, 0).mean(1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("mean")
        .hasMessageContaining("(3, 0)");
  }
}
