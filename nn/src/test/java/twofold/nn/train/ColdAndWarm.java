package twofold.nn.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import twofold.math.RandomStreams;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Context;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Flatten;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.nn.layer.MaxPooling2d;
import twofold.nn.layer.Sequential;
import twofold.tensor.Device;
import twofold.tensor.Exp;
import twofold.tensor.Gradients;
import twofold.tensor.Log;
import twofold.tensor.Parameter;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Softmax;
import twofold.tensor.Tensor;

/**
 * The same training step again and again in a JVM that starts cold: first interpreted, in the end
 * compiled. Prints every result whose bits were not always the same, then the number of results.
 */
final class ColdAndWarm {
  /** By then all kernels are compiled for speed, if the JVM has been told to be quick with it. */
  private static final int RUNS = 40;

  private ColdAndWarm() {}

  public static void main(String[] arguments) {
    Map<String, Set<Integer>> bits = new TreeMap<>();
    for (int run = 0; run < RUNS; run++) {
      step(Device.cpu(), bits);
    }
    for (var entry : bits.entrySet()) {
      int different = entry.getValue().size();
      if (different > 1) {
        System.out.printf("%s: %d different bits in %d runs%n", entry.getKey(), different, RUNS);
      }
    }
    System.out.printf("%d results%n", bits.size());
  }

  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private static void step(Device<?> device, Map<String, Set<Integer>> bits) {
    var random = RandomStreams.stream(1);
    Layer model =
        new Sequential(
            new Convolution2d(device, 1, 8, 3, Initialiser.he(), random),
            new BatchNorm(device, 8),
            Activation.relu(),
            new MaxPooling2d(2),
            new Flatten(),
            new Dense(device, 8 * 81, 300, Initialiser.he(), random),
            new LayerNorm(device, 300),
            Activation.gelu(),
            new Dropout(0.2),
            new Dense(device, 300, 300, Initialiser.he(), random),
            Activation.tanh(),
            new Dense(device, 300, 300, Initialiser.he(), random),
            Activation.sigmoid());
    try (Scope scope = Scope.open()) {
      Tensor x = device.tensor(new Shape(4, 1, 20, 20), numbers(4 * 400));
      Tensor y = device.tensor(new Shape(4, 300), numbers(4 * 300));
      Tensor predictions = model.forward(x, Context.training(RandomStreams.stream(2)));
      Tensor loss = Objective.crossEntropy().of(predictions, y);
      note("loss", loss, bits);
      note("predictions", predictions, bits);
      note("softmax", Softmax.softmax(predictions), bits);
      note("exp", Exp.exp(predictions), bits);
      note("log", Log.log(predictions), bits);
      List<Tensor> gradients =
          Gradients.of(loss, model.parameters().stream().map(Parameter::value).toList());
      for (int k = 0; k < gradients.size(); k++) {
        note("gradient " + k, gradients.get(k), bits);
      }
    }
  }

  private static float[] numbers(int n) {
    var random = RandomStreams.stream(3);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat();
    }
    return x;
  }

  private static void note(String name, Tensor x, Map<String, Set<Integer>> bits) {
    bits.computeIfAbsent(name, k -> new TreeSet<>()).add(Arrays.hashCode(x.toFloats()));
  }
}
