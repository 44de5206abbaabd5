package twofold.verify.experiment;

import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.SquaredError;
import twofold.nn.optim.Adam;
import twofold.nn.record.TensorBoardListener;
import twofold.nn.schedule.OneCycle;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.Objective;
import twofold.nn.train.ProgressBarListener;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.rnn.cell.State;
import twofold.rnn.data.SeriesWindows;
import twofold.rnn.layer.PerStep;
import twofold.rnn.layer.Recurrent;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * A series that was never written down: from windows of it a recurrent network learns what comes
 * one step later, and then goes on by itself, reading what it has said.
 *
 * <pre>
 *   f(x) = x·sin(x)/3 + 2·sin(5x), x from 0 to 30 in steps of 0.1      [Géron 2017, chapter 14]
 *
 *   1 number → a simple cell of 100 units → 1 number, at each of 20 steps      Adam, one cycle up to 0.003, squared error
 * </pre>
 */
final class SeriesForecast implements Experiment {
  private static final SeriesWindows SERIES = SeriesWindows.bumpy();
  private static final int STEPS = 20;
  private static final int WINDOWS = 4_000;
  private static final int HELD_OUT = 1_000;
  private static final int UNITS = 100;
  private static final int EPOCHS = 60;
  private static final int BATCH = 50;
  private static final double RATE = 0.003;

  /** How far the network goes on alone. */
  private static final int CONTINUED = 100;

  @Override
  public String id() {
    return "series";
  }

  @Override
  public String title() {
    return "a recurrent network foretells x·sin(x)/3 + 2·sin(5x), and goes on by itself";
  }

  @Override
  public Result run(Setting setting) {
    Folders.create(setting.out());
    Device<?> device = setting.device();
    var random = RandomStreams.stream(setting.seed(), RandomStreams.name("weights"));
    var cell = new SimpleRnnCell(device, 1, UNITS, random);
    var head = new Dense(device, UNITS, 1, Initialiser.glorot(), random);
    var model = new Sequential(Recurrent.sequences(cell), new PerStep(head));
    var train = SERIES.draw(STEPS, WINDOWS, RandomStreams.seed(setting.seed(), 1));
    var held = SERIES.draw(STEPS, HELD_OUT, RandomStreams.seed(setting.seed(), 2));
    setting.print().print(Classification.summary(device, model, train));
    setting.print().printf("device   %s%n", device);
    int epochs = setting.epochs().orElse(EPOCHS);
    long steps = (long) epochs * (WINDOWS / BATCH);
    FitListener progress = new ProgressBarListener(setting.print(), setting.terminal());
    History history =
        new Fit(
                device,
                model,
                Objective.mean(SquaredError::squaredError),
                new Adam(new Adam.Options().withRate(OneCycle.of(RATE, steps))))
            .measuring()
            .run(
                train,
                held,
                new Fit.Options(epochs, BATCH, setting.seed()),
                setting.withEvents(progress, model, new TensorBoardListener.Options()));
    setting.save(model);

    double start = 0.4 * (SERIES.to() - SERIES.from());
    double[] series = new double[STEPS + CONTINUED];
    for (int t = 0; t < series.length; t++) {
      series[t] = SERIES.series().applyAsDouble(start + t * SERIES.step());
    }
    double[] continued = goOn(device, cell, head, series);
    double error = history.last().test().loss();
    List<Curves.Chart> drawn =
        Curves.chart("continued", "step", Map.of("series", series, "network", continued));
    Path page = write(setting, error, drawn, Curves.ofLoss(history));
    setting.print().printf(Locale.ROOT, "mean squared error one step ahead %.5f%n", error);
    setting.print().println("page     " + page.toAbsolutePath().normalize());
    Map<String, double[]> curves = Curves.lossNumbers(history);
    curves.put("series", series);
    curves.put("continued", continued);
    return new Result(
        "x·sin(x)/3 + 2·sin(5x)",
        Map.of("testLoss", error, "rmse", Math.sqrt(error)),
        Map.of(),
        curves);
  }

  private Path write(
      Setting setting, double error, List<Curves.Chart> drawn, List<Curves.Chart> learned) {
    Curves.write(learned, setting.out());
    Curves.write(drawn, setting.out());
    Path page = setting.out().resolve("index.html");
    String how = "Device: %s. Mean squared error one step ahead, on windows held out: %.5f.";
    String then = "It is told the first %d numbers, and from then on reads what it says itself.";
    Page.write(
        page,
        this,
        p(String.format(Locale.ROOT, how, setting.device(), error)),
        h2("How it goes on"),
        p(String.format(Locale.ROOT, then, STEPS)),
        Page.charts(drawn),
        h2("How it learned"),
        Page.charts(learned));
    return page;
  }

  /** The first numbers as they are, then what the network says one step after the other. */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private static double[] goOn(Device<?> device, SimpleRnnCell cell, Dense head, double[] known) {
    double[] numbers = known.clone();
    try (Scope scope = Scope.open()) {
      State state = cell.start(1);
      for (int t = 0; t + 1 < numbers.length; t++) {
        Tensor x = device.tensor(new Shape(1, 1), numbers[t]);
        state = cell.step(x, state);
        if (t + 1 >= STEPS) {
          numbers[t + 1] = head.forward(state.output(), Context.INFERENCE).item();
        }
      }
    }
    return numbers;
  }
}
