package twofold.verify.experiment;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.StrokeDigits;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.Penalty;
import twofold.nn.optim.Adam;
import twofold.nn.train.EarlyStopping;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.nn.train.Score;

/**
 * What helps when there are few examples? Six times the same network on the same digits, with one
 * {@link Remedy} each.
 *
 * <pre>
 *   784 pixels → 256 → ReLU → 10 logits: 203,530 numbers to learn      Adam, batch 50, 150 epochs
 *   300 drawn digits to learn from, 2,000 others to be judged by
 * </pre>
 *
 * All that is measured is the mean of three runs, each with weights and training digits of its own.
 * Accuracies on the training digits are those of the network as it is in the end, without dropout
 * and of digits as they are.
 */
final class Overfitting implements Experiment {
  private static final int TRAIN = 300;
  private static final int TEST = 2_000;
  private static final int HIDDEN = 256;
  private static final int BATCH = 50;
  private static final int EPOCHS = 150;
  private static final int REPEATS = 3;
  private static final Objective CROSS_ENTROPY = Objective.crossEntropy();

  @Override
  public String id() {
    return "overfitting";
  }

  @Override
  public String title() {
    return "what helps when there are few examples: six remedies side by side on 300 drawn digits";
  }

  /**
   * How a network ended, averaged over the repeats.
   *
   * @param losses on the test, after each epoch
   * @param accuracies on the test, after each epoch
   */
  private record Outcome(
      double train, double test, double loss, double[] losses, double[] accuracies) {}

  /** It leaves many. */
  @Override
  public boolean leavesOneNetwork() {
    return false;
  }

  @Override
  public Result run(Setting setting) {
    Folders.create(setting.out());
    int epochs = setting.epochs().orElse(EPOCHS);
    LabelledImages digits = StrokeDigits.draw(REPEATS * TRAIN + TEST, setting.seed());
    Map<String, Double> metrics = new LinkedHashMap<>();
    Map<Remedy, Outcome> outcomes = new LinkedHashMap<>();
    for (Remedy remedy : Remedy.ALL) {
      Outcome outcome = mean(remedy, digits, epochs, setting);
      outcomes.put(remedy, outcome);
      setting
          .print()
          .printf(
              Locale.ROOT,
              "%-15s train accuracy %6.2f %%   test accuracy %6.2f %%   test loss %.3f%n",
              remedy.name(),
              100 * outcome.train,
              100 * outcome.test,
              outcome.loss);
      metrics.put(remedy.id() + ".trainAccuracy", outcome.train);
      metrics.put(remedy.id() + ".testAccuracy", outcome.test);
      metrics.put(remedy.id() + ".testLoss", outcome.loss);
    }
    addTheTurn(metrics, outcomes.get(Remedy.ALL.get(0)));
    Path page = setting.out().resolve("index.html");
    write(page, setting, outcomes);
    setting.print().println("page            " + page.toAbsolutePath().normalize());
    return new Result(TRAIN + " digits drawn from pen strokes", metrics, Map.of());
  }

  /**
   * When nothing is done: after how many epochs the loss on the test is smallest, and how small.
   */
  private static void addTheTurn(Map<String, Double> metrics, Outcome plain) {
    int best = 0;
    for (int i = 1; i < plain.losses.length; i++) {
      best = plain.losses[i] < plain.losses[best] ? i : best;
    }
    metrics.put("plain.bestEpoch", best + 1.0);
    metrics.put("plain.bestTestLoss", plain.losses[best]);
    metrics.put("plain.accuracyThen", plain.accuracies[best]);
  }

