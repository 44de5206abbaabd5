package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Copy;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Copy}. */
class CopyProperties extends UnaryTheorems {

  @Override
  Tensor apply(Tensor x) {
    return new Copy(x).apply();
  }

  /** The same elements, bit by bit, now dense, however they were looked at. */
  @Property(tries = 200)
  void isDenseAndEqual(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor stored = draw.specials(draw.shape());
    Tensor x = draw.look(stored.rank()).apply(stored);
    for (var device : Twins.devices()) {
      Tensor there = draw.look(stored.rank()).apply(stored.to(device));
      Tensor copy = new Copy(there).apply();
      assertThat(copy.layout().isDense()).isTrue();
      assertThat(copy.toArray()).isEqualTo(x.toArray());
    }
  }

  /** Large transposed matrices go through squares: their edges, and several matrices at once. */
  @Property(tries = 50)
  void largeTransposesAreExact(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(draw.from(1, 3), draw.from(1, 70), draw.from(1, 70));
    Tensor x = draw.normals(shape);
    for (var device : Twins.devices()) {
      Tensor y = new Copy(x.to(device).transpose(0, 2, 1)).apply();
      assertThat(y.toArray()).isEqualTo(x.transpose(0, 2, 1).toArray());
    }
  }
}
