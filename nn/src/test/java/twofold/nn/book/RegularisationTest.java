package twofold.nn.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.StrokeDigits;
import twofold.nn.image.AugmentedExamples;
import twofold.nn.image.MixedExamples;
import twofold.nn.image.RandomWarp;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.Penalty;
import twofold.nn.optim.Adam;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** The examples of the chapter "Regularisation". */
class RegularisationTest {
  private final Device<?> device = Device.cpu();
  private final LabelledImages digits = StrokeDigits.draw(60, 1);
  private final Examples test = new ImageExamples(StrokeDigits.draw(60, 90, 1));

  private Layer build() {
    var random = RandomStreams.of(1);
    // region dropout
    Layer model =
        new Sequential(
            new Dense(device, 784, 256, Initialiser.he(), random),
            Activation.relu(),
            new Dropout(0.5), // in training, half of the 256 are silent, the others twice as loud
            new Dense(device, 256, 10, Initialiser.glorot(), random));
    // endregion
    return model;
  }

  @Test
  void dropoutIsForTrainingOnly() {
    Layer model = build();
    Tensor x = device.full(new Shape(1, 784), 0.5).dense();
    float[] once = model.forward(x, Context.INFERENCE).toFloats();
    assertThat(model.forward(x, Context.INFERENCE).toFloats()).isEqualTo(once);
    Context training = Context.training(RandomStreams.of(1));
    assertThat(model.forward(x, training).toFloats()).isNotEqualTo(once);
  }

  @Test
  void aPenaltyKeepsWeightsSmall() {
    Layer model = build();
    // region penalty
    Objective objective =
        Objective.crossEntropy().plus(() -> Penalty.l2(model.parameters(), 0.001));
    // endregion
    Layer free = build();
    Fit.Options options = new Fit.Options(5, 20, 1);
    new Fit(device, model, objective, new Adam(0.01))
        .run(new ImageExamples(digits), test, options, new FitListener() {});
    new Fit(device, free, Objective.crossEntropy(), new Adam(0.01))
        .run(new ImageExamples(digits), test, options, new FitListener() {});
    assertThat(Penalty.l2(model.parameters(), 1).item())
        .isLessThan(Penalty.l2(free.parameters(), 1).item());
  }

  @Test
  void newPicturesInEveryEpoch() {
    // region augmented
    Examples train = new AugmentedExamples(digits, RandomWarp.NONE.withRotation(12));
    Fit fit = new Fit(device, build(), Objective.crossEntropy(), new Adam(0.001));
    History history = fit.run(train, test, new Fit.Options(2, 20, 7), new FitListener() {});
    // endregion
    assertThat(history.epochs()).hasSize(2);
  }

  @Test
  void mixed() {
    // region mixed
    Examples mixed = MixedExamples.mixup(new ImageExamples(digits), 0.2);
    // endregion
    float[] targets = mixed.epoch(7, 1).batch(device, mixed.inOrder(), 0, 20).targets().toFloats();
    float sum = 0;
    for (float target : targets) {
      sum += target;
    }
    assertThat(sum).isBetween(19.9999f, 20.0001f);
  }
}
