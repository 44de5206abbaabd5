package twofold.verify.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import twofold.nn.graph.Summary;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Network;
import twofold.nn.optim.Optimiser;
import twofold.nn.record.TensorBoardListener;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.Objective;
import twofold.nn.train.ProgressBarListener;
import twofold.nn.train.Score;
import twofold.tensor.Device;
import twofold.tensor.Scope;

/**
 * What experiments on classes have in common: train, show that the model is right, write the page.
 *
 * @param data examples to learn from, and examples held out
 * @param model on the device of the setting; gives a logit for each class, or of two that of the
 *     second
 * @param recipe how to train it
 * @param published results of others, by metric
 */
record Classification(
    Data data, Layer model, Recipe recipe, Map<String, Double> published, boolean proves) {

  /** That ends with a proof. */
  Classification(Data data, Layer model, Recipe recipe, Map<String, Double> published) {
    this(data, model, recipe, published, true);
  }

  /**
   * Without the proof at the end: over a long sequence the bound, which fears the worst at every
   * step, grows until it decides nothing. Recurrent layers are proved on short ones.
   */
  Classification withoutProof() {
    return new Classification(data, model, recipe, published, false);
  }

  /**
   * @param name the data set's, for people
   * @param classes their names
   * @param show how a person is shown an example of the test
   */
  record Data(
      String name,
      Examples train,
      Examples test,
      List<String> classes,
      ClassificationPage.Show show) {}

  /** How to train, unless the setting asks for another number of epochs. */
  record Recipe(Objective objective, Optimiser optimiser, int epochs, int batch) {}

  Result run(Experiment experiment, Setting setting) {
    return judge(experiment, setting, train(setting), model);
  }

  /** Says what will be trained, and trains it. */
  History train(Setting setting) {
    Folders.create(
        setting.out()); // a folder that cannot be written is better known now than after training
    setting.print().print(summary(setting.device(), model, data.train));
    setting
        .print()
        .printf(
            "data     %s: %,d to learn from, %,d held out%n",
            data.name, data.train.count(), data.test.count());
    setting.print().printf("device   %s%n", setting.device());

    int epochs = setting.epochs().orElse(recipe.epochs);
    Fit fit = new Fit(setting.device(), model, recipe.objective, recipe.optimiser);
    FitListener progress = new ProgressBarListener(setting.print(), setting.terminal());
    return fit.run(
        data.train,
        data.test,
        new Fit.Options(epochs, recipe.batch, setting.seed()),
        setting.withEvents(progress, model, new TensorBoardListener.Options()));
  }

  /**
   * Shows that the model is right, and how good it is.
   *
   * @param judged what answers the test: the model, or a committee that it is a member of
   */
  Result judge(Experiment experiment, Setting setting, History history, Layer judged) {
    setting.save(judged);
    Proof proof =
        proves
            ? Proof.of(model, recipe.objective, data.train, setting.seed())
            : new Proof(List.of());
    proof.print(setting.print());
    Predictions predictions = Predictions.of(judged, setting.device(), data.test, data.classes);
    Score test =
        judged == model
            ? history.last().test()
            : Fit.score(setting.device(), judged, recipe.objective, data.test);
    Path page = setting.out().resolve("index.html");
    List<Curves.Chart> curves = Curves.of(history);
    Curves.write(curves, setting.out());
    new ClassificationPage(
            experiment,
            data.name,
            setting.device(),
            history,
            curves,
            test,
            predictions,
            proof,
            data.show)
        .write(page);
    setting.print().printf(Locale.ROOT, "test accuracy %.2f %%%n", 100 * test.accuracy());
    setting.print().println("page     " + page.toAbsolutePath().normalize());
    proof.requireHolds();

    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("testAccuracy", test.accuracy());
    metrics.put("trainAccuracy", history.last().train().accuracy());
    metrics.put("testLoss", test.loss());
    return new Result(data.name, metrics, published, Curves.numbers(history));
  }

  /** The model's table, as an example sees it on its way through. */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  static String summary(Device<?> device, Network model, Examples examples) {
    try (Scope scope = Scope.open()) {
      var first = examples.batch(device, new int[] {0}, 0, 1).allInputs();
      String label = "model    ";
      return label + Summary.of(model, first).toString().indent(label.length()).stripLeading();
    }
  }
}
