package twofold.nn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.BinaryCrossEntropy;
import twofold.nn.optim.Adam;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.Objective;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/** The examples of the chapter "Neurons and layers". */
class NeuronsAndLayersTest {
  private final Device<double[]> device = Device.reference();

  @Test
  void oneNeuron() {
    // region neuron
    Tensor x = device.matrix(new double[][] {{1, 2, 3}}); // one example, three inputs
    Tensor w = device.matrix(new double[][] {{0.5}, {-1}, {0.25}});
    Tensor y = x.matMul(w).add(1); // 0.5 − 2 + 0.75 + 1
    // endregion
    assertThat(y.item()).isEqualTo(0.25);
  }

  @Test
  void twoLayersWithNothingBetweenAreOne() {
    var random = RandomStreams.of(1);
    Dense first = new Dense(device, 4, 3, Initialiser.glorot(), random);
    Dense second = new Dense(device, 3, 2, Initialiser.glorot(), random);
    Tensor x = device.matrix(new double[][] {{1, -2, 3, 0.5}});
    // region collapse
    Tensor both = new Sequential(first, second).forward(x, Context.INFERENCE);
    Tensor w = first.weights().value().matMul(second.weights().value());
    Tensor one = x.matMul(w); // the biases are still 0
    // endregion
    for (int j = 0; j < 2; j++) {
      assertThat(both.toArray()[j]).isCloseTo(one.toArray()[j], within(1e-14));
    }
  }

  @Test
  void exclusiveOr() {
    // region xor
    Tensor inputs = device.matrix(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    Tensor wanted = device.matrix(new double[][] {{0}, {1}, {1}, {0}});
    var random = RandomStreams.of(7);
    Layer model =
        new Sequential(
            new Dense(device, 2, 8, Initialiser.glorot(), random),
            Activation.tanh(),
            new Dense(device, 8, 1, Initialiser.glorot(), random));
    Objective objective = Objective.mean(BinaryCrossEntropy::binaryCrossEntropyFromLogits);
    Fit fit = new Fit(device, model, objective, new Adam(new Adam.Options().withRate(0.05)));
    for (int step = 0; step < 300; step++) {
      fit.step(new Examples.Batch(inputs, wanted), Context.training(RandomStreams.of(step)));
    }
    double[] logits = model.forward(inputs, Context.INFERENCE).toArray();
    // endregion
    assertThat(logits[0]).isNegative();
    assertThat(logits[1]).isPositive();
    assertThat(logits[2]).isPositive();
    assertThat(logits[3]).isNegative();
  }

  @Test
  void countingParameters() {
    var random = RandomStreams.of(1);
    Layer model =
        new Sequential(
            new Dense(device, 784, 512, Initialiser.he(), random),
            Activation.relu(),
            new Dense(device, 512, 10, Initialiser.glorot(), random));
    // region count
    int count = model.parameters().stream().mapToInt(Parameter::size).sum();
    // endregion
    assertThat(count).isEqualTo(784 * 512 + 512 + 512 * 10 + 10);
    assertThat(List.of(model.parameters().get(0).shape().toString())).containsExactly("(784, 512)");
  }
}
