package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.BinCount.binCount;
import static twofold.tensor.Indices.indices;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Indices;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Theorems about {@code BinCount}. The standard ones are about the weighted form. */
class BinCountProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.normals(draw.shape()));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(draw.shape()));
  }

  private static Case of(Draw draw, Tensor weights) {
    Indices x = some(draw, weights.shape());
    int minLength = draw.from(0, 12);
    UnaryOperator<Tensor> look = draw.look(weights.rank());
    return new Case(in -> binCount(x, look.apply(in.get(0)), minLength), weights);
  }

  private static Indices some(Draw draw, Shape shape) {
    return indices(shape, draw.random().ints(shape.size(), 0, draw.from(1, 12)).toArray());
  }

  /** Each count is how often the number is there; together they are all. */
  @Property(tries = 200)
  void countsAddUpToAll(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Indices x = some(draw, draw.shape());
    int minLength = draw.from(0, 15);
    int[] counts = binCount(x, minLength).toArray();
    assertThat(Arrays.stream(counts).sum()).isEqualTo(x.size());
    int max = Arrays.stream(x.toArray()).max().orElse(-1);
    assertThat(counts).hasSize(Math.max(max + 1, minLength));
    for (int v = 0; v < counts.length; v++) {
      int value = v;
      assertThat(Arrays.stream(x.toArray()).filter(i -> i == value).count()).isEqualTo(counts[v]);
    }
    for (Device<?> device : Device.all()) {
      assertThat(binCount(x.on(device), minLength).toArray()).isEqualTo(counts);
    }
  }

  /** With the weight 1 for each number a sum of weights is a count; on every device. */
  @Property(tries = 100)
  void weightsOfOneCount(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Indices x = some(draw, draw.shape());
    int minLength = draw.from(0, 15);
    double[] counts = Arrays.stream(binCount(x, minLength).toArray()).asDoubleStream().toArray();
    for (Device<?> device : Device.all()) {
      Tensor ones = device.full(x.shape(), 1);
      assertThat(binCount(x, ones, minLength).toArray()).isEqualTo(counts);
    }
  }

  @Example
  void theTextbookExample() {
    Indices x = indices(0, 2, 2, 5);
    assertThat(binCount(x, 0).toArray()).containsExactly(1, 0, 2, 0, 0, 1);
    assertThat(binCount(x, 7).toArray()).containsExactly(1, 0, 2, 0, 0, 1, 0);
    assertThat(binCount(indices(), 0).size()).isZero();
    for (Device<?> device : Device.all()) {
      Tensor weights = device.vector(1, 2, 3, 4);
      assertThat(binCount(x, weights, 0).toArray()).containsExactly(1, 0, 5, 0, 0, 4);
      assertThat(binCount(indices(), device.zeros(0), 2).toArray()).containsExactly(0, 0);
      assertThat(binCount(indices(), device.zeros(0), 0).size()).isZero();
    }
  }

  @Example
  void wrongInputIsNamed() {
    assertThatThrownBy(() -> binCount(indices(1, -1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got -1");
    assertThatThrownBy(() -> binCount(indices(1), -2)).hasMessageContaining("got -2");
    assertThatThrownBy(() -> binCount(Device.reference().vector(0.5), 0))
        .hasMessageContaining("0.5");
    assertThatThrownBy(() -> binCount(indices(1, 2), Device.reference().ones(3), 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("(2)")
        .hasMessageContaining("(3)");
  }
}
