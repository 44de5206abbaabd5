package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Tensor;

/** Theorems about {@code Negate}. */
class NegateProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return x.negate();
  }

  /** −(−x) = x, to the bit and the sign of zero. */
  @Property(tries = 200)
  void isItsOwnInverse(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.specials(draw.shape());
    assertThat(x.negate().negate().toArray()).isEqualTo(x.toArray());
  }
}
