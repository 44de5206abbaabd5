package twofold.verify.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import twofold.math.RandomStreams;
import twofold.nn.data.BostonHousing;
import twofold.nn.data.KFold;
import twofold.nn.data.Standardise;
import twofold.nn.data.Table;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.AbsoluteError;
import twofold.nn.loss.SquaredError;
import twofold.nn.optim.RmsProp;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.Objective;
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
 * Means and deviations come from the rows that are learned from. [The protocol, and a mean absolute
 * error of 2.64 on the test: Chollet, Deep Learning with Python, 2017, section 3.6] About the data
 * itself see {@link BostonHousing}.
 */
final class BostonHousingPrices implements Experiment {
  private static final int FOLDS = 4;
  private static final int MOST_EPOCHS = 100;
  private static final int BATCH = 16;
  private static final int HIDDEN = 64;
  private static final double RATE = 0.001;
  private static final Objective SQUARED = Objective.mean(SquaredError::squaredError);
  private static final Objective ABSOLUTE = Objective.mean(AbsoluteError::absoluteError);

  @Override
  public String id() {
    return "boston-housing";
  }

  @Override
  public String title() {
    return "an MLP 13-64-64-1 predicts house prices, 4-fold cross-validation (needs --data)";
  }

  @Override
  public Result run(Setting setting) {
    Path folder = setting.requireData(this, "boston_house_prices.csv in it or in its folder boston-housing");
    BostonHousing housing = BostonHousing.read(folder);
    Folders.create(setting.out());
    int n = housing.prices().length;
    if (n < 2 * FOLDS) {
      throw new DataException("boston-housing needs at least " + 2 * FOLDS + " rows, got " + n);
    }
    int[] order = RandomStreams.permutation(n, stream(setting, "test"));
    int[] test = Arrays.copyOf(order, n / 5);
    int[] rest = Arrays.copyOfRange(order, n / 5, n);
    int epochs = setting.epochs().orElse(MOST_EPOCHS);
    double[] validation = crossValidate(housing, rest, epochs, setting);
    int best = 0;
    for (int e = 1; e < epochs; e++) {
      best = validation[e] < validation[best] ? e : best;
    }
    setting.print().printf(
        Locale.ROOT, "best epoch %d: cross-validated MAE %.3f%n", best + 1, validation[best]);
    // TODO page
    Learned learned = learn(housing, rest, test, best + 1, setting, (a, b) -> {});
    double mae = Fit.score(setting.device(), learned.model, ABSOLUTE, learned.test).loss();
    double rmse = Math.sqrt(Fit.score(setting.device(), learned.model, SQUARED, learned.test).loss());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("mae", mae);
    metrics.put("rmse", rmse);
    metrics.put("crossValidatedMae", validation[best]);
    return new Result("Boston housing", metrics, Map.of("mae", 2.64));
  }

  private record Learned(Layer model, Examples train, Examples test, History history) {}

  private interface EachEpoch { void done(int epoch, Learned sofar); }

  private double[] crossValidate(BostonHousing housing, int[] rest, int epochs, Setting setting) {
    double[] mean = new double[epochs];
    List<KFold> folds = KFold.split(rest.length, FOLDS, stream(setting, "folds"));
    for (KFold fold : folds) {
      int[] a = Arrays.stream(fold.learned()).map(i -> rest[i]).toArray();
      int[] b = Arrays.stream(fold.heldOut()).map(i -> rest[i]).toArray();
      learn(housing, a, b, epochs, setting, (e, l) -> mean[e - 1] += Fit.score(setting.device(), l.model, ABSOLUTE, l.test).loss() / FOLDS);
      setting.print().printf(Locale.ROOT, "fold done %.3f%n", mean[epochs - 1]);
    }
    return mean;
  }

  private Learned learn(BostonHousing housing, int[] a, int[] b, int epochs, Setting setting, EachEpoch each) {
    Table known = housing.properties().select(a);
    Standardise scale = Standardise.learn(known);
    Examples train = new TableExamples(scale.apply(known), Arrays.stream(a).mapToDouble(i -> housing.prices()[i]).toArray());
    Examples test = new TableExamples(scale.apply(housing.properties().select(b)), Arrays.stream(b).mapToDouble(i -> housing.prices()[i]).toArray());
    Layer model = model(setting.device(), known.columns().size(), setting.seed());
    Learned so = new Learned(model, train, test, null);
    History h = new Fit(setting.device(), model, SQUARED, new RmsProp(RATE)).run(train, test, new Fit.Options(epochs, BATCH, setting.seed()), new FitListener() {
      @Override public void epochDone(History.Epoch e) { each.done(e.number(), so); }
    });
    return new Learned(model, train, test, h);
  }

  private static java.util.random.RandomGenerator stream(Setting setting, String name) {
    return RandomStreams.stream(setting.seed(), RandomStreams.name(name));
  }

  private static Layer model(Device<?> device, int columns, long seed) {
    var random = RandomStreams.stream(seed, RandomStreams.name("weights"));
    return new Sequential(
        new Dense(device, columns, HIDDEN, Initialiser.glorotUniform(), random),
        Activation.relu(),
        new Dense(device, HIDDEN, HIDDEN, Initialiser.glorotUniform(), random),
        Activation.relu(),
        new Dense(device, HIDDEN, 1, Initialiser.glorotUniform(), random));
  }
}
