package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** What holds for every element-wise operation on two tensors. */
abstract class BinaryTheorems extends OperationTheorems {

  abstract Tensor apply(Tensor a, Tensor b);

  /** Where the first operand may be drawn from, given a standard normal number. */
  double drawA(double z) {
    return z;
  }

  /** Where the second operand may be drawn from, given a standard normal number. */
  double drawB(double z) {
    return z;
  }

  @Override
  protected Case smooth(Draw draw) {
    Shape shape = draw.shape();
    return of(
        draw,
        draw.tensor(draw.thatGrowsTo(shape), this::drawA),
        draw.tensor(draw.thatGrowsTo(shape), this::drawB));
  }

  @Override
  protected Case special(Draw draw) {
    Shape shape = draw.shape();
    return of(draw, draw.specials(draw.thatGrowsTo(shape)), draw.specials(draw.thatGrowsTo(shape)));
  }

  private Case of(Draw draw, Tensor a, Tensor b) {
    UnaryOperator<Tensor> lookA = draw.look(a.rank());
    UnaryOperator<Tensor> lookB = draw.look(b.rank());
    return new Case(x -> apply(lookA.apply(x.get(0)), lookB.apply(x.get(1))), a, b);
  }

  /** Broadcasting is tiling: growing both operands by hand first gives the same bits. */
  @Property(tries = 100)
  void broadcastingIsTiling(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.tensor(draw.thatGrowsTo(shape), this::drawA);
    Tensor b = draw.tensor(draw.thatGrowsTo(shape), this::drawB);
    Shape common = Shape.broadcast(a.shape(), b.shape());
    Tensor tiledA = a.broadcastTo(common).dense();
    Tensor tiledB = b.broadcastTo(common).dense();
    assertThat(apply(a, b).toArray()).isEqualTo(apply(tiledA, tiledB).toArray());
  }

  /** 0 and −0 compare equal, but 1/0 and 1/−0 do not: which zero comes out matters. */
  @Property(tries = 100)
  void zerosHaveTheirSign(@ForAll long seed) {
    Twins.keepTheSignOfZero(special(new Draw(new SplittableRandom(seed))));
  }

  /** Nothing combined with anything that broadcasts to nothing is nothing, on every device. */
  @Example
  void emptyTensorsStayEmpty() {
    for (Device<?> device : Device.all()) {
      Tensor c = apply(device.zeros(0, 3), device.ones(1, 3));
      assertThat(c.shape()).isEqualTo(new Shape(0, 3));
      assertThat(c.toArray()).isEmpty();
    }
  }

  @Example
  void shapesThatDoNotBroadcastAreNamed() {
    Device<?> device = Device.reference();
    assertThatThrownBy(() -> apply(device.zeros(1, 1, 2), device.zeros(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(getClass().getSimpleName().replace("Properties", ""))
        .hasMessageContaining("(1, 1, 2)")
        .hasMessageContaining("(3)");
  }
}
