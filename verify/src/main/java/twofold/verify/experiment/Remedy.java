package twofold.verify.experiment;

import java.util.List;
import java.util.function.Function;
import twofold.nn.data.LabelledImages;
import twofold.nn.image.AugmentedExamples;
import twofold.nn.image.MixedExamples;
import twofold.nn.image.RandomWarp;
import twofold.nn.train.Examples;
import twofold.nn.train.ImageExamples;

/**
 * Something that may help against overfitting.
 *
 * @param id a word, for files
 * @param name for people
 * @param dropout the part of the hidden units that is forgotten in a step
 * @param penalty λ of an L2 penalty on the weights
 * @param stopsEarly whether a fifth of the training digits is held out, and training goes back to
 *     where these were predicted best
 * @param examples what is learned from
 */
record Remedy(
    String id,
    String name,
    double dropout,
    double penalty,
    boolean stopsEarly,
    Function<LabelledImages, Examples> examples) {

  // region warp
  private static final RandomWarp WARP =
      RandomWarp.NONE
          .withRotation(12)
          .withShift(0.08)
          .withShear(0.2)
          .withZoom(0.85, 1.15)
          .withElastic(1.4, 4); // pixels, as smooth as a blur of 4 pixels

  // endregion

  static final List<Remedy> ALL =
      List.of(
          new Remedy("plain", "nothing", 0, 0, false, ImageExamples::new),
          new Remedy("earlyStopping", "early stopping", 0, 0, true, ImageExamples::new),
          new Remedy("penalty", "L2 penalty", 0, 0.001, false, ImageExamples::new),
          new Remedy("dropout", "dropout", 0.5, 0, false, ImageExamples::new),
          new Remedy(
              "mixup",
              "mixup",
              0,
              0,
              false,
              digits -> MixedExamples.mixup(new ImageExamples(digits), 0.2)),
          new Remedy(
              "augmentation",
              "augmentation",
              0,
              0,
              false,
              digits -> new AugmentedExamples(digits, WARP)));
}
