package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Equal;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Equal}. */
class EqualProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return Equal.equal(a, b);
  }

  @Override
  protected boolean isPiecewiseConstant() {
    return true;
  }

  /** Reflexive except for NaN, and blind to the sign of zero. */
  @Property(tries = 200)
  void isReflexiveExceptForNaN(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.specials(shape);
    double[] expected = Arrays.stream(a.toArray()).map(x -> Double.isNaN(x) ? 0 : 1).toArray();
    assertThat(Equal.equal(a, a).toArray()).isEqualTo(expected);
    assertThat(Equal.equal(a.device().scalar(0.0), a.device().scalar(-0.0)).item()).isEqualTo(1);
  }
}
