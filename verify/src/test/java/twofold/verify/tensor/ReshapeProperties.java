package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Reshape.expandDims;
import static twofold.tensor.Reshape.flatten;
import static twofold.tensor.Reshape.squeeze;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Layout;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Reshape}. */
class ReshapeProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.normals(draw.shape()));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(draw.shape()));
  }

  private static Case of(Draw draw, Tensor x) {
    UnaryOperator<Tensor> look = draw.look(x.rank());
    Shape target = factor(draw, x.size());
    return new Case(in -> look.apply(in.get(0)).reshape(target), x);
  }

  /** A random shape of this size. */
  private static Shape factor(Draw draw, int size) {
    int first = draw.from(1, size);
    while (size % first != 0) {
      first--;
    }
    return draw.chance(0.3) ? new Shape(1, size) : new Shape(first, size / first);
  }

  /** There and back again is the identity, and the order of reading never changes. */
  @Property(tries = 200)
  void keepsTheOrderOfReading(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    Tensor looked = draw.look(x.rank()).apply(x);
    Tensor y = looked.reshape(factor(draw, x.size()));
    assertThat(y.toArray()).isEqualTo(x.toArray());
    assertThat(y.reshape(x.shape()).toArray()).isEqualTo(x.toArray());
  }

  /**
   * Nothing is copied if and only if the positions, numbered by the new axes, are the same step
   * apart along each axis: p(i) = p(0) + Σₖ iₖ·(p(eₖ) − p(0)). Looked for here element by element.
   */
  @Property(tries = 500)
  void copiesOnlyWhereStridesCannotSayIt(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor stored = draw.normals(draw.shape());
    Tensor x = draw.look(stored.rank()).apply(stored);
    Shape target = draw.chance(0.5) ? factor(draw, x.size()) : refined(draw, x.shape());
    boolean isView = x.reshape(target).storage() == x.storage();
    assertThat(isView).isEqualTo(stridesExist(x.layout(), target));
    assertThat(x.reshape(target).toArray()).isEqualTo(stored.toArray());
  }

  /** Each axis cut in two. */
  private static Shape refined(Draw draw, Shape shape) {
    return new Shape(
        IntStream.of(shape.dims())
            .flatMap(extent -> IntStream.of(factor(draw, extent).dims()))
            .toArray());
  }

  private static boolean stridesExist(Layout layout, Shape target) {
    int[] unit = new int[target.rank()]; // how many elements a step along each new axis skips
    int size = 1;
    for (int k = unit.length - 1; k >= 0; k--) {
      unit[k] = size;
      size *= target.dim(k);
    }
    for (int i = 0; i < size; i++) {
      int expected = layout.at(0);
      for (int k = 0; k < unit.length; k++) {
        int step = i / unit[k] % target.dim(k);
        expected += step == 0 ? 0 : step * (layout.at(unit[k]) - layout.at(0));
      }
      if (layout.at(i) != expected) {
        return false;
      }
    }
    return true;
  }

  /** Axes of extent 1 come and go without a copy, whatever is looked at. */
  @Property(tries = 200)
  void squeezeUndoesExpandDims(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor stored = draw.normals(draw.shape());
    Tensor x = draw.look(stored.rank()).apply(stored);
    int added = draw.from(1, 3);
    int[] axes =
        IntStream.of(RandomStreams.permutation(x.rank() + added, draw.random()))
            .limit(added)
            .map(axis -> draw.chance(0.5) ? axis : axis - x.rank() - added)
            .toArray();
    Tensor expanded = expandDims(x, axes);
    IntStream.of(axes).forEach(axis -> assertThat(expanded.dim(axis)).isEqualTo(1));
    assertThat(expanded.storage()).isSameAs(x.storage());
    Tensor back = squeeze(expanded, axes);
    assertThat(back.shape()).isEqualTo(x.shape());
    assertThat(back.toArray()).isEqualTo(x.toArray());
    assertThat(squeeze(expanded).shape()).isEqualTo(squeeze(x).shape());
    assertThat(flatten(x).shape()).isEqualTo(new Shape(x.size()));
  }

  @Example
  void theTextbookExamples() {
    Tensor x = Device.reference().zeros(2, 3);
    assertThat(expandDims(x, 1).shape()).isEqualTo(new Shape(2, 1, 3));
    assertThat(expandDims(x, -1, 0).shape()).isEqualTo(new Shape(1, 2, 3, 1));
    assertThat(squeeze(x.reshape(2, 1, 3, 1), 1).shape()).isEqualTo(new Shape(2, 3, 1));
    assertThat(flatten(Device.reference().zeros(0, 3)).shape()).isEqualTo(new Shape(0));
    assertThatThrownBy(() -> squeeze(x, 1)).hasMessageContaining("(2, 3)");
    assertThatThrownBy(() -> expandDims(x, 3)).hasMessageContaining("axis 3");
    assertThatThrownBy(() -> expandDims(x, 0, -4)).hasMessageContaining("twice");
  }

  @Example
  void oneExtentIsWorkedOut() {
    Tensor x = Device.reference().zeros(2, 6);
    assertThat(x.reshape(-1).shape()).isEqualTo(new Shape(12));
    assertThat(x.reshape(3, -1, 2).shape()).isEqualTo(new Shape(3, 2, 2));
    assertThatThrownBy(() -> x.reshape(5, -1)).hasMessageContaining("(2, 6)");
    assertThatThrownBy(() -> x.reshape(-1, -1)).hasMessageContaining("at most one -1");
    assertThatThrownBy(() -> x.reshape(5, 2)).hasMessageContaining("12").hasMessageContaining("10");
    assertThatThrownBy(() -> Device.reference().zeros(0, 3).reshape(0, -1))
        .hasMessageContaining("-1");
  }
}
