package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Subtract}. */
class SubtractProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return a.subtract(b);
  }

  /** a − b = a + (−b), to the bit. */
  @Property(tries = 200)
  void isAddingTheOpposite(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.normals(shape);
    Tensor b = draw.normals(draw.thatGrowsTo(shape));
    assertThat(a.subtract(b).toArray()).isEqualTo(a.add(b.negate()).toArray());
  }

  /**
   * Neighbours subtract exactly: for b/2 ≤ a ≤ 2b, fl(a − b) = a − b in float too. [Sterbenz 1974]
   */
  @Property(tries = 200)
  void neighboursSubtractExactly(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor b = draw.tensor(new Shape(50), z -> Math.abs(z) + 1e-3);
    Tensor a = draw.tensor(new Shape(50), z -> 1 + 0.99 * Math.tanh(z) / 2).multiply(b);
    Tensor rounded = a.to(twofold.tensor.Device.cpu()).to(a.device());
    for (var device : Twins.devices()) {
      assertThat(rounded.to(device).subtract(b.to(device)).toArray())
          .isEqualTo(rounded.subtract(b).toArray());
    }
  }
}
