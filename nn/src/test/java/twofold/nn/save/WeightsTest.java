package twofold.nn.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Safetensors;
import twofold.tensor.io.TypedArray;

/** Examples of {@code Weights} and {@code Names}: what is in a file, and what does not fit. */
class WeightsTest {
  @TempDir Path folder;

  private static Dense dense(Device<?> device, int inputs, int outputs, long seed) {
    return new Dense(device, inputs, outputs, Initialiser.he(), RandomStreams.of(seed));
  }

  private static Sequential model(Device<?> device, long seed) {
    return new Sequential(
        dense(device, 3, 4, seed),
        new BatchNorm(device, 4),
        Activation.relu(),
        Branches.residual(new Sequential(dense(device, 4, 4, seed + 1))),
        dense(device, 4, 2, seed + 2));
  }

  private static List<double[]> numbers(Layer model) {
    return Names.all(model).values().stream().map(p -> p.value().toArray()).toList();
  }

  /** A layer that two parameters of one name belong to. */
  private record Twice(Dense one, Dense other) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return List.of(one.weights(), one.bias(), other.weights(), other.bias());
    }

    @Override
    public Tensor forward(Tensor x, Context context) {
      return other.forward(one.forward(x, context), context);
    }
  }

  @Test
  void namesAreTheWayToTheLayer() {
    Device<?> device = Device.cpu();
    assertThat(Names.all(model(device, 1)).keySet())
        .containsExactly(
            "0.weights",
            "0.bias",
            "1.gain",
            "1.shift",
            "1.running mean",
            "1.running variance",
            "3.0.0.weights",
            "3.0.0.bias",
            "4.weights",
            "4.bias");
    assertThat(Names.parameters(model(device, 1)).keySet())
        .doesNotContain("1.running mean", "1.running variance")
        .hasSize(8);
    Dense dense = dense(device, 2, 2, 1);
    assertThat(Names.all(dense).keySet()).containsExactly("weights", "bias");
    assertThat(Names.all(new Sequential(dense, dense)).keySet())
        .containsExactly("0.weights", "0.bias");
    assertThat(Names.all(new Twice(dense, dense(device, 2, 2, 2))).keySet())
        .containsExactly("weights", "bias", "weights 2", "bias 2");
  }

  @Test
  void theFileHasTheBitsOfTheDevice() {
    Path file = folder.resolve("a.safetensors");
    Dense dense = dense(Device.cpu(), 2, 2, 1);
    dense.weights().set(-0.0, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, Float.NaN);
    Weights.save(file, dense);
    assertThat(Safetensors.read(file).arrays())
        .isEqualTo(
            Map.of(
                "weights",
                    TypedArray.ofFloats(
                        new Shape(2, 2), -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, Float.NaN),
                "bias", TypedArray.ofFloats(new Shape(2), 0, 0)));
    Dense fine = dense(Device.reference(), 1, 1, 1);
    fine.weights().set(0.1); // which no float is
    Weights.save(file, fine);
    assertThat(Safetensors.read(file).arrays().get("weights"))
        .isEqualTo(TypedArray.ofDoubles(new Shape(1, 1), 0.1));
  }

  /** Floats are doubles too: the reference takes them exactly. */
  @Test
  void fromTheCpuToTheReference() {
    Path file = folder.resolve("a.safetensors");
    Sequential one = model(Device.cpu(), 1);
    Weights.save(file, one);
    Sequential other = model(Device.reference(), 5);
    Weights.load(file, other);
    for (int k = 0; k < numbers(one).size(); k++) {
      assertThat(numbers(other).get(k)).isEqualTo(numbers(one).get(k));
    }
  }

  /** Parameters alone: the running statistics stay what they were. */
  @Test
  void parametersOnly() {
    Device<?> device = Device.cpu();
    Path all = folder.resolve("all.safetensors");
    Path some = folder.resolve("some.safetensors");
    Sequential one = model(device, 1);
    one.layers().get(1).state().get(0).set(1, 2, 3, 4);
    Weights.save(all, one);
    Weights.saveParameters(some, one);
    assertThat(Safetensors.read(some).arrays()).hasSize(8);
    for (Path file : List.of(all, some)) {
      Sequential other = model(device, 5);
      Weights.loadParameters(file, other);
      assertThat(((Dense) other.layers().get(0)).weights().value().toArray())
          .isEqualTo(((Dense) one.layers().get(0)).weights().value().toArray());
      assertThat(other.layers().get(1).state().get(0).value().toArray()).containsOnly(0);
    }
    assertThatThrownBy(() -> Weights.load(some, model(device, 5)))
        .hasMessage(
            some
                + " does not fit the model: tensor '1.running mean' is missing, expected shape (4);"
                + " tensor '1.running variance' is missing, expected shape (4)");
  }

  private void refuses(Map<String, TypedArray> arrays, String difference) {
    Path file = folder.resolve("other.safetensors");
    new Safetensors(arrays, Map.of()).write(file);
    Dense model = dense(Device.cpu(), 2, 3, 1);
    model.bias().set(7, 8, 9);
    List<double[]> before = numbers(model);
    assertThatThrownBy(() -> Weights.load(file, model))
        .isInstanceOf(DataException.class)
        .hasMessage(file + " does not fit the model: " + difference);
    for (int k = 0; k < before.size(); k++) { // not even what did fit
      assertThat(numbers(model).get(k)).isEqualTo(before.get(k));
    }
  }

  @Test
  void saysWhichTensorDiffersAndHow() {
    TypedArray weights = TypedArray.ofFloats(new Shape(2, 3), 1, 2, 3, 4, 5, 6);
    TypedArray bias = TypedArray.ofFloats(new Shape(3), 1, 2, 3);
    refuses(Map.of("weights", weights), "tensor 'bias' is missing, expected shape (3)");
    refuses(
        Map.of("weights", weights, "bias", bias, "slopes", bias),
        "tensor 'slopes' is not expected");
    refuses(
        Map.of("weights", weights, "bias", TypedArray.ofFloats(new Shape(2), 1, 2)),
        "tensor 'bias' has shape (2), expected (3)");
    refuses(
        Map.of("weights", weights, "bias", TypedArray.ofDoubles(new Shape(3), 1, 2, 3)),
        "tensor 'bias' is of FLOAT64, expected FLOAT32");
    refuses(
        Map.of("weights", weights, "bias", TypedArray.ofInts(new Shape(3), 1, 2, 3)),
        "tensor 'bias' is of INT32, expected FLOAT32");
    Map<String, TypedArray> many = new LinkedHashMap<>();
    for (int k = 0; k < 5; k++) {
      many.put("x" + k, bias);
    }
    refuses(
        many,
        "tensor 'weights' is missing, expected shape (2, 3); tensor 'bias' is missing, expected"
            + " shape (3); tensor 'x0' is not expected; and 4 more");
  }

  @Test
  void filesThatAreNone() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Sequential model = model(Device.cpu(), 1);
    List<double[]> before = numbers(model);
    Weights.save(file, model);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, 8, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Weights.load(file, model))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(file.toString())
          .message()
          .doesNotContain("\n");
    }
    Files.writeString(file, "PK these are no tensors");
    assertThatThrownBy(() -> Weights.load(file, model)).hasMessageContaining("has a header of");
    Path nowhere = folder.resolve("nowhere.safetensors");
    assertThatThrownBy(() -> Weights.load(nowhere, model)).hasMessage(nowhere + " does not exist");
    Path inNoFolder = folder.resolve("no folder").resolve("a.safetensors");
    assertThatThrownBy(() -> Weights.save(inNoFolder, model))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no folder");
    for (int k = 0; k < before.size(); k++) {
      assertThat(numbers(model).get(k)).isEqualTo(before.get(k));
    }
  }
}
