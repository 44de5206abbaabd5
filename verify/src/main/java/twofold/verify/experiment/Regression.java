package twofold.verify.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import twofold.math.RandomStreams;
import twofold.nn.data.KFold;
import twofold.nn.data.Standardise;
import twofold.nn.layer.Layer;
import twofold.nn.loss.SquaredError;
import twofold.nn.metric.Mean;
import twofold.nn.optim.Optimiser;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.Objective;
import twofold.nn.train.TableExamples;

/**
 * How experiments learn numbers from tables: by the squared error, on standardised columns.
 *
 * @param model a fresh one from a seed
 * @param optimiser a fresh one
 */
record Regression(
    Setting setting, LongFunction<Layer> model, Supplier<Optimiser> optimiser, int batch) {
  static final Objective SQUARED = Objective.mean(SquaredError::squaredError);

  /** Some examples to learn from and others to be judged by, in the scale of the former. */
  record Split(TableExamples train, TableExamples test) {

    static Split of(TableExamples all, int[] learned, int[] heldOut) {
      TableExamples train = all.select(learned);
      TableExamples test = all.select(heldOut);
      Standardise scale = Standardise.learn(train.table());
      return new Split(
          train.with(scale.apply(train.table())), test.with(scale.apply(test.table())));
    }
  }

  History fit(Layer model, Split split, int epochs, FitListener listener) {
    return new Fit(setting.device(), model, SQUARED, optimiser.get())
        .measuring(Mean.absoluteError(), Mean.rootSquaredError())
        .run(split.train, split.test, new Fit.Options(epochs, batch, setting.seed()), listener);
  }

  /** The mean absolute error on the held-out examples after each epoch, averaged over k folds. */
  double[] crossValidate(TableExamples examples, int k, int epochs) {
    var random = RandomStreams.stream(setting.seed(), RandomStreams.name("folds"));
    List<KFold> folds = KFold.split(examples.count(), k, random);
    double[] mean = new double[epochs];
    for (int f = 0; f < k; f++) {
      Split split = Split.of(examples, folds.get(f).learned(), folds.get(f).heldOut());
      Layer fresh = model.apply(RandomStreams.seed(setting.seed(), f));
      History history =
          fit(
              fresh,
              split,
              epochs,
              FitListener.afterEachEpoch(
                  epoch -> mean[epoch.number() - 1] += epoch.test().metric("mae") / k));
      String line = "fold %d/%d   mean absolute error %.3f after %d epochs%n";
      double error = history.last().test().metric("mae");
      setting.print().printf(Locale.ROOT, line, f + 1, k, error, epochs);
    }
    return mean;
  }
}
