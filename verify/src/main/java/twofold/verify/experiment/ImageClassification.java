package twofold.verify.experiment;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.img;

import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import twofold.nn.data.LabelledImages;
import twofold.nn.layer.Layer;
import twofold.nn.optim.Adam;
import twofold.nn.schedule.Constant;
import twofold.nn.schedule.Schedule;
import twofold.nn.train.Examples;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;

/**
 * {@link Classification} of images by the classes' cross-entropy and Adam.
 *
 * @param dataset its name for people
 * @param train examples to learn from
 * @param test examples held out
 * @param model on the device of the setting
 * @param recipe how to train it
 * @param published results of others, by metric
 */
record ImageClassification(
    String dataset,
    Examples train,
    LabelledImages test,
    Layer model,
    Recipe recipe,
    Map<String, Double> published) {

  /**
   * How to train, unless the setting asks for another number of epochs.
   *
   * @param rate the learning rate, of as many steps as there will be
   */
  record Recipe(int epochs, int batch, LongFunction<Schedule> rate) {

    /** With one learning rate throughout. */
    Recipe(int epochs, int batch, double rate) {
      this(epochs, batch, steps -> new Constant(rate));
    }
  }

  Result run(Experiment experiment, Setting setting) {
    return classification(setting).run(experiment, setting);
  }

  /** With the examples and the optimiser that the setting asks for. */
  Classification classification(Setting setting) {
    var data =
        new Classification.Data(
            dataset,
            train,
            new ImageExamples(test),
            IntStream.range(0, test.classes()).mapToObj(Integer::toString).toList(),
            (i, caption) ->
                figure(
                        img().withSrc(Pictures.dataUri(test, i)).withAlt("example " + i),
                        figcaption(caption))
                    .withClass("digit"));
    int epochs = setting.epochs().orElse(recipe.epochs);
    long steps = (long) epochs * ((train.count() + recipe.batch - 1) / recipe.batch);
    var adam = new Adam(new Adam.Options().withRate(recipe.rate.apply(steps)));
    var how =
        new Classification.Recipe(Objective.crossEntropy(), adam, recipe.epochs, recipe.batch);
    return new Classification(data, model, how, published);
  }
}
