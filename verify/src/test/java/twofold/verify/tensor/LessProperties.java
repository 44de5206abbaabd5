package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Equal.equal;
import static twofold.tensor.Less.greater;
import static twofold.tensor.Less.less;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Less}. */
class LessProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return less(a, b);
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

  /** Of a &lt; b, a = b and a > b exactly one is true, unless a number is NaN: then none is. */
  @Property(tries = 200)
  void ordersAllNumbers(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor drawnA = draw.specials(shape);
    Tensor drawnB = draw.specials(shape);
    for (Device<?> device : Device.all()) {
      Tensor a = drawnA.to(device);
      Tensor b = drawnB.to(device);
      Tensor howMany = less(a, b).add(equal(a, b)).add(greater(a, b));
      double[] numbers = howMany.toArray();
      for (int i = 0; i < numbers.length; i++) {
        boolean nan = Double.isNaN(a.toArray()[i]) || Double.isNaN(b.toArray()[i]);
        assertThat(numbers[i]).isEqualTo(nan ? 0 : 1);
      }
    }
  }
}
