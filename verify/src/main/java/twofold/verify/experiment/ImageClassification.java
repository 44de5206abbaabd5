package twofold.verify.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import twofold.nn.data.LabelledImages;
import twofold.nn.layer.Layer;
import twofold.nn.optim.Adam;
import twofold.nn.train.Fit;
import twofold.nn.train.History;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.nn.train.ProgressBarListener;
import twofold.tensor.Parameter;

/**
 * What experiments on labelled images have in common: train, show that the model is right, write
 * the page.
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
    Folders.create(
        setting.out()); // a folder that cannot be written is better known now than after training
    int parameters = model.parameters().stream().mapToInt(Parameter::size).sum();
    setting.print().printf("model    %s: %,d parameters%n", model, parameters);
    setting
        .print()
        .printf(
            "data     %s: %,d to learn from, %,d held out%n", dataset, train.count(), test.count());
    setting.print().printf("device   %s%n", setting.device());

    int epochs = setting.epochs().orElse(recipe.epochs);
    Objective objective = Objective.crossEntropy();
    Fit fit = new Fit(setting.device(), model, objective, new Adam(recipe.rate));
    History history =
        fit.run(
            new ImageExamples(train),
            new ImageExamples(test),
            new Fit.Options(epochs, recipe.batch, setting.seed()),
            new ProgressBarListener(setting.print(), setting.terminal()));

    Proof proof = Proof.of(model, train, setting.seed());
    proof.print(setting.print());
    Predictions predictions = Predictions.of(model, setting.device(), test);
    Path page = setting.out().resolve("index.html");
    new ClassificationPage(experiment, dataset, setting.device(), history, predictions, proof)
        .write(page);
    setting
        .print()
        .printf(Locale.ROOT, "test accuracy %.2f %%%n", 100 * history.last().test().accuracy());
    setting.print().println("page     " + page.toAbsolutePath().normalize());
    proof.requireHolds();

    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("testAccuracy", history.last().test().accuracy());
    metrics.put("trainAccuracy", history.last().train().accuracy());
    metrics.put("testLoss", history.last().test().loss());
    return new Result(dataset, metrics, published);
  }
}
