package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.ArgMax.argMax;
import static twofold.tensor.ArgSort.argSort;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Parallel;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Theorems about {@code ArgSort}, on every device. */
class ArgSortProperties {

  /** Numbers with many ties, zeros of both signs, infinities and NaN; or with few of them. */
  static Tensor numbers(Draw draw, Shape shape) {
    double chance = draw.chance(0.5) ? 0.5 : 0.05;
    Tensor specials = draw.specials(shape);
    double[] some = specials.toArray();
    return draw.chance(0.2)
        ? draw.normals(shape)
        : Device.reference()
            .tensor(
                shape,
                Arrays.stream(some)
                    .map(v -> draw.chance(chance) ? v : Math.rint(2 * draw.normal()))
                    .toArray());
  }

  /**
   * The element at j comes at place rank(j) = #{k: xₖ before xⱼ} + #{k &lt; j: xₖ = xⱼ}: the
   * formula of the lesson, counted.
   */
  @Property(tries = 200)
  void thePlaceOfAnElementIsItsRank(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn =
        numbers(draw, new Shape(draw.chance(0.3) ? draw.from(40, 300) : draw.from(1, 40)));
    boolean descending = draw.chance(0.5);
    int[] expected = byRank(drawn.toArray(), descending);
    UnaryOperator<Tensor> look = draw.look(1);
    for (Device<?> device : Device.all()) {
      int[] order = argSort(look.apply(drawn.to(device)), 0, descending).toArray();
      assertThat(order).as("on %s", device).isEqualTo(expected);
    }
  }

  /** The lesson's one order of all numbers, NaN largest; {@code −0 + 0} is 0. */
  private static int compare(double p, double q) {
    return Double.compare(p + 0.0, q + 0.0);
  }

  private static int[] byRank(double[] x, boolean descending) {
    int[] order = new int[x.length];
    for (int j = 0; j < x.length; j++) {
      int rank = 0;
      for (int k = 0; k < x.length; k++) {
        int c = descending ? compare(x[j], x[k]) : compare(x[k], x[j]);
        rank += c < 0 || (c == 0 && k < j) ? 1 : 0;
      }
      order[rank] = j;
    }
    return order;
  }

  /** Along any axis of any view, each line by itself. */
  @Property(tries = 100)
  void eachLineIsSortedByItself(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(draw.from(1, 4), draw.extent(), draw.from(1, 4));
    Tensor drawn = numbers(draw, shape);
    int axis = draw.from(0, 2);
    boolean descending = draw.chance(0.5);
    UnaryOperator<Tensor> look = draw.look(3);
    for (Device<?> device : Device.all()) {
      var order = argSort(look.apply(drawn.to(device)), axis - 3, descending);
      assertThat(order.shape()).isEqualTo(shape);
      double[] lines = lines(order.on(Device.reference()), axis);
      double[] x = lines(drawn, axis);
      int n = shape.dim(axis);
      for (int at = 0; at < x.length; at += n) {
        double[] line = Arrays.copyOfRange(lines, at, at + n);
        assertThat(Arrays.stream(line).mapToInt(v -> (int) v).toArray())
            .isEqualTo(byRank(Arrays.copyOfRange(x, at, at + n), descending));
      }
    }
  }

  private static double[] lines(Tensor x, int axis) {
    int[] order = IntStream.range(0, 3).filter(k -> k != axis).toArray();
    return x.transpose(order[0], order[1], axis).toArray();
  }

  /** Long rows go in parts over several threads: the order is unique, whoever sorts. */
  @Property(tries = 8)
  void longRowsAreSortedAlikeByAnyNumberOfThreads(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.chance(0.5) ? new Shape(2, 40_000 + draw.from(0, 9)) : new Shape(900, 97);
    Tensor drawn = numbers(draw, shape);
    boolean descending = draw.chance(0.5);
    int[] expected = argSort(drawn, 1, descending).toArray();
    int threads = Parallel.threads();
    try {
      for (Device<?> device : Twins.devices()) {
        for (int team : new int[] {1, 2, 5}) {
          Parallel.setThreads(team);
          assertThat(argSort(drawn.to(device), 1, descending).toArray()).isEqualTo(expected);
        }
      }
    } finally {
      Parallel.setThreads(threads);
    }
  }

  /** Falling, the first is {@code argMax}, NaN or not. */
  @Property(tries = 100)
  void fallingStartsWithTheLargest(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = numbers(draw, new Shape(draw.from(1, 60)));
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      assertThat((double) argSort(x, 0, true).toArray()[0]).isEqualTo(argMax(x).item());
    }
  }

  @Example
  void conventions() {
    double infinity = Double.POSITIVE_INFINITY;
    for (Device<?> device : Device.all()) {
      assertThat(argSort(device.vector(3, 1, 4, 1), 0).toArray()).containsExactly(1, 3, 0, 2);
      assertThat(argSort(device.vector(3, 1, 4, 1), 0, true).toArray()).containsExactly(2, 0, 1, 3);
      Tensor x = device.vector(Double.NaN, 0.0, infinity, -0.0, Double.NaN, -infinity);
      assertThat(argSort(x, 0).toArray()).containsExactly(5, 1, 3, 2, 0, 4);
      assertThat(argSort(x, 0, true).toArray()).containsExactly(0, 4, 2, 1, 3, 5);
      // a NaN with its sign bit set is a NaN
      Tensor negative = device.tensor(new Shape(2), Float.intBitsToFloat(0xffc00001), 1f);
      assertThat(argSort(negative, 0).toArray()).containsExactly(1, 0);
    }
  }

  @Example
  void nothingIsSorted() {
    for (Device<?> device : Device.all()) {
      assertThat(argSort(device.zeros(3, 0), 1).shape()).isEqualTo(new Shape(3, 0));
      assertThat(argSort(device.zeros(3, 0), 0).shape()).isEqualTo(new Shape(3, 0));
      assertThat(argSort(device.vector(7), -1).toArray()).containsExactly(0);
    }
    assertThatThrownBy(() -> argSort(Device.reference().scalar(1), 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 0");
  }
}
