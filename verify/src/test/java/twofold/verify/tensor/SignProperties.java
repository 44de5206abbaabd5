package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Abs.abs;
import static twofold.tensor.Sign.sign;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/** Theorems about {@code Sign}. */
class SignProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return sign(x);
  }

  @Override
  protected boolean isPiecewiseConstant() {
    return true;
  }

  @Override
  double drawX(double z) {
    return Draw.awayFromZero(z);
  }

  /** x = sign(x)·|x|, to the bit, and the sign of the sign is the sign, on every device. */
  @Property(tries = 200)
  void isWhatTheAbsoluteValueForgets(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = draw.normals(draw.shape());
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      assertThat(sign(x).multiply(abs(x)).toArray()).isEqualTo(x.toArray());
      assertThat(sign(sign(x)).toArray()).isEqualTo(sign(x).toArray());
    }
  }

  /** Zeros keep their signs and NaN stays NaN, on every device. */
  @Property(tries = 50)
  void specialValuesAreTheReferences(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.specials(draw.shape());
    for (Device<?> device : Twins.devices()) {
      assertThat(sign(x.to(device)).toArray()).isEqualTo(sign(x).toArray());
    }
  }
}
