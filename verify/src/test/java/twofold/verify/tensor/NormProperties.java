package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Abs.abs;
import static twofold.tensor.Norm.frobenius;
import static twofold.tensor.Norm.norm;
import static twofold.tensor.Power.power;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;

/** Theorems about {@code Norm}. */
class NormProperties extends ReductionTheorems {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final double[] ORDERS = {0.5, 1, 1.25, 1.5, 2, 3, 5, INFINITY};

  /** Duals: 1/p + 1/q = 1, p and q without rounding. */
  private static final double[][] DUALS = {{1, INFINITY}, {1.25, 5}, {1.5, 3}, {2, 2}};

  @Override
  Tensor apply(Tensor x, int... axes) {
    return norm(x, 2, axes);
  }

  /** Order, and −∞ as well. */
  private static double order(Draw draw) {
    return draw.chance(0.1) ? -INFINITY : ORDERS[draw.from(0, ORDERS.length - 1)];
  }

  /** Away from 0, and for ±∞ no two as far from it: these are the kinks. */
  @Override
  protected Case smooth(Draw draw) {
    Shape shape = draw.shape();
    double order = order(draw);
    Tensor x =
        Double.isInfinite(order)
            ? abs(draw.distinct(shape).add(shape.size() + 0.125))
                .multiply(draw.tensor(shape, Math::signum))
                .stopGradient()
            : draw.tensor(shape, Draw::awayFromZero);
    return of(draw, x, order);
  }

  /**
   * Without subnormal numbers: whether their quotient by the largest is 0 depends on the
   * arithmetic, and the running error has no bound for it.
   */
  @Override
  protected Case special(Draw draw) {
    double[] numbers =
        Arrays.stream(draw.specials(draw.shape()).toArray())
            .map(v -> Math.abs(v) < 0x1p-100 ? 0 * v : v)
            .toArray();
    Shape shape = new Shape(numbers.length);
    return of(draw, Device.reference().tensor(shape, numbers), order(draw));
  }

  /** As far as a float reaches, on either side: √(3² + 4²) = 5 of the smallest there are. */
  @Example
  void theSmallestAndTheLargest() {
    for (Device<?> device : Device.all()) {
      for (double unit : new double[] {Float.MIN_NORMAL, 0x1p-100, 0x1p125}) {
        assertThat(norm(device.vector(0.75 * unit, unit), 2).item()).isEqualTo(1.25 * unit);
        Tensor x = device.vector(unit, 0x1p-149);
        for (double p : ORDERS) {
          // the second may be lost beside the first, but must not spoil it
          assertThat(Gradients.of(norm(x, p), x).at(0).item()).as("order %s", p).isNotNaN();
          assertThat(norm(x, p).item()).as("order %s", p).isBetween(unit, 3 * unit);
        }
      }
    }
  }

  private static Case of(Draw draw, Tensor x, double order) {
    int[] axes = someAxes(draw, x.rank());
    UnaryOperator<Tensor> look = draw.look(x.rank());
    return new Case(in -> norm(look.apply(in.get(0)), order, axes), x);
  }

  /**
   * What double arithmetic may have added to a norm of n elements: its running error, and the
   * rounding of 1/p, which the sum, at most n, is raised to.
   */
  private static double rounding(Tensor norm, int n) {
    double running = new RunningError(Arithmetic.DOUBLE).of(norm).item();
    return running + 2 * Arithmetic.DOUBLE.u() * Math.log(n + 1) * norm.item();
  }

  /** (Σ|x|^p)^(1/p), without any scaling: both within their running errors. */
  @Property(tries = 100)
  void isTheFormula(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double p = ORDERS[draw.from(0, ORDERS.length - 2)];
    Tensor x = draw.tensor(new Shape(draw.from(1, 50)), Draw::awayFromZero);
    Duality.same(power(power(abs(x), p).sum(), 1 / p), norm(x, p));
  }

