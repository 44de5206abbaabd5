package twofold.verify.experiment;

import java.util.Map;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.StrokeDigits;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Sequential;
import twofold.nn.train.ImageExamples;
import twofold.tensor.Device;

/**
 * The main job: a network learns digits that are drawn from pen strokes, and proves that it did.
 *
 * <pre>
 *   784 pixels → 256 → ReLU → 10 logits      Adam, batch 100, 8 epochs of 10,000 digits
 * </pre>
 */
final class Digits implements Experiment {
  private static final int TRAIN = 10_000;
  private static final int TEST = 2_000;
  private static final int HIDDEN = 256;

  @Override
  public String id() {
    return "digits";
  }

  @Override
  public String title() {
    return "the main job: an MLP learns 10,000 drawn digits, then shows that it is right";
  }

  @Override
  public Result run(Setting setting) {
    setting.print().printf("drawing %,d digits%n", TRAIN + TEST);
    LabelledImages digits = StrokeDigits.draw(TRAIN + TEST, setting.seed());
    return new ImageClassification(
            "digits drawn from pen strokes",
            new ImageExamples(digits.slice(0, TRAIN)),
            digits.slice(TRAIN, TRAIN + TEST),
            model(setting.device(), setting.seed()),
            new ImageClassification.Recipe(8, 100, 0.001),
            Map.of())
        .run(this, setting);
  }

  private static Sequential model(Device<?> device, long seed) {
    var random = RandomStreams.stream(seed, RandomStreams.name("weights"));
    return new Sequential(
        new Dense(device, StrokeDigits.SIDE * StrokeDigits.SIDE, HIDDEN, Initialiser.he(), random),
        Activation.relu(),
        new Dense(device, HIDDEN, StrokeDigits.CLASSES, Initialiser.glorot(), random));
  }
}
