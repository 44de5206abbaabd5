package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Concat.stack;
import static twofold.tensor.Split.sizes;
import static twofold.tensor.Split.split;
import static twofold.tensor.Split.unstack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Theorems about {@code Concat}, and about split and unstack, its inverses. */
class ConcatProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    int axis = draw.from(0, 2);
    return of(draw, parts(draw, axis, false), axis);
  }

  @Override
  protected Case special(Draw draw) {
    int axis = draw.from(0, 2);
    return of(draw, parts(draw, axis, true), axis);
  }

  private static Case of(Draw draw, List<Tensor> parts, int axis) {
    List<UnaryOperator<Tensor>> looks = parts.stream().map(part -> draw.look(3)).toList();
    int named = draw.chance(0.5) ? axis : axis - 3;
    return new Case(
        parts,
        in ->
            concat(
                IntStream.range(0, in.size()).mapToObj(k -> looks.get(k).apply(in.get(k))).toList(),
                named));
  }

  private static List<Tensor> parts(Draw draw, int axis, boolean special) {
    int[] dims = {draw.extent(), draw.from(1, 4), draw.from(1, 4)};
    List<Tensor> parts = new ArrayList<>();
    for (int k = draw.from(1, 4); k > 0; k--) {
      dims[axis] = draw.from(1, 4);
      Shape shape = new Shape(dims);
      parts.add(special ? draw.specials(shape) : draw.normals(shape));
    }
    return parts;
  }

  /** Taken apart again, each part is what it was; put together again, the whole is what it was. */
  @Property(tries = 200)
  void splitIsTheInverse(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int axis = draw.from(0, 2);
    List<Tensor> parts = parts(draw, axis, false);
    int[] sizes = parts.stream().mapToInt(part -> part.dim(axis)).toArray();
    for (Device<?> device : Twins.devices()) {
      Tensor whole = concat(parts.stream().map(part -> part.to(device)).toList(), axis);
      List<Tensor> again = split(whole, sizes, axis - 3);
      assertThat(again).hasSameSizeAs(parts);
      for (int k = 0; k < sizes.length; k++) {
        assertThat(again.get(k).shape()).isEqualTo(parts.get(k).shape());
        assertThat(again.get(k).toArray()).isEqualTo(parts.get(k).toArray());
        assertThat(again.get(k).storage()).isSameAs(whole.storage());
      }
      assertThat(concat(again, axis).toArray()).isEqualTo(whole.toArray());
    }
  }

  /** The same for a new axis: unstack of stack, and the k-th is found at index k. */
  @Property(tries = 100)
  void unstackIsTheInverseOfStack(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    List<Tensor> parts =
        IntStream.range(0, draw.from(1, 4)).mapToObj(k -> draw.normals(shape)).toList();
    int axis = draw.from(-shape.rank() - 1, shape.rank());
    Tensor whole = stack(parts, axis);
    assertThat(whole.dim(axis)).isEqualTo(parts.size());
    List<Tensor> again = unstack(whole, axis);
    assertThat(again).hasSameSizeAs(parts);
    for (int k = 0; k < parts.size(); k++) {
      assertThat(again.get(k).shape()).isEqualTo(shape);
      assertThat(again.get(k).toArray()).isEqualTo(parts.get(k).toArray());
      assertThat(again.get(k).storage()).isSameAs(whole.storage());
    }
    assertThat(stack(parts, 0).at(-1).toArray()).isEqualTo(parts.get(parts.size() - 1).toArray());
  }

  /** Along axis 0, concat is what the name says: one array after the other. */
  @Property(tries = 50)
  void alongTheFirstAxisArraysFollowEachOther(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Tensor> parts = parts(draw, 0, false);
    double[] expected =
        parts.stream().flatMapToDouble(part -> Arrays.stream(part.toArray())).toArray();
    assertThat(concat(parts, 0).toArray()).isEqualTo(expected);
  }

  @Example
  void theTextbookExamples() {
    Tensor x = Device.reference().tensor(new Shape(3, 2), 1d, 2, 3, 4, 5, 6);
    assertThat(split(x, 3, 0).get(1).toArray()).containsExactly(3, 4);
    assertThat(split(x, sizes(1, 0, 2), 0).get(2).toArray()).containsExactly(3, 4, 5, 6);
    assertThat(unstack(x, 1).get(0).toArray()).containsExactly(1, 3, 5);
    assertThat(concat(List.of(x, Device.reference().zeros(0, 2)), 0).toArray())
        .isEqualTo(x.toArray());
    assertThatThrownBy(() -> split(x, 2, 0)).hasMessageContaining("(3, 2)");
    assertThatThrownBy(() -> split(x, sizes(1, 1), 0)).hasMessageContaining("[1, 1]");
    assertThatThrownBy(() -> split(x, sizes(4, -1), 0)).hasMessageContaining("[4, -1]");
    assertThatThrownBy(() -> concat(List.of(x, x.transpose()), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("(2, 3)");
    assertThatThrownBy(() -> concat(List.of(x, x.at(0)), 0)).hasMessageContaining("(2)");
    assertThatThrownBy(() -> concat(List.of(), 0)).hasMessageContaining("one tensor");
    assertThatThrownBy(() -> stack(List.of(x, x.transpose()), 0)).hasMessageContaining("stack");
  }
}
