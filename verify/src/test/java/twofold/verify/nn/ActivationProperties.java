package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.tensor.Relu;
import twofold.tensor.Shape;
import twofold.tensor.Tanh;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code Activation}: every one that the layer offers. */
class ActivationProperties extends LayerTheorems {

  @Override
  protected Example smooth(Draw draw) {
    Activation layer = draw.chance(0.5) ? Activation.relu() : Activation.tanh();
    Shape shape = new Shape(draw.from(1, 8), draw.from(1, 8));
    return new Example(layer, draw.tensor(shape, Draw::awayFromZero), 0);
  }

  /** The layer adds nothing to the operation, in training or not, and for any shape. */
  @Property(tries = 100)
  void isItsOperation(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.specials(draw.shape());
    Context training = Context.training(draw.random());
    for (Context context : new Context[] {Context.INFERENCE, training}) {
      assertThat(Activation.relu().forward(x, context).toArray()).isEqualTo(Relu.relu(x).toArray());
      assertThat(Activation.tanh().forward(x, context).toArray()).isEqualTo(Tanh.tanh(x).toArray());
    }
  }

  /** A larger input never gives a smaller output: both are monotone, after rounding too. */
  @Property(tries = 100)
  void isMonotone(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double[] numbers = draw.tensor(new Shape(200), z -> 3 * z).toArray();
    java.util.Arrays.sort(numbers);
    Tensor x = twofold.tensor.Device.reference().vector(numbers);
    for (Activation layer : new Activation[] {Activation.relu(), Activation.tanh()}) {
      assertThat(layer.forward(x, Context.INFERENCE).toArray()).isSorted();
    }
  }

  @net.jqwik.api.Example
  void hasNothingToLearn() {
    assertThat(Activation.relu().parameters()).isEmpty();
    assertThat(Activation.tanh().parameters()).isEmpty();
    assertThat(Activation.relu()).hasToString("ReLU");
    assertThat(Activation.tanh()).hasToString("tanh");
  }
}
