package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Prod.prod;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.GradientCheck;

/** Theorems about {@code Prod}. */
class ProdProperties extends ReductionTheorems {
  private static final double[] SPECIAL = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, -1, 2, -0.5
  };

  @Override
  Tensor apply(Tensor x, int... axes) {
    return prod(x, axes);
  }

  /**
   * Σ |ln x| stays below 80 or so: no product of any of them leaves the range of float, 2^±126 or
   * e^±87.
   */
  @Override
  Tensor drawX(Draw draw, Shape shape) {
    double spread = Math.min(0.5, 40.0 / shape.size());
    return draw.tensor(shape, z -> (draw.chance(0.5) ? 1 : -1) * Math.exp(spread * z));
  }

  /** Few enough factors that their product does not bend within a step. */
  @Override
  protected Case smooth(Draw draw) {
    return of(draw, drawX(draw, someShape(draw)));
  }

  private static Shape someShape(Draw draw) {
    return new Shape(draw.from(1, 4), draw.from(1, 9), draw.from(1, 3));
  }

  /** Everything that is special in a product, but nothing that leaves the range on the way. */
  @Override
  protected Case special(Draw draw) {
    Shape shape = draw.shape();
    double chance = Math.min(0.5, 30.0 / shape.size());
    return of(
        draw,
        draw.tensor(shape, z -> draw.chance(chance) ? SPECIAL[draw.from(0, 7)] : Math.signum(z)));
  }

  private Case of(Draw draw, Tensor x) {
    int[] axes = someAxes(draw, x.rank());
    UnaryOperator<Tensor> look = draw.look(x.rank());
    return new Case(inputs -> apply(look.apply(inputs.get(0)), axes), x);
  }

  /**
   * Orders 1 and 2 where some elements are 0, often several in a row: y/x would be NaN there. (The
   * checker that measures noise finds none to measure where everything is 0, so it is not asked.)
   */
  @Property(tries = 100)
  void gradientsAreRightBesideZeros(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = drawX(draw, someShape(draw));
    double zeros = draw.chance(0.5) ? 0.1 : 0.3;
    double[] numbers = Arrays.stream(x.toArray()).map(v -> draw.chance(zeros) ? 0 : v).toArray();
    Case some = of(draw, Device.reference().tensor(x.shape(), numbers));
    var first = GradientCheck.firstOrder(some.function(), some.inputs(), draw.random());
    assertThat(first.isSharp() && first.units() <= 1).as("%s, %s", first, some).isTrue();
    var second = GradientCheck.secondOrder(some.function(), some.inputs(), draw.random());
    assertThat(second.isSharp() && second.units() <= 1).as("%s, %s", second, some).isTrue();
    Twins.agree(some);
  }

  /** The product of exponentials is the exponential of the sum, within the running errors. */
  @Property(tries = 100)
  void turnsSumsIntoProducts(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.from(0, 5), draw.from(0, 40)));
    Duality.same(exp(x.sum(1)), prod(exp(x), 1));
  }

  /** Products of powers of two and of signs are exact, in any order, on any device. */
  @Property(tries = 50)
  void productsOfPowersOfTwoAreExact(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(draw.from(1, 60), draw.from(1, 60));
    Tensor x =
        draw.tensor(shape, z -> Math.scalb(Math.signum(z), (int) Math.signum(draw.normal())));
    int axis = draw.from(0, 1);
    double[] expected = prod(x, axis).toArray();
    for (Device<?> device : Twins.devices()) {
      assertThat(prod(x.to(device), axis).toArray()).isEqualTo(expected);
    }
  }

  /** The gradient is the product of the others, whatever is 0; on every device. */
  @Example
  void zerosHaveTheirGradients() {
    for (Device<?> device : Device.all()) {
      Tensor none = device.vector(2, 3, 5, 7, 11);
      assertThat(Gradients.of(prod(none), none).toArray())
          .containsExactly(1155, 770, 462, 330, 210);
      Tensor one = device.vector(2, 0, 5);
      assertThat(Gradients.of(prod(one), one).toArray()).containsExactly(0, 10, 0);
      Tensor two = device.vector(0, 3, 0);
      Tensor gradient = Gradients.of(prod(two), two);
      assertThat(gradient.toArray()).containsExactly(0, 0, 0);
      // ∂²(abc)/∂a∂c = b, though every first derivative is 0
      assertThat(Gradients.of(gradient.at(0), two).toArray()).containsExactly(0, 0, 3);
    }
  }

  @Example
  void theProductOfNothingIsOne() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.zeros(3, 0);
      assertThat(prod(x, 1).toArray()).containsExactly(1, 1, 1);
      assertThat(prod(device.zeros(0)).item()).isEqualTo(1);
      assertThat(Gradients.of(prod(x, 1).sum(), x).shape()).isEqualTo(x.shape());
      assertThat(Gradients.of(prod(x, 0).sum(), x).shape()).isEqualTo(x.shape());
    }
  }
}
