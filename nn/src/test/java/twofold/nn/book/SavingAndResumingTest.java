package twofold.nn.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.data.StrokeDigits;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.Adam;
import twofold.nn.optim.Optimiser;
import twofold.nn.save.Checkpoint;
import twofold.nn.save.ModelFile;
import twofold.nn.save.Names;
import twofold.nn.save.Weights;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.tensor.io.Safetensors;

/** The examples of the chapter "Saving and resuming". */
class SavingAndResumingTest {
  private final Device<?> device = Device.cpu();
  private final ImageExamples digits = new ImageExamples(StrokeDigits.draw(60, 1));

  @TempDir Path folder;

  private Layer build(long seed) {
    return new Sequential(
        new Dense(device, 784, 10, Initialiser.glorot(), RandomStreams.of(seed)),
        new BatchNorm(device, 10),
        new Dropout(0.1));
  }

  private Fit fit(Layer model, Optimiser optimiser) {
    return new Fit(device, model, Objective.crossEntropy(), optimiser);
  }

  @Test
  void savedAndLoaded() {
    Path file = folder.resolve("digits.safetensors");
    Layer model = build(1);
    // region weights
    Weights.save(file, model);
    Layer other = build(2); // the same architecture, other numbers
    Weights.load(file, other); // now the same numbers
    // endregion
    Tensor x = device.full(new Shape(1, 784), 0.5).dense();
    assertThat(other.forward(x, Context.INFERENCE).toArray())
        .containsExactly(model.forward(x, Context.INFERENCE).toArray());
  }

  @Test
  void withoutTheProgramThatBuiltIt() {
    Path file = folder.resolve("digits.safetensors");
    Layer model = build(1);
    Optimiser optimiser = new Adam(0.01);
    fit(model, optimiser).run(digits, digits, new Fit.Options(1, 20, 7));
    // region whole-model
    ModelFile.save(file, model, optimiser);
    ModelFile.Loaded loaded = ModelFile.load(file, device); // elsewhere; nothing was built before
    Layer same = loaded.layer();
    Optimiser goesOn = loaded.optimiser();
    // endregion
    assertThat(same).hasToString(model.toString());
    fit(same, goesOn).run(digits, digits, new Fit.Options(2, 20, 7, 1));
    fit(model, optimiser).run(digits, digits, new Fit.Options(2, 20, 7, 1));
    assertSame(same, model);
    assertThat(Safetensors.read(file).metadata().get("model"))
        .isEqualTo(
            """
            {"kind":"sequential","layers":[\
            {"kind":"dense","weights":"0.weights","bias":"0.bias"},\
            {"kind":"batchNorm","gain":"1.gain","shift":"1.shift",\
            "runningMean":"1.running mean","runningVariance":"1.running variance",\
            "momentum":0.1,"epsilon":1.0E-5},\
            {"kind":"dropout","rate":0.1}]}""");
  }

  private static void assertSame(Layer actual, Layer expected) {
    Names.all(expected)
        .forEach(
            (name, place) ->
                assertThat(Names.all(actual).get(name).value().toArray())
                    .as(name)
                    .containsExactly(place.value().toArray()));
  }

  @Test
  void stoppedAndGoneOn() {
    Layer straight = build(1);
    fit(straight, new Adam(0.01))
        .run(digits, digits, new Fit.Options(2, 20, 7), new FitListener() {});

    Path file = folder.resolve("training.safetensors");
    Layer model = build(1);
    Optimiser optimiser = new Adam(0.01);
    Fit.Options first = new Fit.Options(1, 20, 7);
    // region save
    FitListener saving = Checkpoint.afterEachEpoch(file, model, optimiser, first);
    fit(model, optimiser).run(digits, digits, first, saving);
    // endregion
    // region resume
    Layer again = build(2);
    Optimiser fresh = new Adam(0.01);
    Fit.Options rest = Checkpoint.load(file, again, fresh).withEpochs(2); // one is done
    fit(again, fresh).run(digits, digits, rest, new FitListener() {});
    // endregion
    assertSame(again, straight);
  }
}
