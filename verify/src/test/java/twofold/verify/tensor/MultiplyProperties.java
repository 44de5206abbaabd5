package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code Multiply}. */
class MultiplyProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return a.multiply(b);
  }

  /** a·b = b·a, to the bit. */
  @Property(tries = 200)
  void commutes(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.normals(shape);
    Tensor b = draw.normals(draw.thatGrowsTo(shape));
    assertThat(a.multiply(b).toArray()).isEqualTo(b.multiply(a).toArray());
  }

  /**
   * a(b + c) and ab + ac differ by at most 2γ₂·|a|(|b| + |c|): each side rounds every term twice.
   */
  @Property(tries = 200)
  void distributesUpToRounding(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.normals(shape);
    Tensor b = draw.normals(shape);
    Tensor c = draw.normals(shape);
    double[] left = a.multiply(b.add(c)).toArray();
    double[] right = a.multiply(b).add(a.multiply(c)).toArray();
    for (int i = 0; i < left.length; i++) {
      double terms =
          Math.abs(a.toArray()[i]) * (Math.abs(b.toArray()[i]) + Math.abs(c.toArray()[i]));
      assertThat(Math.abs(left[i] - right[i]))
          .isLessThanOrEqualTo(2 * Arithmetic.DOUBLE.gamma(2) * terms);
    }
  }
}
