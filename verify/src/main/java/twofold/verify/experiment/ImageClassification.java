package twofold.verify.experiment;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.img;

import java.util.Map;
import java.util.stream.IntStream;
import twofold.nn.data.LabelledImages;
import twofold.nn.layer.Layer;
import twofold.nn.optim.Adam;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;

/**
 * {@link Classification} of images of digits, by Adam.
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
    LabelledImages train,
    LabelledImages test,
    Layer model,
    Recipe recipe,
    Map<String, Double> published) {

  /** How to train, unless the setting asks for another number of epochs. */
  record Recipe(int epochs, int batch, double rate) {}

  Result run(Experiment experiment, Setting setting) {
    var data =
        new Classification.Data(
            dataset,
            new ImageExamples(train),
            new ImageExamples(test),
            IntStream.range(0, test.classes()).mapToObj(Integer::toString).toList(),
            (i, caption) ->
                figure(
                        img().withSrc(Pictures.dataUri(test, i)).withAlt("example " + i),
                        figcaption(caption))
                    .withClass("digit"));
    var how =
        new Classification.Recipe(
            Objective.crossEntropy(), new Adam(recipe.rate), recipe.epochs, recipe.batch);
    return new Classification(data, model, how, published).run(experiment, setting);
  }
}
