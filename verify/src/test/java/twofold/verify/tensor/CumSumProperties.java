package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.CumSum.cumSum;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Index;
import twofold.tensor.Parallel;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Slice;
import twofold.tensor.Tensor;
import twofold.tensor.Window;

/** Theorems about {@code CumSum}. */
class CumSumProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.normals(someShape(draw)));
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
    boolean exclusive = draw.chance(0.3);
    boolean reverse = draw.chance(0.3);
    UnaryOperator<Tensor> look = draw.look(x.rank());
    return new Case(in -> cumSum(look.apply(in.get(0)), axis, exclusive, reverse), x);
  }

  /** Small whole numbers: no sum of them rounds, on any device. */
  private static Tensor whole(Draw draw, Shape shape) {
    return draw.tensor(shape, z -> Math.rint(10 * z) + 0.0);
  }

  /** y₀ = x₀ and yⱼ − yⱼ₋₁ = xⱼ: exactly, where nothing rounds; on every device. */
  @Property(tries = 100)
  void differencesUndoIt(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = whole(draw, someShape(draw));
    int axis = draw.from(0, drawn.rank() - 1);
    UnaryOperator<Tensor> look = draw.look(drawn.rank());
    for (Device<?> device : Device.all()) {
      Tensor x = look.apply(drawn.to(device));
      Tensor y = cumSum(x, axis);
      Tensor before = cumSum(x, axis, true, false);
      assertThat(y.subtract(before).toArray()).isEqualTo(drawn.toArray());
      assertThat(part(before, axis, Index.to(1)).toArray()).containsOnly(0);
      assertThat(part(before, axis, Index.from(1)).toArray())
          .isEqualTo(part(y, axis, Index.to(-1)).toArray());
    }
  }

  private static Tensor part(Tensor x, int axis, Index.Range range) {
    return new Slice(x, Window.along(x.shape(), axis, range)).apply();
  }

  /** What is up to here and what comes after are everything; from both ends, on every device. */
  @Property(tries = 100)
  void bothEndsTogetherAreTheSum(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = whole(draw, new Shape(draw.extent(), draw.extent(), draw.extent()));
    int axis = draw.from(0, 2);
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      int[] dims = x.shape().dims();
      dims[axis] = 1;
      double[] sum = x.sum(axis).reshape(dims).broadcastTo(x.shape()).toArray();
      for (boolean reverse : new boolean[] {false, true}) {
        Tensor upToHere = cumSum(x, axis, false, reverse);
        assertThat(upToHere.add(cumSum(x, axis, true, !reverse)).toArray()).isEqualTo(sum);
      }
    }
  }

  /** The last running sum is the sum, within the running errors of both. */
  @Property(tries = 100)
  void theLastIsTheSum(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.from(1, 200)));
    Duality.same(x.sum(), cumSum(x, 0).at(-1));
    Duality.same(x.sum(), cumSum(x, 0, false, true).at(0));
  }

  /** ⟨cumSum x, g⟩ = ⟨x, cumSum of g from the other end⟩: the adjoint, without any gradients. */
  @Property(tries = 100)
  void theOtherEndIsTheAdjoint(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(someShape(draw));
    Tensor g = draw.normals(x.shape());
    int axis = draw.from(0, x.rank() - 1);
    boolean exclusive = draw.chance(0.5);
    Tensor left = Duality.inner(List.of(cumSum(x, axis, exclusive, false)), List.of(g));
    Tensor right = Duality.inner(List.of(x), List.of(cumSum(g, axis, exclusive, true)));
    Duality.same(left, right);
  }

  /** Long, many and wide: in blocks, by several threads, side by side. */
  @Property(tries = 25)
  void longAxesAgreeToo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(largeShape(draw));
    int axis = draw.from(0, x.rank() - 1);
    UnaryOperator<Tensor> look = draw.look(x.rank());
    Twins.agree(new Case(in -> cumSum(look.apply(in.get(0)), axis), x));
  }

  /** Many sums side by side, seen through a window: each row comes in several pieces. */
  @Property(tries = 5)
  void wideRowsInPiecesAgreeToo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(9, 10, 230));
    Index.Range columns = Index.range(draw.from(1, 9), draw.from(-9, -1));
    Twins.agree(new Case(in -> cumSum(in.get(0).at(Index.ellipsis(), columns), 0), x));
  }

  private static Shape largeShape(Draw draw) {
    Shape[] shapes = {
      new Shape(2, 40_000 + draw.from(0, 9)),
      new Shape(40_000 + draw.from(0, 9), 3),
      new Shape(60, 2100),
      new Shape(30, 10, 210),
      new Shape(700, 67)
    };
    return shapes[draw.from(0, shapes.length - 1)];
  }

  /** The same bits for any number of threads. */
  @Property(tries = 8)
  void threadsDoNotChangeABit(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(largeShape(draw)).to(Device.cpu());
    int axis = draw.from(0, x.rank() - 1);
    int threads = Parallel.threads();
    try {
      Parallel.setThreads(1);
      float[] expected = cumSum(x, axis).toFloats();
      for (int team : new int[] {2, 5}) {
        Parallel.setThreads(team);
        assertThat(cumSum(x, axis).toFloats()).isEqualTo(expected);
      }
    } finally {
      Parallel.setThreads(threads);
    }
  }

  @Example
  void theTextbookExample() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.vector(3, 1, 4, 1);
      assertThat(cumSum(x, 0).toArray()).containsExactly(3, 4, 8, 9);
      assertThat(cumSum(x, -1, true, false).toArray()).containsExactly(0, 3, 4, 8);
      assertThat(cumSum(x, 0, false, true).toArray()).containsExactly(9, 6, 5, 1);
      assertThat(cumSum(x, 0, true, true).toArray()).containsExactly(6, 5, 1, 0);
    }
  }

  @Example
  void runningSumsOfNothing() {
    for (Device<?> device : Device.all()) {
      for (boolean exclusive : new boolean[] {false, true}) {
        Tensor x = device.zeros(2, 0);
        assertThat(cumSum(x, 0, exclusive, true).shape()).isEqualTo(x.shape());
        assertThat(cumSum(x, 1, exclusive, false).shape()).isEqualTo(x.shape());
      }
    }
    assertThatThrownBy(() -> cumSum(Device.reference().zeros(2, 3), 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 2");
  }
}
