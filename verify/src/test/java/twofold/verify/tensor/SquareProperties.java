package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Abs.abs;
import static twofold.tensor.Square.square;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Tensor;

/** Theorems about {@code Square}. */
class SquareProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return square(x);
  }

  /** x² = x·x = (−x)² = |x|², to the bit. */
  @Property(tries = 200)
  void isTheProductWithItself(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.specials(draw.shape());
    assertThat(square(x).toArray()).isEqualTo(x.multiply(x).toArray());
    assertThat(square(x).toArray()).isEqualTo(square(x.negate()).toArray());
    assertThat(square(x).toArray()).isEqualTo(square(abs(x)).toArray());
  }
}
