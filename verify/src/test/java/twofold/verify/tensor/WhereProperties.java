package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Where.where;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Where}. */
class WhereProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Shape shape = draw.shape();
    Tensor c = condition(draw, draw.thatGrowsTo(shape));
    Tensor a = draw.normals(draw.thatGrowsTo(shape));
    Tensor b = draw.normals(draw.thatGrowsTo(shape));
    var lookC = draw.look(c.rank());
    var lookA = draw.look(a.rank());
    var lookB = draw.look(b.rank());
    return new Case( // the condition is no input: those are moved, and what is 0 must stay 0
        in -> {
          Tensor condition = lookC.apply(c.to(in.get(0).device()));
          return where(condition, lookA.apply(in.get(0)), lookB.apply(in.get(1)));
        },
        a,
        b);
  }

  private static Tensor condition(Draw draw, Shape shape) {
    return draw.tensor(shape, z -> draw.chance(0.5) ? 0 : z);
  }

  @Override
  protected Case special(Draw draw) {
    Shape shape = draw.shape();
    Tensor c = draw.specials(draw.thatGrowsTo(shape));
    Tensor a = draw.specials(draw.thatGrowsTo(shape));
    Tensor b = draw.specials(draw.thatGrowsTo(shape));
    var lookC = draw.look(c.rank());
    var lookA = draw.look(a.rank());
    var lookB = draw.look(b.rank());
    return new Case(
        in -> where(lookC.apply(in.get(0)), lookA.apply(in.get(1)), lookB.apply(in.get(2))),
        c,
        a,
        b);
  }

  /** Both branches together are the formula c·a + (1 − c)·b, for conditions of 0 and 1. */
  @Property(tries = 100)
  void choosesAsTheFormulaSays(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor c = draw.tensor(draw.thatGrowsTo(shape), z -> z > 0 ? 1 : 0);
    Tensor a = draw.normals(draw.thatGrowsTo(shape));
    Tensor b = draw.normals(draw.thatGrowsTo(shape));
    Tensor formula = c.multiply(a).add(c.negate().add(1).multiply(b));
    assertThat(where(c, a, b).shape()).isEqualTo(formula.shape());
    assertThat(where(c, a, b).add(0).toArray()).isEqualTo(formula.add(0).toArray()); // −0 is 0
  }

  /** What is not chosen does not matter: neither its value nor its gradient is looked at. */
  @Example
  void whatIsNotChosenDoesNotMatter() {
    for (Device<?> device : Device.all()) {
      Tensor c = device.vector(1, 0, Double.NaN, -0.0);
      Tensor a = device.vector(1, Double.NaN, 3, Double.NaN);
      Tensor b = device.vector(Double.POSITIVE_INFINITY, 2, Double.NaN, 4);
      Tensor y = where(c, a, b);
      assertThat(y.toArray()).containsExactly(1, 2, 3, 4);
      assertThat(Gradients.of(y.sum(), a).toArray()).containsExactly(1, 0, 1, 0);
      assertThat(Gradients.of(y.sum(), b).toArray()).containsExactly(0, 1, 0, 1);
      assertThat(Gradients.of(y.sum(), c).toArray()).containsExactly(0, 0, 0, 0);
      assertThat(where(device.zeros(0, 1), device.ones(3), device.ones(3)).size()).isZero();
    }
    Tensor x = Device.reference().zeros(2);
    assertThatThrownBy(() -> where(x, x, Device.reference().zeros(3))).hasMessageContaining("(3)");
    assertThatThrownBy(() -> where(x, x, x.to(Device.cpu()))).hasMessageContaining("cpu");
  }
}
