package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Divide}. */
class DivideProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return a.divide(b);
  }

  @Override
  double drawB(double z) {
    return z
        + Math.copySign(
            0.5, z); // far enough from 0 for differences over 2⁻¹² to see a smooth function
  }

  /** (a/b)·b gives a back, up to two roundings. */
  @Property(tries = 200)
  void undoesMultiplication(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.normals(shape);
    Tensor b = draw.tensor(shape, this::drawB);
    double[] back = a.divide(b).multiply(b).toArray();
    double[] given = a.toArray();
    for (int i = 0; i < given.length; i++) {
      assertThat(Math.abs(back[i] - given[i]))
          .isLessThanOrEqualTo(0x1.0001p-52 * Math.abs(given[i]));
    }
  }
}
