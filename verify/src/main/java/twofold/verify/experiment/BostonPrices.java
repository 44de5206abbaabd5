package twofold.verify.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import twofold.math.RandomStreams;
import twofold.nn.data.BostonHousing;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.RmsProp;
import twofold.nn.record.TensorBoardListener;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.TableExamples;
import twofold.tensor.Device;
import twofold.tensor.io.DataException;

/**
 * What does a house cost? Few examples: so cross-validation decides how long to train.
 *
 * <pre>
 *   13 standardised properties → 64 → ReLU → 64 → ReLU → 1      RMSProp with rate 0.001, batch 16, squared error
 *
 *   1  a random fifth of the tracts, 102, is put aside for the test
 *   2  the other 404 are cut into four folds; each is predicted, after every epoch, by a network that learns
 *      from the three others, for 100 epochs
 *   3  the epoch with the smallest mean absolute error, averaged over the four, is how long to train on all 404
 * </pre>
 *
 * Means and deviations come from the rows that are learned from. The seed also decides which tracts
 * are the test, so runs differ by more than training does. [The protocol: Chollet, Deep Learning
 * with Python, 2017, section 3.6.] Of it a mean absolute error of 2.64 has been published. About
 * the data itself, and what is wrong with column B, see {@link BostonHousing}.
 */
final class BostonPrices implements Experiment {
  private static final int FOLDS = 4;
  private static final int MOST_EPOCHS = 100;
  private static final int BATCH = 16;
  private static final int HIDDEN = 64;
  private static final double RATE = 0.001;

  @Override
  public String id() {
    return "boston-dense";
  }

  @Override
  public String title() {
    return "an MLP 13-64-64-1 predicts house prices, 4-fold cross-validation (needs --data)";
  }

  @Override
  public Result run(Setting setting) {
    BostonHousing housing =
        BostonHousing.read(
            setting.requireData(
                this, "boston_house_prices.csv in it or in its folder boston-housing"));
    Folders.create(setting.out());
    TableExamples all = new TableExamples(housing.properties(), housing.prices());
    int n = all.count();
    if (n < 2 * FOLDS) {
      throw new DataException(id() + " needs at least " + 2 * FOLDS + " rows, got " + n);
    }
    int[] order =
        RandomStreams.permutation(
            n, RandomStreams.stream(setting.seed(), RandomStreams.name("test")));
    int[] test = Arrays.copyOf(order, n / 5);
    int[] rest = Arrays.copyOfRange(order, n / 5, n);
    Regression regression =
        new Regression(
            setting, seed -> model(setting.device(), all, seed), () -> new RmsProp(RATE), BATCH);

    Layer shown = model(setting.device(), all, setting.seed());
    setting.print().print(Classification.summary(setting.device(), shown, all));
    int most = setting.epochs().orElse(MOST_EPOCHS);
    double[] validation = regression.crossValidate(all.select(rest), FOLDS, most);
    int epochs = 1 + smallest(validation);
    String found = "the folds' mean absolute error is smallest after %d epochs: %.3f%n";
    setting.print().printf(Locale.ROOT, found, epochs, validation[epochs - 1]);

    var split = Regression.Split.of(all, rest, test);
    Layer model = regression.model().apply(setting.seed());
    FitListener events =
        setting.withEvents(FitListener.silent(), model, new TensorBoardListener.Options());
    History history = regression.fit(model, split, epochs, events);
    setting.save(model);
    Proof proof = Proof.of(model, Regression.SQUARED, split.train(), setting.seed());
    proof.print(setting.print());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("mae", history.last().test().metric("mae"));
    metrics.put("rmse", history.last().test().metric("rmse"));
    metrics.put("validationMae", validation[epochs - 1]);
    Result result =
        new Result(
            "Boston housing", metrics, Map.of("mae", 2.64), Map.of("validationMae", validation));
    Path page = setting.out().resolve("index.html");
    List<Curves.Chart> validated =
        Curves.chart("mean absolute error, cross-validated", Map.of("held out", validation));
    List<Curves.Chart> curves = Curves.ofLoss(history);
    Curves.write(validated, setting.out());
    Curves.write(curves, setting.out());
    new RegressionPage(this, result, setting.device(), validated, history, curves, proof)
        .write(page);
    setting.print().println("page     " + page.toAbsolutePath().normalize());
    proof.requireHolds();
    return result;
  }

  private static int smallest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] < values[best] ? i : best;
    }
    return best;
  }

  private static Layer model(Device<?> device, TableExamples examples, long seed) {
    int columns = examples.table().columns().size();
    var random = RandomStreams.stream(seed, RandomStreams.name("weights"));
    return new Sequential(
        new Dense(device, columns, HIDDEN, Initialiser.glorotUniform(), random),
        Activation.relu(),
        new Dense(device, HIDDEN, HIDDEN, Initialiser.glorotUniform(), random),
        Activation.relu(),
        new Dense(device, HIDDEN, 1, Initialiser.glorotUniform(), random));
  }
}
