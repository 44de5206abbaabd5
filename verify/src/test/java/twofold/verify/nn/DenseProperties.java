package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Dense}. */
@Checks({"neuron", "dense-layer"})
class DenseProperties extends LayerTheorems {

  @Override
  protected Example smooth(Draw draw) {
    Dense layer = dense(draw.extent(), draw.extent(), draw.from(0, 99));
    return new Example(layer, draw.normals(new Shape(draw.extent(), inputs(layer))), 0);
  }

  private static Dense dense(int inputs, int outputs, long seed) {
    return new Dense(Device.reference(), inputs, outputs, Initialiser.he(), RandomStreams.of(seed));
  }

  private static int inputs(Dense layer) {
    return layer.weights().shape().dim(0);
  }

  /** The definition: yᵢⱼ = Σₚ xᵢₚ·wₚⱼ + bⱼ, in loops. */
  @Property(tries = 100)
  void isAWeightedSum(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Dense layer = dense(draw.extent(), draw.extent(), seed);
    int outputs = layer.bias().size();
    layer.bias().set(draw.normals(layer.bias().shape()).toArray());
    Tensor x = draw.normals(new Shape(draw.extent(), inputs(layer)));
    Tensor y = layer.forward(x, Context.INFERENCE);

    double[] w = layer.weights().value().toArray();
    double[] b = layer.bias().value().toArray();
    double[] in = x.toArray();
    double[] expected = new double[y.size()];
    for (int i = 0; i < x.dim(0); i++) {
      for (int j = 0; j < outputs; j++) {
        double sum = 0;
        for (int p = 0; p < inputs(layer); p++) {
          sum += in[i * inputs(layer) + p] * w[p * outputs + j];
        }
        expected[i * outputs + j] = sum + b[j];
      }
    }
    double[] bound = new RunningError(Arithmetic.DOUBLE).of(y).multiply(2).toArray();
    assertThat(y.shape()).isEqualTo(new Shape(x.dim(0), outputs));
    assertThat(Twins.difference(expected, y.toArray(), bound)).isEmpty();
  }

  /** An example's answer is its own: the others in the batch may be anything, even NaN. */
  @Property(tries = 60)
  void examplesOfABatchDoNotSeeEachOther(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Dense layer = dense(draw.extent(), draw.extent(), seed);
    int n = draw.from(2, 20);
    int row = draw.from(0, n - 1);
    Tensor x = draw.normals(new Shape(n, inputs(layer)));
    double[] numbers = x.toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i / inputs(layer) == row ? numbers[i] : Double.NaN;
    }
    Tensor other = x.device().tensor(x.shape(), numbers);
    double[] expected = layer.forward(x, Context.INFERENCE).toArray();
    double[] actual = layer.forward(other, Context.INFERENCE).toArray();
    int outputs = layer.bias().size();
    for (int j = 0; j < outputs; j++) {
      assertThat(actual[row * outputs + j]).isEqualTo(expected[row * outputs + j]);
    }
  }

  /** The same seed draws the same weights on every device, and the bias starts at 0. */
  @Property(tries = 20)
  void startsTheSameOnEveryDevice(@ForAll long seed) {
    double[] expected = dense(5, 3, seed).weights().value().toArray();
    for (Device<?> device : Twins.devices()) {
      Dense there = new Dense(device, 5, 3, Initialiser.he(), RandomStreams.of(seed));
      double[] actual = there.weights().value().toArray();
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isEqualTo((float) expected[i]);
      }
      assertThat(there.bias().value().toArray()).containsOnly(0);
    }
  }

  @net.jqwik.api.Example
  void shapesMustFit() {
    Dense layer = dense(3, 2, 1);
    for (Shape wrong : List.of(new Shape(4, 2), new Shape(3), new Shape(1, 1, 3))) {
      Tensor x = Device.reference().full(wrong, 1);
      assertThatThrownBy(() -> layer.forward(x, Context.INFERENCE))
          .hasMessage("Dense 3 → 2 needs inputs of shape (batch, 3), got " + wrong);
    }
    assertThatThrownBy(() -> dense(0, 2, 1))
        .hasMessage("a dense layer needs at least 1 input and 1 output, got 0 and 2");
  }

  @net.jqwik.api.Example
  void anEmptyBatchStaysEmpty() {
    Tensor y = dense(3, 2, 1).forward(Device.reference().zeros(0, 3), Context.INFERENCE);
    assertThat(y.shape()).isEqualTo(new Shape(0, 2));
  }
}
