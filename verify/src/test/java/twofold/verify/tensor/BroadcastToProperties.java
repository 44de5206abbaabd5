package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.SumTo;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code BroadcastTo} and its adjoint {@code SumTo}. */
class BroadcastToProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Shape target = draw.shape();
    return of(draw, draw.normals(draw.thatGrowsTo(target)), target);
  }

  @Override
  protected Case special(Draw draw) {
    Shape target = draw.shape();
    return of(draw, draw.specials(draw.thatGrowsTo(target)), target);
  }

  private static Case of(Draw draw, Tensor x, Shape target) {
    var look = draw.look(x.rank());
    return new Case(in -> look.apply(in.get(0)).broadcastTo(target), x);
  }

  /**
   * ⟨broadcastTo(x), y⟩ = ⟨x, sumTo(y)⟩: both are sums of the same n products, 2γₙ₊₁ apart at most.
   */
  @Checks("sum-to-adjoint")
  @Property(tries = 200)
  void sumToIsTheAdjoint(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape target = draw.shape();
    Tensor x = draw.normals(draw.thatGrowsTo(target));
    Tensor y = draw.normals(target);
    double left = x.broadcastTo(target).multiply(y).sum().item();
    double right = x.multiply(SumTo.sumTo(y, x.shape())).sum().item();
    double terms = 0;
    for (double term : x.broadcastTo(target).multiply(y).toArray()) {
      terms += Math.abs(term);
    }
    double gamma = Arithmetic.DOUBLE.gamma(target.size() + 1);
    assertThat(Math.abs(left - right)).isLessThanOrEqualTo(2 * gamma * terms);
  }

  /** Along an axis that is repeated the index does not matter; along the others it is the same. */
  @Checks("broadcast-view")
  @Property(tries = 100)
  void everyElementIsReadFromWhereItStands(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape target = draw.shape();
    Tensor x = draw.normals(draw.thatGrowsTo(target));
    double[] numbers = x.toArray();
    double[] repeated = x.broadcastTo(target).toArray();
    int added = target.rank() - x.rank();
    for (int k = 0; k < repeated.length; k++) {
      int from = 0;
      int rest = k;
      int stride = 1;
      for (int axis = target.rank() - 1; axis >= added; axis--) {
        int index = rest % target.dim(axis);
        from += x.dim(axis - added) == 1 ? 0 : index * stride;
        stride *= x.dim(axis - added);
        rest /= target.dim(axis);
      }
      assertThat(repeated[k]).isEqualTo(numbers[from]);
    }
  }

  /** It only looks: no element is copied. */
  @Property(tries = 50)
  void copiesNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape target = draw.shape();
    Tensor x = draw.normals(draw.thatGrowsTo(target));
    assertThat(x.broadcastTo(target).storage()).isSameAs(x.storage());
  }

  /** The rule itself, on the textbook's examples. */
  @Example
  void theRule() {
    assertThat(Shape.broadcast(new Shape(1, 1), new Shape(3))).isEqualTo(new Shape(1, 3));
    assertThat(Shape.broadcast(new Shape(1, 1, 1), new Shape(3))).isEqualTo(new Shape(1, 1, 3));
    assertThat(Shape.broadcast(new Shape(15, 4), new Shape(196, 1, 4)))
        .isEqualTo(new Shape(196, 15, 4));
    assertThat(Shape.broadcast(new Shape(0, 1), new Shape(3))).isEqualTo(new Shape(0, 3));
    assertThatThrownBy(() -> Shape.broadcast(new Shape(1, 1, 2), new Shape(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 against 3");
    assertThatThrownBy(() -> Device.reference().zeros(2, 3).broadcastTo(new Shape(3)))
        .hasMessageContaining("(2, 3)")
        .hasMessageContaining("(3)");
  }
}
