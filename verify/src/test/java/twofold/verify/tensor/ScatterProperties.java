package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Indices.indices;
import static twofold.tensor.Scatter.scatter;
import static twofold.tensor.Scatter.scatterNd;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Chance;
import twofold.tensor.Device;
import twofold.tensor.Gather;
import twofold.tensor.Indices;
import twofold.tensor.Parallel;
import twofold.tensor.Picks;
import twofold.tensor.Scatter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code Scatter}. */
class ScatterProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Picks picks = GatherProperties.picks(draw);
    return of(draw, draw.normals(picks.picked()), picks);
  }

  @Override
  protected Case special(Draw draw) {
    Picks picks = GatherProperties.picks(draw);
    return of(draw, draw.specials(picks.picked()), picks);
  }

  private static Case of(Draw draw, Tensor x, Picks picks) {
    var look = draw.look(x.rank());
    return new Case(in -> new Scatter(look.apply(in.get(0)), picks).apply(), x);
  }

  /** ⟨gather(y), x⟩ = ⟨y, scatter(x)⟩: the same n products, in another order and grouping. */
  @Property(tries = 300)
  void isTheAdjointOfGather(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picks picks = GatherProperties.picks(draw);
    Tensor x = draw.normals(picks.picked());
    Tensor y = draw.normals(picks.whole());
    Tensor products = new Gather(y, picks).apply().multiply(x);
    double right = y.multiply(new Scatter(x, picks).apply()).sum().item();
    double terms = Arrays.stream(products.toArray()).map(Math::abs).sum();
    int n = picks.whole().size() + picks.picked().size();
    double bound = 2 * Arithmetic.DOUBLE.gamma(n) * terms;
    assertThat(Math.abs(products.sum().item() - right)).isLessThanOrEqualTo(bound);
  }

  /**
   * The same bits for any number of threads, and the same as adding one after the other in float:
   * on every device.
   */
  @Property(tries = 10)
  void whatMeetsIsAddedInOrder(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = 40_000;
    int width = draw.from(1, 2);
    Tensor x = draw.normals(new Shape(n, width));
    int targets = draw.chance(0.5) ? 3 : 50_000;
    int[] p = IntStream.range(0, n).map(i -> draw.from(0, targets - 1)).toArray();
    float[] expected = new float[targets * width];
    float[] numbers = x.toFloats();
    for (int i = 0; i < n * width; i++) {
      expected[p[i / width] * width + i % width] += numbers[i];
    }
    int threads = Parallel.threads();
    try {
      for (Device<?> device : Twins.devices()) {
        for (int team : new int[] {1, 2, 5}) {
          Parallel.setThreads(team);
          Tensor y = scatter(indices(p), x.to(device), new Shape(targets, width), 0);
          assertThat(y.toFloats()).isEqualTo(expected);
        }
      }
    } finally {
      Parallel.setThreads(threads);
    }
  }

  /** What was gathered by a permutation goes back to where it was. */
  @Property(tries = 50)
  void undoesAPermutation(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.extent(), draw.extent()));
    Indices p = Chance.permutation(x.dim(1), draw.random());
    Tensor y = Gather.gather(x, p, 1);
    assertThat(scatter(p, y, x.shape(), 1).toArray()).isEqualTo(x.toArray());
  }

  @Example
  void theTextbookExample() {
    for (Device<?> device : Device.all()) {
      Tensor updates = device.vector(1, 2, 3, 4);
      Indices p = indices(new Shape(4, 1), 2, 0, -1, 1);
      assertThat(scatterNd(p, updates, new Shape(3)).toArray()).containsExactly(2, 4, 4);
      Indices none = indices(new Shape(0, 1));
      assertThat(scatterNd(none, device.zeros(0), new Shape(2)).toArray()).containsExactly(0, 0);
      assertThat(scatterNd(none, device.zeros(0, 0), new Shape(2, 0)).size()).isZero();
    }
    assertThatThrownBy(() -> scatterNd(indices(0), Device.reference().ones(2), new Shape(3)))
        .hasMessageContaining("(2)");
  }
}