  private static Outcome mean(Remedy remedy, LabelledImages digits, int epochs, Setting setting) {
    double train = 0;
    double test = 0;
    double loss = 0;
    double[] losses = new double[epochs];
    double[] accuracies = new double[epochs];
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Outcome one =
          one(
              remedy,
              digits.slice(repeat * TRAIN, (repeat + 1) * TRAIN),
              digits.slice(REPEATS * TRAIN, digits.count()),
              new Fit.Options(epochs, BATCH, RandomStreams.seed(setting.seed(), repeat)),
              setting);
      train += one.train / REPEATS;
      test += one.test / REPEATS;
      loss += one.loss / REPEATS;
      for (int i = 0; i < epochs; i++) {
        losses[i] += one.losses[i] / REPEATS;
        accuracies[i] += one.accuracies[i] / REPEATS;
      }
    }
    return new Outcome(train, test, loss, losses, accuracies);
  }

  private static Outcome one(
      Remedy remedy,
      LabelledImages train,
      LabelledImages test,
      Fit.Options options,
      Setting setting) {
    Layer model = model(remedy, setting, options.seed());
    Objective objective =
        remedy.penalty() == 0
            ? CROSS_ENTROPY
            : CROSS_ENTROPY.plus(() -> Penalty.l2(model.parameters(), remedy.penalty()));
    Fit fit = new Fit(setting.device(), model, objective, new Adam(0.001));
    int learned = remedy.stopsEarly() ? train.count() * 4 / 5 : train.count();
    Examples held = new ImageExamples(train.slice(learned, train.count()));
    Examples tested = new ImageExamples(test);
    OnTest onTest = new OnTest(model, setting, tested, options.epochs());
    FitListener listener = onTest;
    if (remedy.stopsEarly()) {
      // region stopping
      var patient = new EarlyStopping.Options().withPatience(20); // epochs without any gain
      listener = onTest.and(new EarlyStopping(model, patient));
      // endregion
    }
    fit.run(remedy.examples().apply(train.slice(0, learned)), held, options, listener);
    double accuracy = score(setting, model, new ImageExamples(train)).accuracy();
    Score score = score(setting, model, tested);
    return new Outcome(accuracy, score.accuracy(), score.loss(), onTest.losses, onTest.accuracies);
  }

  private static Score score(Setting setting, Layer model, Examples examples) {
    return Fit.score(setting.device(), model, CROSS_ENTROPY, examples);
  }

  private static Sequential model(Remedy remedy, Setting setting, long seed) {
    var random = RandomStreams.stream(seed, RandomStreams.name("weights"));
    int pixels = StrokeDigits.SIDE * StrokeDigits.SIDE;
    return new Sequential(
        new Dense(setting.device(), pixels, HIDDEN, Initialiser.he(), random),
        Activation.relu(),
        new Dropout(remedy.dropout()),
        new Dense(setting.device(), HIDDEN, StrokeDigits.CLASSES, Initialiser.glorot(), random));
  }

  /** Notes loss and accuracy on the test after each epoch. */
  private static final class OnTest implements FitListener {
    private final Layer model;
    private final Setting setting;
    private final Examples test;
    private final double[] losses;
    private final double[] accuracies;

    OnTest(Layer model, Setting setting, Examples test, int epochs) {
      this.model = model;
      this.setting = setting;
      this.test = test;
      this.losses = new double[epochs];
      this.accuracies = new double[epochs];
    }

    @Override
    public void epochDone(History.Epoch epoch) {
      Score score = score(setting, model, test);
      // up to the end: where training stops, things stay as they are
      Arrays.fill(losses, epoch.number() - 1, losses.length, score.loss());
      Arrays.fill(accuracies, epoch.number() - 1, accuracies.length, score.accuracy());
    }
  }

  private void write(Path page, Setting setting, Map<Remedy, Outcome> outcomes) {
    Map<String, double[]> losses = new LinkedHashMap<>();
    outcomes.forEach((remedy, outcome) -> losses.put(remedy.name(), outcome.losses));
    Page.write(
        page,
        this,
        p("Device: " + setting.device() + ". Means of " + REPEATS + " runs."),
        h2("How well"),
        table(
            tr(each(List.of("", "train accuracy", "test accuracy", "test loss"), name -> th(name))),
            each(
                outcomes.entrySet(),
                row ->
                    tr(
                        td(row.getKey().name()).withClass("text"),
                        td(Page.number("%.2f %%", 100 * row.getValue().train)),
                        td(Page.number("%.2f %%", 100 * row.getValue().test)),
                        td(Page.number("%.3f", row.getValue().loss))))),
        h2("How the loss on the test went"),
        Page.charts(Curves.chart("test loss", losses)));
  }
}
