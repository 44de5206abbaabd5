package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Equal.equal;
import static twofold.tensor.Less.less;
import static twofold.tensor.LessOrEqual.greaterOrEqual;
import static twofold.tensor.LessOrEqual.lessOrEqual;
import static twofold.tensor.Logic.and;
import static twofold.tensor.Logic.or;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code LessOrEqual}. */
class LessOrEqualProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return lessOrEqual(a, b);
  }

  @Override
  protected boolean isPiecewiseConstant() {
    return true;
  }

  /** Multiples of ¼ against odd multiples of 1/8: no tie is near. */
  @Override
  double drawA(double z) {
    return Math.rint(4 * z) / 4;
  }

  @Override
  double drawB(double z) {
    return Math.rint(4 * z) / 4 + 0.125;
  }

  /** a ≤ b is a &lt; b or a = b; a ≤ b and a ≥ b is a = b; on every device. */
  @Property(tries = 200)
  void isLessOrEqual(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor drawnA = draw.specials(shape);
    Tensor drawnB = draw.specials(shape);
    for (Device<?> device : Device.all()) {
      Tensor a = drawnA.to(device);
      Tensor b = drawnB.to(device);
      assertThat(lessOrEqual(a, b).toArray()).isEqualTo(or(less(a, b), equal(a, b)).toArray());
      assertThat(and(lessOrEqual(a, b), greaterOrEqual(a, b)).toArray())
          .isEqualTo(equal(a, b).toArray());
    }
  }
}
