package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Gather.booleanMask;
import static twofold.tensor.Gather.gather;
import static twofold.tensor.Gather.gatherNd;
import static twofold.tensor.Gather.takeAlongAxis;
import static twofold.tensor.Indices.indices;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gather;
import twofold.tensor.Index;
import twofold.tensor.Indices;
import twofold.tensor.Picks;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Theorems about {@code Gather} in all its forms. */
class GatherProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Picks picks = picks(draw);
    return of(draw, draw.normals(picks.whole()), picks);
  }

  @Override
  protected Case special(Draw draw) {
    Picks picks = picks(draw);
    return of(draw, draw.specials(picks.whole()), picks);
  }

  private static Case of(Draw draw, Tensor x, Picks picks) {
    var look = draw.look(x.rank());
    return new Case(in -> new Gather(look.apply(in.get(0)), picks).apply(), x);
  }

  /** Picks of all three kinds, with repetitions and negative indices. */
  static Picks picks(Draw draw) {
    Shape whole = draw.shape();
    if (whole.rank() == 0 || draw.chance(0.3)) {
      return Picks.tuples(whole, tuples(draw, whole));
    }
    int axis = draw.from(0, whole.rank() - 1);
    if (draw.chance(0.5)) {
      return Picks.along(whole, some(draw, list(draw), whole.dim(axis)), axis);
    }
    int[] dims = draw.thatGrowsTo(whole).dims();
    int[] padded = new int[whole.rank()];
    for (int k = 0; k < padded.length; k++) {
      int own = k - (padded.length - dims.length);
      padded[k] = own < 0 ? 1 : dims[own];
    }
    padded[axis] = draw.from(1, 5);
    return Picks.alongOneEach(
        whole, some(draw, new Shape(padded), whole.dim(axis)), axis - padded.length);
  }

  private static Shape list(Draw draw) {
    return draw.chance(0.5) ? new Shape(draw.from(1, 9)) : new Shape(draw.from(1, 3), 2);
  }

  private static Indices some(Draw draw, Shape shape, int extent) {
    return indices(
        shape, IntStream.range(0, shape.size()).map(i -> draw.from(-extent, extent - 1)).toArray());
  }

  private static Indices tuples(Draw draw, Shape whole) {
    int numbers = draw.from(0, whole.rank());
    int count = draw.from(1, 5);
    int[] values = new int[count * numbers];
    for (int i = 0; i < values.length; i++) {
      int extent = whole.dim(i % numbers);
      values[i] = draw.from(-extent, extent - 1);
    }
    return indices(new Shape(count, numbers), values);
  }

  /** gather is one slice for each index, stacked. */
  @Property(tries = 200)
  void isASliceForEachIndex(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.extent(), draw.from(1, 4), draw.from(1, 4)));
    int axis = draw.from(0, 2);
    Indices p = some(draw, list(draw), x.dim(axis));
    Tensor y = gather(x, p, axis - 3);
    Tensor flat = gather(x, p.reshape(new Shape(p.size())), axis);
    assertThat(flat.toArray()).isEqualTo(y.toArray());
    for (int i = 0; i < p.size(); i++) {
      assertThat(along(flat, axis, i).toArray())
          .isEqualTo(along(x, axis, p.toArray()[i]).toArray());
    }
  }

  private static Tensor along(Tensor x, int axis, int place) {
    Index[] entries = {Index.all(), Index.all(), Index.all()};
    entries[axis] = Index.at(place);
    return x.at(entries);
  }

  /** takeAlongAxis, element by element, as its formula says. */
  @Property(tries = 200)
  void takesOneForEach(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.from(1, 4), draw.from(1, 4)));
    boolean broadcast = draw.chance(0.3);
    Indices p = some(draw, new Shape(broadcast ? 1 : x.dim(0), draw.from(1, 5)), x.dim(1));
    Tensor y = takeAlongAxis(x, p, 1);
    Tensor transposed = p.on(x.device()).transpose();
    assertThat(takeAlongAxis(x.transpose(), indices(transposed), 0).toArray())
        .isEqualTo(y.transpose().toArray());
    assertThat(y.shape()).isEqualTo(new Shape(x.dim(0), p.shape().dim(1)));
    for (int i = 0; i < y.dim(0); i++) {
      for (int j = 0; j < y.dim(1); j++) {
        int place = p.toArray()[(broadcast ? 0 : i) * y.dim(1) + j];
        assertThat(y.at(i, j).item()).isEqualTo(x.at(i, place).item());
      }
    }
  }

  /** gatherNd is {@code x.at(…)} for each tuple. */
  @Property(tries = 200)
  void isASubTensorForEachTuple(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    Indices p = tuples(draw, x.shape());
    int numbers = p.shape().dim(1);
    Tensor y = gatherNd(x, p);
    for (int i = 0; i < y.dim(0); i++) {
      Index[] tuple =
          IntStream.of(p.toArray())
              .skip((long) i * numbers)
              .limit(numbers)
              .mapToObj(Index::at)
              .toArray(Index[]::new);
      assertThat(y.at(i).shape()).isEqualTo(x.at(tuple).shape());
      assertThat(y.at(i).toArray()).isEqualTo(x.at(tuple).toArray());
    }
  }

  /** A mask keeps, in order, what is not masked: every element, where it covers all axes. */
  @Property(tries = 200)
  void aMaskKeepsTheOrder(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.from(1, 4), draw.from(1, 4), draw.from(1, 4)));
    int from = draw.from(0, 2);
    int to = draw.from(from, 2);
    int[] dims = IntStream.rangeClosed(from, to).map(x::dim).toArray();
    Tensor mask = draw.tensor(new Shape(dims), z -> z > 0 ? z : 0);
    Tensor kept = booleanMask(x, mask, from - 3);
    Tensor everywhere = mask.reshape(inThree(from, dims)).broadcastTo(x.shape());
    List<Double> expected = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      if (everywhere.toArray()[i] != 0) {
        expected.add(x.toArray()[i]);
      }
    }
    assertThat(kept.toArray())
        .containsExactly(expected.stream().mapToDouble(number -> number).toArray());
    assertThat(kept.rank()).isEqualTo(3 - (to - from));
  }

  private static int[] inThree(int from, int[] dims) {
    int[] three = {1, 1, 1};
    System.arraycopy(dims, 0, three, from, dims.length);
    return three;
  }

  /** Long lists go over several threads, wide and narrow rows alike. */
  @Property(tries = 5)
  void longListsAgreeToo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(50, draw.chance(0.5) ? 1 : 37));
    Picks picks = Picks.along(x.shape(), some(draw, new Shape(33_000), 50), 0);
    Twins.agree(new Case(in -> new Gather(in.get(0), picks).apply(), x));
  }

  @Example
  void emptyListsTakeNothing() {
    for (Device<?> device : Device.all()) {
      assertThat(gather(device.zeros(3, 2), indices(), 0).shape()).isEqualTo(new Shape(0, 2));
      assertThat(gather(device.zeros(3, 0), indices(1, 1), 0).shape()).isEqualTo(new Shape(2, 0));
      assertThat(booleanMask(device.ones(2, 3), device.zeros(3), 1).shape())
          .isEqualTo(new Shape(2, 0));
    }
  }

  @Example
  void wrongIndicesAreNamed() {
    Tensor x = Device.reference().zeros(2, 3);
    assertThatThrownBy(() -> gather(x, indices(0, 3), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("index 3")
        .hasMessageContaining("axis 1")
        .hasMessageContaining("extent 3");
    assertThatThrownBy(() -> gatherNd(x, indices(new Shape(1, 2), 0, -4)))
        .hasMessageContaining("-4")
        .hasMessageContaining("axis 1");
    assertThatThrownBy(() -> gatherNd(x, indices(0, 0, 0))).hasMessageContaining("(2, 3)");
    assertThatThrownBy(() -> takeAlongAxis(x, indices(0), 0)).hasMessageContaining("rank 2");
    assertThatThrownBy(() -> booleanMask(x, x.at(0), 0)).hasMessageContaining("(3)");
    assertThatThrownBy(() -> booleanMask(x, x, 1)).hasMessageContaining("mask");
    assertThatThrownBy(() -> indices(Device.reference().vector(1, 0.5)))
        .hasMessageContaining("0.5");
    assertThatThrownBy(() -> indices(Device.reference().vector(Double.NaN)))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> indices(new Shape(2), 1)).hasMessageContaining("(2)");
  }
}
