package twofold.verify.tensor;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Transpose.moveAxis;
import static twofold.tensor.Transpose.swapAxes;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;

/** Theorems about {@code Transpose}. */
class TransposeProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.normals(draw.shape()));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(draw.shape()));
  }

  private static Case of(Draw draw, Tensor x) {
    int[] permutation = RandomStreams.permutation(x.rank(), draw.random());
    var look = draw.look(x.rank());
    return new Case(in -> look.apply(in.get(0)).transpose(permutation), x);
  }

  /** y[…, i_π(k), …] = x[…, i_k, …], element by element, for three axes. */
  @Checks("strided-position")
  @Property(tries = 100)
  void movesEveryElementToItsPlace(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int[] dims = {draw.extent(), draw.extent(), draw.from(1, 4)};
    Tensor x = draw.normals(new Shape(dims));
    int[] permutation = RandomStreams.permutation(3, draw.random());
    Tensor y = x.transpose(permutation);
    double[] from = x.toArray();
    double[] to = y.toArray();
    int[] i = new int[3];
    for (i[0] = 0; i[0] < dims[0]; i[0]++) {
      for (i[1] = 0; i[1] < dims[1]; i[1]++) {
        for (i[2] = 0; i[2] < dims[2]; i[2]++) {
          int there =
              (i[permutation[0]] * y.dim(1) + i[permutation[1]]) * y.dim(2) + i[permutation[2]];
          assertThat(to[there]).isEqualTo(from[(i[0] * dims[1] + i[1]) * dims[2] + i[2]]);
        }
      }
    }
  }

  /** Twice is the identity, and it only looks: no element is copied. */
  @Property(tries = 100)
  void isItsOwnInverseAndCopiesNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    assertThat(x.transpose().transpose().toArray()).isEqualTo(x.toArray());
    assertThat(x.transpose().storage()).isSameAs(x.storage());
  }

  /**
   * swapAxes is its own inverse; moveAxis there is undone by moveAxis back, others keep their
   * order.
   */
  @Property(tries = 100)
  void movedAxesMoveBack(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(2, 3, 4, 5));
    int p = draw.from(-4, 3);
    int q = draw.from(-4, 3);
    Tensor swapped = swapAxes(x, p, q);
    assertThat(swapped.dim(p)).isEqualTo(x.dim(q));
    assertThat(swapped.dim(q)).isEqualTo(x.dim(p));
    assertThat(swapAxes(swapped, q, p).toArray()).isEqualTo(x.toArray());
    Tensor moved = moveAxis(x, p, q);
    assertThat(moved.dim(q)).isEqualTo(x.dim(p));
    List<Integer> others = IntStream.of(moved.shape().dims()).boxed().collect(toList());
    others.remove((Integer) x.dim(p));
    assertThat(others).isSorted();
    assertThat(moveAxis(moved, q, p).toArray()).isEqualTo(x.toArray());
  }

  @Example
  void permutationsMustBeOnes() {
    Tensor x = Device.reference().zeros(2, 3);
    assertThatThrownBy(() -> x.transpose(0, 0)).hasMessageContaining("[0, 0]");
    assertThatThrownBy(() -> x.transpose(1)).hasMessageContaining("(2, 3)");
  }
}
