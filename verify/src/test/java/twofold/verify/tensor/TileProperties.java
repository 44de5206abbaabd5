package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Tile.counts;
import static twofold.tensor.Tile.repeat;
import static twofold.tensor.Tile.tile;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Tile}: tile and repeat. */
class TileProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.normals(draw.shape()));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(draw.shape()));
  }

  private static Case of(Draw draw, Tensor x) {
    var look = draw.look(x.rank());
    if (x.rank() == 0 || draw.chance(0.4)) {
      int[] counts = IntStream.range(0, draw.from(0, 4)).map(k -> draw.from(1, 3)).toArray();
      return new Case(in -> tile(look.apply(in.get(0)), counts), x);
    }
    int axis = draw.from(-x.rank(), x.rank() - 1);
    if (draw.chance(0.5)) {
      int count = draw.from(1, 4);
      return new Case(in -> repeat(look.apply(in.get(0)), count, axis), x);
    }
    int[] counts = IntStream.range(0, x.dim(axis)).map(k -> draw.from(0, 3)).toArray();
    counts[0]++; // something is left
    return new Case(in -> repeat(look.apply(in.get(0)), counts, axis), x);
  }

  /** tile: y[i, j] = x[i mod m, j mod n]. repeat: y[i, j] = x[i, ⌊j / count⌋]. */
  @Property(tries = 200)
  void everyElementIsWhereTheFormulaSays(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.from(1, 4), draw.from(1, 4)));
    int p = draw.from(1, 3);
    int q = draw.from(1, 3);
    Tensor tiled = tile(x, p, q);
    Tensor repeated = repeat(x, q, 1);
    assertThat(tiled.shape()).isEqualTo(new Shape(p * x.dim(0), q * x.dim(1)));
    for (int j = 0; j < tiled.dim(1); j++) {
      for (int i = 0; i < tiled.dim(0); i++) {
        assertThat(tiled.at(i, j).item()).isEqualTo(x.at(i % x.dim(0), j % x.dim(1)).item());
      }
      for (int i = 0; i < x.dim(0); i++) {
        assertThat(repeated.at(i, j).item()).isEqualTo(x.at(i, j / q).item());
      }
    }
    int[] same = IntStream.range(0, x.dim(1)).map(k -> q).toArray();
    assertThat(repeat(x, same, 1).toArray()).isEqualTo(repeated.toArray());
    assertThat(tile(x, 1).toArray()).isEqualTo(x.toArray());
  }

  @Example
  void theTextbookExamples() {
    Tensor x = Device.reference().vector(1, 2);
    assertThat(tile(x, 3).toArray()).containsExactly(1, 2, 1, 2, 1, 2);
    assertThat(tile(x, 2, 1).shape()).isEqualTo(new Shape(2, 2));
    assertThat(repeat(x, 3, 0).toArray()).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(repeat(x, counts(1, 2), 0).toArray()).containsExactly(1, 2, 2);
    assertThat(tile(x, 0).shape()).isEqualTo(new Shape(0));
    assertThat(repeat(x, 0, 0).shape()).isEqualTo(new Shape(0));
    assertThatThrownBy(() -> tile(x, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> repeat(x, counts(1), 0)).hasMessageContaining("2 counts");
    assertThatThrownBy(() -> repeat(x, counts(2, -1), 0)).hasMessageContaining("-1");
  }
}
