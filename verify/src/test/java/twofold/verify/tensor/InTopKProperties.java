package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.InTopK.inTopK;
import static twofold.tensor.Indices.indices;
import static twofold.tensor.TopK.topK;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Indices;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Theorems about {@code InTopK}, on every device. */
class InTopKProperties {

  private static Indices targets(Draw draw, Tensor predictions) {
    return indices(draw.random().ints(predictions.dim(0), 0, predictions.dim(1)).toArray());
  }

  /** Counted as the formula says: fewer than k are larger, and what is right is a number. */
  @Property(tries = 200)
  void fewerThanKAreLarger(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = ArgSortProperties.numbers(draw, new Shape(draw.extent(), draw.extent()));
    Indices targets = targets(draw, drawn);
    int classes = drawn.dim(1);
    int k = draw.from(1, classes + 1);
    double[] p = drawn.toArray();
    double[] expected = new double[drawn.dim(0)];
    for (int i = 0; i < expected.length; i++) {
      double right = p[i * classes + targets.toArray()[i]];
      long larger =
          Arrays.stream(p, i * classes, (i + 1) * classes)
              .filter(q -> q > right || Double.isNaN(q))
              .count();
      expected[i] = larger < k && Double.isFinite(right) ? 1 : 0;
    }
    UnaryOperator<Tensor> look = draw.look(2);
    for (Device<?> device : Device.all()) {
      assertThat(inTopK(targets, look.apply(drawn.to(device)), k).toArray()).isEqualTo(expected);
    }
  }

  /** Who is among the best k is among the best k + 1; who is named by topK is in, if a number. */
  @Property(tries = 100)
  void moreGuessesHitNoLess(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = ArgSortProperties.numbers(draw, new Shape(draw.extent(), draw.from(2, 9)));
    Indices targets = targets(draw, drawn);
    int classes = drawn.dim(1);
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      double[] before = new double[x.dim(0)];
      for (int k = 1; k <= classes; k++) {
        double[] hits = inTopK(targets, x, k).toArray();
        int[] named = topK(x, k).indices().toArray();
        for (int i = 0; i < hits.length; i++) {
          int target = targets.toArray()[i];
          boolean isNumber = Double.isFinite(drawn.at(i, target).item());
          assertThat(hits[i]).isGreaterThanOrEqualTo(before[i]);
          if (isNumber && Arrays.stream(named, i * k, (i + 1) * k).anyMatch(j -> j == target)) {
            assertThat(hits[i]).isEqualTo(1);
          }
          if (k == classes) {
            assertThat(hits[i]).isEqualTo(isNumber ? 1 : 0);
          }
        }
        before = hits;
      }
    }
  }

  @Example
  void conventions() {
    double infinity = Double.POSITIVE_INFINITY;
    for (Device<?> device : Device.all()) {
      Tensor p = device.matrix(new double[][] {{1, 3, 3, 2}, {1, 3, 3, 2}, {1, 3, 3, 2}});
      // both of the tied are in, though only one is the first
      assertThat(inTopK(indices(1, 2, 3), p, 1).toArray()).containsExactly(1, 1, 0);
      assertThat(inTopK(indices(1, 2, -1), p, 3).toArray()).containsExactly(1, 1, 1);
      Tensor odd =
          device.matrix(
              new double[][] {{Double.NaN, 1}, {infinity, 1}, {1, Double.NaN}, {-infinity, 1}});
      assertThat(inTopK(indices(0, 0, 0, 1), odd, 1).toArray()).containsExactly(0, 0, 0, 1);
      assertThat(inTopK(indices(1, 1, 0, 0), odd, 2).toArray()).containsExactly(1, 1, 1, 0);
      assertThat(Gradients.of(inTopK(indices(1, 2, 3), p, 1).sum(), p).toArray()).containsOnly(0);
      assertThat(inTopK(indices(), device.zeros(0, 3), 1).toArray()).isEmpty();
    }
  }

  @Example
  void wrongInputIsNamed() {
    Tensor p = Device.reference().zeros(2, 3);
    assertThatThrownBy(() -> inTopK(indices(0), p, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("(2, 3)")
        .hasMessageContaining("(1)");
    assertThatThrownBy(() -> inTopK(indices(0, 3), p, 1)).hasMessageContaining("index 3");
    assertThatThrownBy(() -> inTopK(indices(0, 1), p, 0)).hasMessageContaining("got 0");
  }
}
