package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.at;
import static twofold.tensor.Index.ellipsis;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.newAxis;
import static twofold.tensor.Index.range;
import static twofold.tensor.Index.to;
import static twofold.tensor.Slice.flip;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Index;
import twofold.tensor.Place;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Slice;
import twofold.tensor.Tensor;

/** Theorems about {@code Slice}: {@code x.at(…)}, and flip. */
class SliceProperties extends OperationTheorems {

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
    Index[] indices = indices(draw, x.shape(), false);
    return new Case(in -> look.apply(in.get(0)).at(indices), x);
  }

  /** Entries of all kinds for some of the axes, with bounds inside and outside. */
  private static Index[] indices(Draw draw, Shape shape, boolean mayBeEmpty) {
    List<Index> indices = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      indices.add(index(draw, shape.dim(axis), mayBeEmpty));
    }
    if (draw.chance(0.3)) { // the ellipsis stands for the entries that it replaces
      int start = draw.from(0, indices.size());
      indices.subList(start, draw.from(start, indices.size())).clear();
      indices.add(start, ellipsis());
    } else if (draw.chance(0.3)) {
      indices.subList(draw.from(0, indices.size()), indices.size()).clear();
    }
    for (int k = draw.from(0, 2); k > 0; k--) {
      indices.add(draw.from(0, indices.size()), newAxis());
    }
    return indices.toArray(Index[]::new);
  }

  private static Index index(Draw draw, int extent, boolean mayBeEmpty) {
    if (draw.chance(0.2)) {
      return at(draw.from(-extent, extent - 1));
    }
    Index.Range range =
        new Index.Range(
            draw.chance(0.4) ? null : draw.from(-extent - 2, extent + 2),
            draw.chance(0.4) ? null : draw.from(-extent - 2, extent + 2),
            draw.from(1, 3) * (draw.chance(0.5) ? 1 : -1));
    return mayBeEmpty || !places(range, extent).isEmpty() ? range : all().by(range.step());
  }

  /** What a range means, by walking: an oracle that knows no formula for the number of steps. */
  private static List<Integer> places(Index.Range range, int extent) {
    int step = range.step();
    Integer first = fromTheFront(range.from(), extent);
    Integer end = fromTheFront(range.to(), extent);
    int place = step > 0 ? 0 : extent - 1;
    if (first != null) {
      place = step > 0 ? Math.max(first, 0) : Math.min(first, extent - 1);
    }
    List<Integer> places = new ArrayList<>();
    while (place >= 0
        && place < extent
        && (end == null || (step > 0 ? place < end : place > end))) {
      places.add(place);
      place += step;
    }
    return places;
  }

  private static Integer fromTheFront(Integer bound, int extent) {
    return bound != null && bound < 0 ? Integer.valueOf(bound + extent) : bound;
  }

  /** Every element is the one that walking along each axis leads to, on every device. */
  @Property(tries = 500)
  void showsWhatWalkingFinds(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    Index[] indices = indices(draw, x.shape(), true);
    List<Integer> dims = new ArrayList<>();
    List<Integer> positions = new ArrayList<>(List.of(0)); // of all elements so far, row by row
    int given = (int) List.of(indices).stream().filter(SliceProperties::isOfAnAxis).count();
    List<Index> entries = new ArrayList<>();
    for (Index index : indices) {
      for (int k = given; index == ellipsis() && k < x.rank(); k++) {
        entries.add(all());
      }
      if (index != ellipsis()) {
        entries.add(index);
      }
    }
    while (entries.stream().filter(SliceProperties::isOfAnAxis).count() < x.rank()) {
      entries.add(all());
    }
    int axis = 0;
    for (Index entry : entries) {
      List<Integer> places = List.of(0);
      if (entry instanceof Index.At at) {
        places = List.of(Math.floorMod(at.place(), x.dim(axis)));
      } else if (entry instanceof Index.Range range) {
        places = places(range, x.dim(axis));
      }
      if (!(entry instanceof Index.At)) {
        dims.add(places.size());
      }
      int extent = isOfAnAxis(entry) ? x.dim(axis++) : 1;
      List<Integer> finer = new ArrayList<>();
      for (int position : positions) {
        places.forEach(place -> finer.add(position * extent + place));
      }
      positions = finer;
    }
    double[] all = x.toArray();
    double[] expected = positions.stream().mapToDouble(position -> all[position]).toArray();
    for (Device<?> device : Device.all()) {
      Tensor y = x.to(device).at(indices);
      assertThat(y.shape().dims()).containsExactly(dims.stream().mapToInt(d -> d).toArray());
      assertThat(y.toArray()).containsExactly(expected);
      assertThat(y.dense().toArray()).containsExactly(expected);
    }
  }

  private static boolean isOfAnAxis(Index index) {
    return index instanceof Index.At || index instanceof Index.Range;
  }

  /** It only looks: no element is copied, whatever the view it looks at. */
  @Property(tries = 200)
  void copiesNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor stored = draw.normals(draw.shape());
    Tensor x = draw.look(stored.rank()).apply(stored);
    assertThat(x.at(indices(draw, x.shape(), true)).storage()).isSameAs(x.storage());
    assertThat(flip(x).storage()).isSameAs(x.storage());
  }

  /** Flipping twice is the identity; flipping all axes reverses the order of reading. */
  @Property(tries = 100)
  void flipIsItsOwnInverse(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    int[] axes = ReductionTheorems.someAxes(draw, x.rank());
    assertThat(flip(flip(x, axes), axes).toArray()).isEqualTo(x.toArray());
    double[] forwards = x.toArray();
    double[] backwards = flip(x).toArray();
    assertThat(backwards)
        .containsExactly(
            IntStream.range(0, forwards.length)
                .mapToDouble(i -> forwards[forwards.length - 1 - i])
                .toArray());
  }

  @Example
  void theTableOfIndices() {
    Tensor x = Device.reference().vector(0, 1, 2, 3, 4);
    assertThat(x.at(3).item()).isEqualTo(3);
    assertThat(x.at(-1).item()).isEqualTo(4);
    assertThat(x.at(all()).toArray()).containsExactly(0, 1, 2, 3, 4);
    assertThat(x.at(from(2)).toArray()).containsExactly(2, 3, 4);
    assertThat(x.at(to(-1)).toArray()).containsExactly(0, 1, 2, 3);
    assertThat(x.at(range(1, -1)).toArray()).containsExactly(1, 2, 3);
    assertThat(x.at(range(1, 9, 2)).toArray()).containsExactly(1, 3);
    assertThat(x.at(all().by(-1)).toArray()).containsExactly(4, 3, 2, 1, 0);
    assertThat(x.at(from(3).by(-2)).toArray()).containsExactly(3, 1);
    assertThat(x.at(range(0, 5, Integer.MAX_VALUE)).toArray()).containsExactly(0);
    assertThat(x.at(range(4, -9, Integer.MIN_VALUE)).toArray()).containsExactly(4);
    assertThat(x.at(range(Integer.MIN_VALUE, Integer.MAX_VALUE)).size()).isEqualTo(5);
    assertThat(x.at(newAxis(), ellipsis(), newAxis()).shape()).isEqualTo(new Shape(1, 5, 1));
    Tensor y = x.reshape(1, 5, 1);
    assertThat(y.at(0, 2).shape()).isEqualTo(new Shape(1));
    assertThat(y.at(ellipsis(), at(0)).shape()).isEqualTo(new Shape(1, 5));
  }

  @Example
  void wrongIndicesAreNamed() {
    Tensor x = Device.reference().zeros(2, 3);
    assertThatThrownBy(() -> x.at(all(), at(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("index 3")
        .hasMessageContaining("axis 1")
        .hasMessageContaining("extent 3");
    assertThatThrownBy(() -> x.at(newAxis(), at(-3))).hasMessageContaining("axis 0");
    assertThatThrownBy(() -> x.at(0, 0, 0)).hasMessageContaining("(2, 3)");
    assertThatThrownBy(() -> x.at(ellipsis(), ellipsis())).hasMessageContaining("once");
    assertThatThrownBy(() -> range(0, 1, 0)).hasMessageContaining("step");
    assertThatThrownBy(() -> new Slice(x, PlaceProperties.corner(new Shape(3, 3), x.shape())))
        .hasMessageContaining("(3, 3)");
    assertThatThrownBy(() -> new Place(x, PlaceProperties.corner(x.shape(), new Shape(1, 1)), 0))
        .hasMessageContaining("(1, 1)");
  }
}