  /** ‖x + y‖ ≤ ‖x‖ + ‖y‖ from p = 1 on; the numbers themselves are exact. */
  @Property(tries = 200)
  void noDetourIsShorter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 50);
    double p = ORDERS[draw.from(1, ORDERS.length - 1)];
    Tensor x = draw.tensor(new Shape(n), z -> Math.rint(16 * z));
    Tensor y = draw.chance(0.3) ? x.multiply(2) : draw.tensor(x.shape(), z -> Math.rint(16 * z));
    Tensor direct = norm(x.add(y), p);
    Tensor first = norm(x, p);
    Tensor then = norm(y, p);
    double slack = rounding(direct, n) + rounding(first, n) + rounding(then, n);
    assertThat(direct.item())
        .isLessThanOrEqualTo((first.item() + then.item()) * (1 + 0x1p-52) + slack);
  }

  /** |⟨x, y⟩| ≤ ‖x‖ₚ·‖y‖_q where 1/p + 1/q = 1: Hölder's inequality. */
  @Property(tries = 200)
  void hoelder(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 50);
    double[] dual = DUALS[draw.from(0, DUALS.length - 1)];
    Tensor x = draw.tensor(new Shape(n), z -> Math.rint(16 * z));
    // where both sides are equal: |y| = |x|^(p − 1), for p = 2 as whole numbers again
    Tensor y =
        draw.chance(0.3) && dual[0] == 2 ? x : draw.tensor(x.shape(), z -> Math.rint(16 * z));
    Tensor p = norm(x, dual[0]);
    Tensor q = norm(y, dual[1]);
    double slack = rounding(p, n) * (q.item() + rounding(q, n)) + p.item() * rounding(q, n);
    double inner = Math.abs(x.multiply(y).sum().item()); // whole numbers: exact
    assertThat(inner).isLessThanOrEqualTo(p.item() * q.item() * (1 + 0x1p-52) + slack);
  }

  /** A larger order makes it smaller: ‖x‖∞ ≤ … ≤ ‖x‖₂ ≤ … ≤ ‖x‖₁ ≤ ‖x‖_½. */
  @Property(tries = 100)
  void fallsWithItsOrder(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 50);
    Tensor x = draw.normals(new Shape(n));
    for (int k = 1; k < ORDERS.length; k++) {
      Tensor larger = norm(x, ORDERS[k - 1]);
      Tensor smaller = norm(x, ORDERS[k]);
      assertThat(smaller.item())
          .isLessThanOrEqualTo(larger.item() + rounding(larger, n) + rounding(smaller, n));
    }
  }

  /**
   * ‖2ᵏ·x‖ = 2ᵏ·‖x‖ to the bit, on every device, though x² is far out of range for float: 2¹⁰⁰ and
   * 2⁻¹⁰⁰ leave only x and what is about as large.
   */
  @Property(tries = 100)
  void scalesWithItsVector(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = draw.tensor(new Shape(draw.from(1, 5), draw.from(1, 50)), Draw::awayFromZero);
    double p = ORDERS[draw.from(1, ORDERS.length - 1)];
    double factor = draw.chance(0.5) ? 0x1p100 : 0x1p-100;
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      double[] expected = norm(x, p, 1).multiply(factor).toArray();
      assertThat(norm(x.multiply(factor), p, 1).toArray()).isEqualTo(expected);
      assertThat(norm(x.negate().multiply(factor), p, 1).toArray()).isEqualTo(expected);
    }
  }

  /** Of zeros: 0, and a gradient of 0, of every order; elements that are 0 have none either. */
  @Example
  void zerosHaveNoGradient() {
    for (Device<?> device : Device.all()) {
      for (double p : ORDERS) {
        Tensor zeros = device.zeros(3);
        Tensor y = norm(zeros, p);
        assertThat(y.item()).isZero();
        Tensor gradient = Gradients.of(y, zeros);
        assertThat(gradient.toArray()).as("order %s", p).containsOnly(0);
        assertThat(Gradients.of(gradient.sum(), zeros).toArray()).containsOnly(0);
        Tensor x = device.vector(0, 2);
        Tensor slope = Gradients.of(norm(x, p), x);
        assertThat(slope.toArray()).as("order %s", p).containsExactly(0, 1);
        if (p != 2) {
          assertThat(Gradients.of(slope.at(0), x).toArray()).containsOnly(0);
        }
      }
      Tensor x = device.vector(0, 2);
      // ∂²‖x‖/∂x₀² = 1/‖x‖: for p = 2 an element of 0 is nothing special
      Tensor slope = Gradients.of(norm(x, 2), x);
      assertThat(Gradients.of(slope.at(0), x).toArray()).containsExactly(0.5, 0);
    }
  }

  @Example
  void everyOrder() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.matrix(new double[][] {{3, -4, 0}, {0, 0, 0}});
      assertThat(norm(x, 0, 1).toArray()).containsExactly(2, 0);
      assertThat(norm(x, 1, 1).toArray()).containsExactly(7, 0);
      assertThat(norm(x, 2, 1).toArray()).containsExactly(5, 0);
      assertThat(norm(x, INFINITY, 1).toArray()).containsExactly(4, 0);
      assertThat(norm(x, -INFINITY, 1).toArray()).containsExactly(0, 0);
      assertThat(norm(x, 0.5, 0).toArray()).containsExactly(3, 4, 0);
      assertThat(frobenius(x).item()).isEqualTo(5);
      for (double p : ORDERS) {
        assertThat(norm(device.vector(1, Double.NaN), p).item()).isNaN();
        assertThat(norm(device.vector(1, -INFINITY), p).item()).isEqualTo(INFINITY);
      }
      assertThat(norm(device.vector(1, Double.NaN, -0.0), 0).item()).isEqualTo(2);
      for (double p : new double[] {0, 0.5, 1, 2, 3}) {
        assertThat(norm(device.zeros(2, 0), p, 1).toArray()).containsExactly(0, 0);
      }
    }
  }

  @Example
  void ordersThatMakeNoSenseAreNamed() {
    Tensor x = Device.reference().ones(3);
    for (double order : new double[] {-1, Double.NaN}) {
      assertThatThrownBy(() -> norm(x, order))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got " + order);
    }
    for (double order : new double[] {INFINITY, -INFINITY}) {
      assertThatThrownBy(() -> norm(Device.reference().zeros(0), order))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("(0)");
    }
  }
}
