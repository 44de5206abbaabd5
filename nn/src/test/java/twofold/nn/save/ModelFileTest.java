package twofold.nn.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.nn.save.SmallDense.BIAS;
import static twofold.nn.save.SmallDense.WEIGHTS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.architecture.NormalisedCnn;
import twofold.nn.data.StrokeDigits;
import twofold.nn.graph.Model;
import twofold.nn.graph.Node;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Context;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Merge;
import twofold.nn.layer.RRelu;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.Adam;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.Sgd;
import twofold.nn.schedule.OneCycle;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Safetensors;
import twofold.tensor.io.TypedArray;

/** Examples of {@code ModelFile}: what is in a file, what comes back, and what is not saved. */
class ModelFileTest {
  private static final Device<?> DEVICE = Device.cpu();

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("net.safetensors");
  }

  private static Dense dense(int inputs, int outputs, long seed) {
    return new Dense(DEVICE, inputs, outputs, Initialiser.he(), RandomStreams.of(seed));
  }

  private static Tensor rows(int count, int features) {
    double[] numbers = new double[count * features];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Math.sin(i);
    }
    return DEVICE.tensor(new Shape(count, features), numbers);
  }

  private static List<double[]> numbers(Layer model) {
    return Names.all(model).values().stream().map(p -> p.value().toArray()).toList();
  }

  private static void assertSame(Layer actual, Layer expected) {
    assertThat(Names.all(actual).keySet()).containsExactlyElementsOf(Names.all(expected).keySet());
    for (int k = 0; k < numbers(expected).size(); k++) {
      assertThat(numbers(actual).get(k)).isEqualTo(numbers(expected).get(k));
    }
  }

  /** What a person reads who opens the file. */
  @Test
  void theFileSaysWhatTheModelIs() {
    Layer model = new Sequential(dense(3, 4, 1), Activation.relu(), new Dropout(0.5));
    ModelFile.save(file(), model, new Adam(0.01));
    Safetensors read = Safetensors.read(file());
    assertThat(read.arrays().keySet())
        .containsExactlyInAnyOrder("0.weights", "0.bias", "optimiser.steps");
    assertThat(read.metadata())
        .containsEntry("twofold", "model 1")
        .containsEntry(
            "model",
            """
            {"kind":"sequential","layers":[\
            {"kind":"dense","weights":"0.weights","bias":"0.bias"},\
            {"kind":"activation","function":"ReLU"},\
            {"kind":"dropout","rate":0.5}]}""")
        .containsEntry(
            "optimiser",
            """
            {"kind":"adam","rate":{"kind":"constant","rate":0.01},\
            "beta1":0.9,"beta2":0.999,"epsilon":1.0E-8}""");
  }

  @Test
  void aNetworkFromAnArchitecture() {
    Layer model = NormalisedCnn.of(DEVICE, RandomStreams.of(1));
    model.forward(rows(4, 784), Context.training(RandomStreams.of(2))); // moves running averages
    ModelFile.save(file(), model);
    Layer again = ModelFile.load(file(), DEVICE).layer();
    assertThat(again).hasToString(model.toString());
    assertSame(again, model);
    assertThat(again.forward(rows(5, 784), Context.INFERENCE).toArray())
        .isEqualTo(model.forward(rows(5, 784), Context.INFERENCE).toArray());
    Weights.load(
        file(), NormalisedCnn.of(DEVICE, RandomStreams.of(3))); // it is a weights file, too
  }

  /** One layer at two places is one layer again: what it learns at one, it knows at the other. */
  @Test
  void aGraphWithALayerAtTwoPlaces() {
    Node one = Node.input("one", 3);
    Node other = Node.input("other", Node.ANY);
    Layer shared = new Sequential(dense(3, 2, 1), Activation.tanh());
    Node both = Node.merge("product", Merge.multiply(), one.through(shared), other.through(shared));
    Model model = Model.of(List.of(other, one), List.of(both.through("answer", dense(2, 1, 2))));
    ModelFile.save(file(), model);
    ModelFile.Loaded loaded = ModelFile.load(file(), DEVICE);
    Model again = (Model) loaded.network();
    assertThat(again.layers()).hasSize(2);
    assertThat(again).hasToString(model.toString());
    List<Tensor> x = List.of(rows(2, 3), rows(2, 3).negate());
    assertThat(again.forward(x, Context.INFERENCE).get(0).toArray())
        .isEqualTo(model.forward(x, Context.INFERENCE).get(0).toArray());
    assertThatThrownBy(loaded::layer)
        .hasMessage(
            file()
                + " should have a layer, with one input and one output, got Model of 'other', 'one'"
                + " to 'answer'");
    assertThatThrownBy(loaded::optimiser)
        .hasMessage(file() + " should have an optimiser, got a model only");
    Layer asLayer = Model.of(one, one.through(shared));
    ModelFile.save(file(), asLayer);
    assertThat(ModelFile.load(file(), DEVICE).layer()).hasToString(asLayer.toString());
  }

  /** Different layers over one array of weights are that after loading, too. */
  @Test
  void weightsThatAreShared() {
    var one = new Convolution2d(DEVICE, 1, 2, 3, Initialiser.he(), RandomStreams.of(1));
    ModelFile.save(file(), Branches.inception(one, one.withoutBias()));
    Branches again = (Branches) ModelFile.load(file(), DEVICE).layer();
    List<Parameter> first = again.layers().get(0).parameters();
    assertThat(again.layers().get(1).parameters()).containsExactly(first.get(0));
    assertThat(again.parameters()).hasSize(2);
  }

  /** A program trains; another one, that knows nothing but the file, goes on. */
  @Test
  void trainingGoesOn() {
    ImageExamples digits = new ImageExamples(StrokeDigits.draw(60, 1));
    Fit.Options options = new Fit.Options(2, 16, 7);
    Layer straight = network();
    fit(straight, adam()).run(digits, digits, options);

    Layer first = network();
    Optimiser adam = adam();
    FitListener stop =
        new FitListener() {
          private boolean done;

          @Override
          public void epochDone(twofold.nn.train.History.Epoch epoch) {
            done = true;
          }

          @Override
          public boolean wantsToStop() {
            return done;
          }
        };
    fit(first, adam).run(digits, digits, options, stop);
    ModelFile.save(file(), first, adam);
    ModelFile.Loaded trained = ModelFile.load(file(), DEVICE);
    fit(trained.layer(), trained.optimiser()).run(digits, digits, options.withDone(1));
    assertSame(trained.layer(), straight);
  }

  private static Layer network() {
    return new Sequential(new Dropout(0.2), dense(784, 10, 1));
  }

  private static Optimiser adam() {
    return new Adam(new Adam.Options().withRate(OneCycle.of(0.01, 8)));
  }

  private static Fit fit(Layer model, Optimiser optimiser) {
    return new Fit(DEVICE, model, Objective.crossEntropy(), optimiser);
  }

  private void cannotBeSaved(Layer model, String message) {
    assertThatThrownBy(() -> ModelFile.save(file(), model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(Files.exists(file())).isFalse();
  }

  @Test
  void whatCannotBeSaved() {
    cannotBeSaved(
        new Sequential(Activation.relu(), new Lambda("crop", (x, context) -> x)),
        "model.layers[1] is crop, which cannot be saved: it holds code, which no file does");
    cannotBeSaved(
        new Activation("ReLU", x -> x),
        "model is ReLU, which cannot be saved: it holds code, which no file does");
    cannotBeSaved(
        new RRelu(Double.NEGATIVE_INFINITY, 1),
        "model.low needs a finite number to be saved, got -Infinity");
    cannotBeSaved(
        new Branches(parts -> parts.get(0), List.of(Activation.relu())),
        "model.merge is a function, which cannot be saved: it holds code, which no file does");
    Optimiser odd = new Sgd(new Sgd.Options(step -> 0.1));
    assertThatThrownBy(() -> ModelFile.save(file(), Activation.relu(), odd))
        .hasMessage(
            "optimiser.rate is a function, which cannot be saved: it holds code, which no file does");
    Layer deep = Activation.relu();
    for (int k = 0; k < 100; k++) {
      deep = new Sequential(deep);
    }
    Layer tooDeep = deep;
    assertThatThrownBy(() -> ModelFile.save(file(), tooDeep))
        .hasMessageEndingWith("is nested more than 100 deep, too deep to be saved");
    Dense dense = dense(2, 2, 1);
    Optimiser ofAnother = new Adam(0.01);
    Dense other = dense(3, 2, 1);
    ofAnother.descend(other.parameters(), other.forward(rows(1, 3), Context.INFERENCE).sum());
    assertThatThrownBy(() -> ModelFile.save(file(), dense, ofAnother))
        .hasMessage("memory '0.mean' of shape (3, 2) should be of parameter 0, got weights(2, 2)");
  }

  /** The same for a file: memory of the model's parameters, of all of them, and no other. */
  @Test
  void memoryThatIsNotOfTheModel() {
    Dense dense = dense(2, 1, 1);
    Optimiser adam = new Adam(0.01);
    adam.descend(dense.parameters(), dense.forward(rows(1, 2), Context.INFERENCE).sum());
    ModelFile.save(file(), dense, adam);
    Safetensors read = Safetensors.read(file());
    refusesMemory(read, "0.mean", null, "this optimiser's state has an entry '0.mean', got");
    refusesMemory(
        read, "0.mean", BIAS, "memory '0.mean' of shape (1) should be of parameter 0, got");
    refusesMemory(
        read, "2.mean", BIAS, "memory '2.mean' of shape (1) should be of parameter 2, got no such");
    refusesMemory(read, "0.velocity", WEIGHTS, "this optimiser's state has no entry '0.velocity'");
    refusesMemory(read, "steps", WEIGHTS, "item() needs a tensor of one element");
  }

  private void refusesMemory(Safetensors read, String name, TypedArray array, String message) {
    Map<String, TypedArray> arrays = new LinkedHashMap<>(read.arrays());
    arrays.remove("optimiser." + name);
    if (array != null) {
      arrays.put("optimiser." + name, array);
    }
    new Safetensors(arrays, read.metadata()).write(file());
    assertThatThrownBy(() -> ModelFile.load(file(), DEVICE))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file() + " does not fit its optimiser: " + message)
        .message()
        .hasSizeLessThan(1000);
  }

  /** Floats are doubles, too; the other way round numbers would be rounded. */
  @Test
  void onAnotherDevice() {
    Layer model = dense(2, 1, 1);
    ModelFile.save(file(), model);
    Layer exact = ModelFile.load(file(), Device.reference()).layer();
    assertThat(exact.parameters().get(0).value().device()).isEqualTo(Device.reference());
    assertSame(exact, model);
    ModelFile.save(file(), exact);
    assertThatThrownBy(() -> ModelFile.load(file(), DEVICE))
        .hasMessage(
            file()
                + " has a bad description: model.weights needs tensor 'weights' of FLOAT32, got"
                + " FLOAT64");
  }

  /** Names as long as files may have them. */
  @Test
  void longNames() {
    Dense dense = dense(2, 1, 1);
    ModelFile.save(file(), dense, new Adam(0.01));
    Safetensors read = Safetensors.read(file());
    refusesMemory(
        read, "inner.".repeat(8_000) + "0.x", BIAS, "memory 'inner.inner.inner.inner.inner");
    refusesMemory(read, "7".repeat(49_000) + ".x", BIAS, "this optimiser's state has no entry");
  }
}
