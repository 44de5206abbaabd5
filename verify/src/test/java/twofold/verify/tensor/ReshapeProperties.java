package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Reshape}. */
class ReshapeProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.normals(draw.shape()));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(draw.shape()));
  }

  private static Case of(Draw draw, Tensor x) {
    UnaryOperator<Tensor> look = draw.look(x.rank());
    Shape target = factor(draw, x.size());
    return new Case(in -> look.apply(in.get(0)).reshape(target), x);
  }

  /** A random shape of this size. */
  private static Shape factor(Draw draw, int size) {
    int first = draw.from(1, size);
    while (size % first != 0) {
      first--;
    }
    return draw.chance(0.3) ? new Shape(1, size) : new Shape(first, size / first);
  }

  /** There and back again is the identity, and the order of reading never changes. */
  @Property(tries = 200)
  void keepsTheOrderOfReading(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    Tensor looked = draw.look(x.rank()).apply(x);
    Tensor y = looked.reshape(factor(draw, x.size()));
    assertThat(y.toArray()).isEqualTo(x.toArray());
    assertThat(y.reshape(x.shape()).toArray()).isEqualTo(x.toArray());
  }

  @Example
  void oneExtentIsWorkedOut() {
    Tensor x = Device.reference().zeros(2, 6);
    assertThat(x.reshape(-1).shape()).isEqualTo(new Shape(12));
    assertThat(x.reshape(3, -1, 2).shape()).isEqualTo(new Shape(3, 2, 2));
    assertThatThrownBy(() -> x.reshape(5, -1)).hasMessageContaining("(2, 6)");
    assertThatThrownBy(() -> x.reshape(-1, -1)).hasMessageContaining("at most one -1");
    assertThatThrownBy(() -> x.reshape(5, 2)).hasMessageContaining("12").hasMessageContaining("10");
    assertThatThrownBy(() -> Device.reference().zeros(0, 3).reshape(0, -1))
        .hasMessageContaining("-1");
  }
}
