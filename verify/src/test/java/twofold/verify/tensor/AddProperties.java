package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Add}. */
class AddProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return a.add(b);
  }

  /** a + b = b + a, to the bit: rounding does not know which came first. */
  @Property(tries = 200)
  void commutes(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.normals(shape);
    Tensor b = draw.normals(draw.thatGrowsTo(shape));
    assertThat(a.add(b).toArray()).isEqualTo(b.add(a).toArray());
  }

  /** (a + b) + c and a + (b + c) differ by at most γ₂·(|a| + |b| + |c|). */
  @Property(tries = 200)
  void associatesUpToRounding(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double a = draw.normal();
    double b = draw.normal();
    double c = draw.normal() * 1e8;
    Tensor x = twofold.tensor.Device.reference().vector(a);
    double left = x.add(b).add(c).item();
    double right = x.add(x.device().vector(b).add(c)).item();
    double gamma2 = twofold.verify.check.Arithmetic.DOUBLE.gamma(2);
    assertThat(Math.abs(left - right))
        .isLessThanOrEqualTo(2 * gamma2 * (Math.abs(a) + Math.abs(b) + Math.abs(c)));
  }
}
