package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Softmax.softmax;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;

/** Theorems about {@code Softmax}. */
class SoftmaxProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Tensor x = draw.tensor(new Shape(draw.extent(), draw.extent()), z -> 3 * z);
    var look = draw.look(2);
    return new Case(in -> softmax(look.apply(in.get(0))), x);
  }

  @Override
  protected Case special(Draw draw) {
    Shape shape = new Shape(draw.extent(), draw.extent());
    Tensor x = draw.tensor(shape, z -> draw.chance(0.1) ? Double.NEGATIVE_INFINITY : 50 * z);
    var look = draw.look(2);
    return new Case(in -> softmax(look.apply(in.get(0))), x);
  }

  /** Rows are probabilities: not negative, and their sum is 1 up to γ of c + 4 roundings. */
  @Property(tries = 200)
  void rowsAreProbabilities(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int classes = draw.extent();
    Tensor y = softmax(draw.tensor(new Shape(draw.extent(), classes), z -> 100 * z));
    for (double p : y.toArray()) {
      assertThat(p).isBetween(0.0, 1.0);
    }
    for (double sum : y.sum(1).toArray()) {
      assertThat(Math.abs(sum - 1)).isLessThanOrEqualTo(2 * Arithmetic.DOUBLE.gamma(classes + 4));
    }
  }

  /** softmax(x + c) = softmax(x); powers of two apart, so that the sum x + c is exact. */
  @Property(tries = 200)
  void shiftingARowChangesNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(3, draw.extent()), z -> Math.rint(8 * z) / 8);
    assertThat(softmax(x.add(1024)).toArray()).isEqualTo(softmax(x).toArray());
  }

  /** The fused writing is the composition of primitives, within the running errors of both. */
  @Property(tries = 200)
  void isTheCompositionOfPrimitives(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(draw.extent(), draw.extent()), z -> 3 * z);
    Tensor fused = softmax(x);
    Tensor e = exp(x.subtract(x.max(1).reshape(-1, 1)));
    Tensor composed = e.divide(e.sum(1).reshape(-1, 1));
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    Tensor bound = running.of(fused).add(running.of(composed));
    assertThat(Twins.difference(composed.toArray(), fused.toArray(), bound.toArray())).isEmpty();
  }

  @Example
  void onlyRowsOfClassesHaveASoftmax() {
    Device<?> device = Device.reference();
    assertThatThrownBy(() -> softmax(device.zeros(3))).hasMessageContaining("(3)");
    assertThatThrownBy(() -> softmax(device.zeros(3, 0))).hasMessageContaining("(3, 0)");
    assertThat(softmax(device.zeros(0, 3)).toArray()).isEmpty();
  }
}
