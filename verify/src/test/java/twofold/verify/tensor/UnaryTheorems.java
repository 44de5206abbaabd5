package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** What holds for every element-wise operation on one tensor. */
abstract class UnaryTheorems extends OperationTheorems {

  abstract Tensor apply(Tensor x);

  /** Where the operand may be drawn from, given a standard normal number. */
  double drawX(double z) {
    return 3 * z;
  }

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.tensor(draw.shape(), this::drawX));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(draw.shape()));
  }

  private Case of(Draw draw, Tensor x) {
    UnaryOperator<Tensor> look = draw.look(x.rank());
    return new Case(inputs -> apply(look.apply(inputs.get(0))), x);
  }

  /** 0 and −0 compare equal, but 1/0 and 1/−0 do not: which zero comes out matters. */
  @Property(tries = 100)
  void zerosHaveTheirSign(@ForAll long seed) {
    Twins.keepTheSignOfZero(special(new Draw(new SplittableRandom(seed))));
  }

  /**
   * An element's result does not depend on where it stands or where the tensor ends, to the bit.
   */
  @Property(tries = 50)
  void aPartOfTheResultIsTheResultOfThePart(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 100);
    int from = draw.from(0, n - 1);
    int to = draw.from(from, n);
    Tensor x = draw.tensor(new Shape(n), this::drawX);
    double[] some = Arrays.copyOfRange(x.toArray(), from, to);
    for (Device<?> device : Twins.devices()) {
      double[] whole = apply(x.to(device)).toArray();
      double[] part = apply(device.vector(some)).toArray();
      assertThat(part).as("on %s", device).isEqualTo(Arrays.copyOfRange(whole, from, to));
    }
  }

  @Example
  void emptyTensorsStayEmpty() {
    for (Device<?> device : Device.all()) {
      Tensor y = apply(device.zeros(2, 0));
      assertThat(y.shape()).isEqualTo(new Shape(2, 0));
      assertThat(y.toArray()).isEmpty();
    }
  }
}
