package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Equal.notEqual;
import static twofold.tensor.Logic.all;
import static twofold.tensor.Logic.and;
import static twofold.tensor.Logic.any;
import static twofold.tensor.Logic.isFinite;
import static twofold.tensor.Logic.isNan;
import static twofold.tensor.Logic.not;
import static twofold.tensor.Logic.or;
import static twofold.tensor.Logic.xor;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Split;
import twofold.tensor.Tensor;

/** Theorems about {@code Logic}, on every device. */
class LogicProperties {

  /** The four rows of each truth table. */
  @Example
  void truthTables() {
    for (Device<?> device : Device.all()) {
      Tensor a = device.vector(0, 0, 1, 1);
      Tensor b = device.vector(0, 1, 0, 1);
      assertThat(not(a).toArray()).containsExactly(1, 1, 0, 0);
      assertThat(and(a, b).toArray()).containsExactly(0, 0, 0, 1);
      assertThat(or(a, b).toArray()).containsExactly(0, 1, 1, 1);
      assertThat(xor(a, b).toArray()).containsExactly(0, 1, 1, 0);
    }
  }

  /** De Morgan: not (a and b) = (not a) or (not b), whatever the numbers are. */
  @Property(tries = 100)
  void negationExchangesAndWithOr(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor drawnA = draw.specials(draw.thatGrowsTo(shape));
    Tensor drawnB = draw.specials(draw.thatGrowsTo(shape));
    for (Device<?> device : Device.all()) {
      Tensor a = drawnA.to(device);
      Tensor b = drawnB.to(device);
      assertThat(not(and(a, b)).toArray()).isEqualTo(or(not(a), not(b)).toArray());
      assertThat(not(or(a, b)).toArray()).isEqualTo(and(not(a), not(b)).toArray());
      assertThat(xor(a, b).toArray()).isEqualTo(and(or(a, b), not(and(a, b))).toArray());
    }
  }

  /** NaN and infinities are recognised, zeros of both signs are false. */
  @Property(tries = 100)
  void specialNumbersAreRecognised(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = draw.specials(draw.shape());
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      assertThat(isNan(x).toArray()).isEqualTo(where(x, Double::isNaN));
      assertThat(isFinite(x).toArray()).isEqualTo(where(x, Double::isFinite));
      assertThat(not(x).toArray()).isEqualTo(where(x, value -> value == 0));
      Tensor zero = device.scalar(-0.0);
      assertThat(notEqual(x, zero).toArray()).isEqualTo(where(x, value -> value != 0));
    }
  }

  /** any and all along an axis are or and and of its elements, one after the other. */
  @Property(tries = 100)
  void anyAndAllAreOrAndAndOfTheElements(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(draw.from(0, 4), draw.from(0, 4), draw.from(0, 20));
    double zeros = draw.chance(0.5) ? 0.1 : 0.9;
    Tensor specials = draw.specials(shape);
    double[] numbers =
        Arrays.stream(specials.toArray()).map(v -> draw.chance(zeros) ? 0 : v).toArray();
    int axis = draw.from(0, 2);
    var look = draw.look(3);
    for (Device<?> device : Device.all()) {
      Tensor x = look.apply(device.tensor(shape, numbers));
      Tensor one = device.full(x.sum(axis).shape(), 1);
      Tensor some = not(one);
      Tensor each = one;
      for (Tensor part : Split.unstack(x, axis)) {
        some = or(some, part);
        each = and(each, part);
      }
      assertThat(any(x, axis - 3).toArray()).isEqualTo(some.toArray());
      assertThat(all(x, axis).toArray()).isEqualTo(each.toArray());
      // De Morgan, the other way round
      assertThat(any(x, axis).toArray()).isEqualTo(not(all(not(x), axis)).toArray());
      assertThat(any(any(x, axis)).item()).isEqualTo(any(x).item());
      assertThat(all(all(x, axis)).item()).isEqualTo(all(x).item());
    }
  }

  @Example
  void amongNothingThereIsNone() {
    for (Device<?> device : Device.all()) {
      assertThat(any(device.zeros(0)).item()).isEqualTo(0);
      assertThat(all(device.zeros(0)).item()).isEqualTo(1);
      assertThat(any(device.vector(0, Double.NaN)).item()).isEqualTo(1);
      assertThat(any(device.vector(1, -1)).item()).isEqualTo(1); // they are counted, not added up
      assertThat(all(device.vector(Double.NaN, -1)).item()).isEqualTo(1);
    }
  }

  private static double[] where(Tensor x, DoublePredicate holds) {
    return Arrays.stream(x.toArray()).map(value -> holds.test(value) ? 1 : 0).toArray();
  }
}
