package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** What holds for every reduction. */
abstract class ReductionTheorems extends OperationTheorems {

  abstract Tensor apply(Tensor x, int... axes);

  /** The numbers of an ordinary case. */
  Tensor drawX(Draw draw, Shape shape) {
    return draw.normals(shape);
  }

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, drawX(draw, draw.shape()));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(draw.shape()));
  }

  private Case of(Draw draw, Tensor x) {
    int[] axes = someAxes(draw, x.rank());
    UnaryOperator<Tensor> look = draw.look(x.rank());
    return new Case(inputs -> apply(look.apply(inputs.get(0)), axes), x);
  }

  /** Some axes, in any order, some of them counted from the end; none means all. */
  static int[] someAxes(Draw draw, int rank) {
    int[] order = RandomStreams.permutation(rank, draw.random());
    return IntStream.of(order)
        .limit(draw.from(0, rank))
        .map(axis -> draw.chance(0.5) ? axis : axis - rank)
        .toArray();
  }

  /**
   * Long rows are folded in parts and short ones by several threads: both must still be the
   * definition.
   */
  @Property(tries = 10)
  void longAndManyRowsAgreeToo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.chance(0.5) ? new Shape(2, 40_000 + draw.from(0, 9)) : new Shape(700, 67);
    Tensor x = drawX(draw, shape);
    int axis = draw.from(0, 1);
    boolean transposed = draw.chance(0.5);
    Twins.agree(new Case(in -> apply(transposed ? in.get(0).transpose() : in.get(0), axis), x));
  }

  /** A broadcast operand counts as often as it is seen. */
  @Property(tries = 50)
  void broadcastOperandsAreTiled(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor x = drawX(draw, draw.thatGrowsTo(shape));
    int[] axes = someAxes(draw, shape.rank());
    Twins.agree(new Case(in -> apply(in.get(0).broadcastTo(shape), axes), x));
  }

  @Example
  void wrongAxesAreNamed() {
    Tensor x = Device.reference().zeros(2, 3);
    assertThatThrownBy(() -> apply(x, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("axis 2")
        .hasMessageContaining("(2, 3)");
    assertThatThrownBy(() -> apply(x, 0, -2)).hasMessageContaining("twice");
  }

  @Example
  void resultsThatAreNotThereAreNoProblem() {
    for (Device<?> device : Device.all()) {
      assertThat(apply(device.zeros(0, 3), 1).shape()).isEqualTo(new Shape(0));
    }
  }
}
