package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Create.arange;
import static twofold.tensor.Create.eye;
import static twofold.tensor.Create.fullLike;
import static twofold.tensor.Create.linspace;
import static twofold.tensor.Create.meshgrid;
import static twofold.tensor.Create.oneHot;
import static twofold.tensor.Create.onesLike;
import static twofold.tensor.Create.zerosLike;
import static twofold.tensor.Gather.gather;
import static twofold.tensor.Indices.indices;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Indices;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Create}. */
class CreateProperties {

  /** As many as fit in before the end, each start + i·step; walking finds the same number. */
  @Property(tries = 200)
  void arangeWalksToTheEnd(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int start = draw.from(-20, 20);
    int end = draw.from(-20, 20);
    int step = draw.from(1, 5) * (draw.chance(0.5) ? 1 : -1);
    double[] walked =
        IntStream.iterate(start, i -> step > 0 ? i < end : i > end, i -> i + step)
            .asDoubleStream()
            .toArray();
    for (Device<?> device : Device.all()) {
      assertThat(arange(device, start, end, step).toArray()).containsExactly(walked);
    }
  }

  /** Both ends exactly, everything between them in order, and nothing beyond. */
  @Property(tries = 200)
  void linspaceKeepsItsEnds(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double start = draw.normal();
    double end = draw.normal();
    int n = draw.from(2, 50);
    double[] x = linspace(Device.reference(), start, end, n).toArray();
    assertThat(x).hasSize(n);
    assertThat(x[0]).isEqualTo(start);
    assertThat(x[n - 1]).isEqualTo(end);
    for (int i = 0; i < n; i++) {
      double exact = start + i * (end - start) / (n - 1);
      double size = Math.abs(start) + Math.abs(end);
      assertThat(Math.abs(x[i] - exact)).isLessThanOrEqualTo(8 * Math.ulp(size));
      assertThat(x[i]).isBetween(Math.min(start, end), Math.max(start, end));
    }
  }

  /** oneHot(p)·A = gather(A, p): a row of the identity picks a row, on every device. */
  @Property(tries = 100)
  void oneHotPicksARow(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor a = draw.normals(new Shape(draw.extent(), draw.extent()));
    int classes = a.dim(0);
    int[] numbers =
        IntStream.range(0, draw.from(1, 6)).map(i -> draw.from(-classes, classes - 1)).toArray();
    Indices p = indices(numbers);
    for (Device<?> device : Device.all()) {
      Tensor there = a.to(device);
      Tensor hot = oneHot(device, p, classes);
      assertThat(hot.matMul(there).toArray()).isEqualTo(gather(there, p, 0).toArray());
      assertThat(eye(device, classes).matMul(there).toArray()).isEqualTo(there.toArray());
      Indices column = p.reshape(new Shape(numbers.length, 1));
      assertThat(oneHot(device, column, classes).toArray()).isEqualTo(hot.toArray());
    }
  }

  /** The k-th grid varies along axis k only, as the k-th vector does, and nothing is copied. */
  @Property(tries = 50)
  void gridsAreAllCombinations(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.extent()));
    Tensor y = draw.normals(new Shape(draw.extent()));
    List<Tensor> grids = meshgrid(List.of(x, y));
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < y.size(); j++) {
        assertThat(grids.get(0).at(i, j).item()).isEqualTo(x.at(i).item());
        assertThat(grids.get(1).at(i, j).item()).isEqualTo(y.at(j).item());
      }
    }
    assertThat(grids.get(0).storage()).isSameAs(x.storage());
    assertThat(grids.get(1).storage()).isSameAs(y.storage());
  }

  @Example
  void theTextbookExamples() {
    Device<?> device = Device.reference();
    assertThat(arange(device, 3).toArray()).containsExactly(0, 1, 2);
    assertThat(arange(device, 2, 9, 3).toArray()).containsExactly(2, 5, 8);
    assertThat(arange(device, 0, 1, 0.25).toArray()).containsExactly(0, 0.25, 0.5, 0.75);
    assertThat(linspace(device, 0, 1, 5).toArray()).containsExactly(0, 0.25, 0.5, 0.75, 1);
    assertThat(linspace(device, 3, 4, 1).toArray()).containsExactly(3);
    assertThat(linspace(device, 3, 4, 0).toArray()).isEmpty();
    assertThat(eye(device, 2).toArray()).containsExactly(1, 0, 0, 1);
    assertThat(oneHot(device, indices(2, 0), 3).toArray()).containsExactly(0, 0, 1, 1, 0, 0);
    assertThat(oneHot(device, indices(), 3).shape()).isEqualTo(new Shape(0, 3));
    Tensor x = device.vector(4, 5);
    assertThat(zerosLike(x).toArray()).containsExactly(0, 0);
    assertThat(onesLike(x).toArray()).containsExactly(1, 1);
    assertThat(fullLike(x, 7).toArray()).containsExactly(7, 7);
    assertThatThrownBy(() -> arange(device, 0, 1, 0)).hasMessageContaining("no end");
    assertThatThrownBy(() -> oneHot(device, indices(3), 3)).hasMessageContaining("index 3");
    assertThatThrownBy(() -> meshgrid(List.of(device.ones(2, 2)))).hasMessageContaining("(2, 2)");
  }
}
