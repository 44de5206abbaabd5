package twofold.nn.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.StrokeDigits;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.optim.Sgd;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.tensor.Device;

/** Examples of {@code AugmentedExamples}. */
class AugmentedExamplesTest {
  private static final Device<?> DEVICE = Device.cpu();
  private final LabelledImages digits = StrokeDigits.draw(30, 1);

  @Test
  void outsideOfTrainingPicturesAreAsTheyAre() {
    Examples plain = new ImageExamples(digits);
    Examples augmented = new AugmentedExamples(digits, RandomWarp.NONE.withRotation(20));
    Examples.Batch one = plain.batch(DEVICE, plain.inOrder(), 3, 9);
    Examples.Batch other = augmented.batch(DEVICE, augmented.inOrder(), 3, 9);
    assertThat(other.inputs().toFloats()).isEqualTo(one.inputs().toFloats());
    assertThat(other.targets().toFloats()).isEqualTo(one.targets().toFloats());
    assertThat(augmented.count()).isEqualTo(30);

    Examples.Batch first = augmented.epoch(1, 1).batch(DEVICE, augmented.inOrder(), 3, 9);
    assertThat(first.inputs().toFloats()).isNotEqualTo(one.inputs().toFloats());
    assertThat(first.targets().toFloats()).isEqualTo(one.targets().toFloats());
    assertThat(first.inputs().shape()).isEqualTo(one.inputs().shape());
  }

  /** The preparation comes last, and always. */
  @Test
  void prepared() {
    AugmentedExamples examples =
        new AugmentedExamples(digits, Augmentation.of(p -> p.map(x -> x + 1)))
            .prepared(p -> p.map(x -> 10 * x));
    float plain = Picture.of(digits, 4).at(0, 14, 14);
    assertThat(examples.picture(4).at(0, 14, 14)).isEqualTo(10 * plain);
    assertThat(examples.epoch(1, 1).picture(4).at(0, 14, 14)).isEqualTo(10 * (plain + 1));
    AugmentedExamples small =
        examples.prepared(p -> Picture.of(1, 1, 2, p.at(0, 0, 0), p.at(0, 0, 1)));
    assertThat(small.batch(DEVICE, small.inOrder(), 0, 5).inputs().dim(1)).isEqualTo(2);
  }

  @Test
  void allPicturesOfABatchHaveOneSize() {
    Augmentation uneven =
        (p, random) -> random.nextBoolean() ? p : Picture.of(1, 1, 2, p.at(0, 0, 0), 0);
    Examples epoch = new AugmentedExamples(digits, uneven).epoch(1, 1);
    assertThatThrownBy(() -> epoch.batch(DEVICE, epoch.inOrder(), 0, 30))
        .hasMessage("all pictures of a batch must have 784 numbers, got one of 2");
  }

  /** Training sees each picture anew in each epoch, the same ones when it is repeated. */
  @Test
  void trainingSeesNewPicturesInEveryEpoch() {
    assertThat(seen(5)).isEqualTo(seen(5)).isNotEqualTo(seen(6));
    assertThat(seen(5).subList(0, 30)).doesNotContainAnyElementsOf(seen(5).subList(30, 60));
  }

  private List<Picture> seen(long seed) {
    List<Picture> seen = new ArrayList<>();
    AugmentedExamples examples =
        new AugmentedExamples(digits, RandomWarp.NONE.withRotation(20))
            .prepared(
                p -> {
                  synchronized (seen) {
                    seen.add(p);
                  }
                  return p;
                });
    seen.clear(); // the size was asked for
    var model = new Dense(DEVICE, 784, 10, Initialiser.glorot(), RandomStreams.of(1));
    new Fit(DEVICE, model, Objective.crossEntropy(), new Sgd(0.1))
        .run(
            examples,
            new ImageExamples(digits.slice(0, 0)),
            new Fit.Options(2, 30, seed), // one batch an epoch, of all pictures
            new FitListener() {});
    seen.subList(0, 30).sort((a, b) -> Integer.compare(a.hashCode(), b.hashCode()));
    seen.subList(30, 60).sort((a, b) -> Integer.compare(a.hashCode(), b.hashCode()));
    return seen;
  }
}
