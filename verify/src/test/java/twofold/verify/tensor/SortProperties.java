package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Abs.abs;
import static twofold.tensor.ArgSort.argSort;
import static twofold.tensor.Gather.takeAlongAxis;
import static twofold.tensor.Sort.sort;

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

/** Theorems about {@code Sort}. */
class SortProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.distinct(someShape(draw))); // ties are the kink
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(someShape(draw)));
  }

  private static Shape someShape(Draw draw) {
    Shape shape = draw.shape();
    return shape.rank() == 0 ? new Shape(draw.from(1, 70)) : shape;
  }

  private static Case of(Draw draw, Tensor x) {
    int axis = draw.from(-x.rank(), x.rank() - 1);
    boolean descending = draw.chance(0.5);
    UnaryOperator<Tensor> look = draw.look(x.rank());
    return new Case(in -> sort(look.apply(in.get(0)), axis, descending), x);
  }

  /** The same elements, bit for bit and as often, each no smaller than the one before. */
  @Property(tries = 200)
  void isAPermutationThatRises(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = ArgSortProperties.numbers(draw, new Shape(draw.from(1, 200)));
    double[] elements = drawn.toArray();
    Arrays.sort(elements); // −0 before 0, so that bits can be compared
    for (Device<?> device : Device.all()) {
      for (boolean descending : new boolean[] {false, true}) {
        double[] y = sort(drawn.to(device), 0, descending).toArray();
        for (int k = 1; k < y.length; k++) {
          double smaller = y[descending ? k : k - 1];
          double larger = y[descending ? k - 1 : k];
          assertThat(smaller <= larger || Double.isNaN(larger)).isTrue();
        }
        Arrays.sort(y);
        assertThat(y).isEqualTo(elements);
      }
    }
  }

  /** What is in order stays as it is; and gathering by the order is sorting. */
  @Property(tries = 100)
  void sortingTwiceIsSortingOnce(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = ArgSortProperties.numbers(draw, new Shape(draw.extent(), draw.extent()));
    int axis = draw.from(0, 1);
    boolean descending = draw.chance(0.5);
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      Tensor y = sort(x, axis, descending);
      assertThat(sort(y, axis, descending).toArray()).isEqualTo(y.toArray());
      assertThat(takeAlongAxis(x, argSort(x, axis, descending), axis).toArray())
          .isEqualTo(y.toArray());
      int[] again = argSort(y, axis, descending).toArray();
      for (int i = 0; i < again.length; i++) { // stable: nothing moves
        assertThat(again[i]).isEqualTo(axis == 1 ? i % x.dim(1) : i / x.dim(1));
      }
    }
  }

  /** maxₖ |sort(x)ₖ − sort(x′)ₖ| ≤ maxⱼ |xⱼ − x′ⱼ|, exact numbers all. */
  @Property(tries = 100)
  void noElementMovesFurtherThanTheFurthest(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(draw.from(1, 100));
    Tensor x = draw.tensor(shape, z -> Math.rint(100 * z));
    Tensor other = x.add(draw.tensor(shape, z -> Math.rint(30 * z)));
    double moved = abs(x.subtract(other)).max().item();
    Tensor apart = sort(x, 0).subtract(sort(other, 0));
    assertThat(abs(apart).max().item()).isLessThanOrEqualTo(moved);
  }

  /** Each gradient goes back to where its element came from; tied elements keep their order. */
  @Example
  void gradientsGoBackToTheirElements() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.vector(3, 1, 4, 1);
      Tensor weights = device.vector(10, 20, 30, 40);
      assertThat(Gradients.of(sort(x, 0).multiply(weights).sum(), x).toArray())
          .containsExactly(30, 10, 40, 20);
      assertThat(sort(device.vector(0.0, -0.0), 0).toArray()).containsExactly(0.0, -0.0);
      assertThat(sort(device.zeros(0, 2), 0).shape()).isEqualTo(new Shape(0, 2));
    }
  }
}
