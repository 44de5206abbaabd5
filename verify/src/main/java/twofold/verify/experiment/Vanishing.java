package twofold.verify.experiment;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Orthogonal;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.GruCell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.rnn.cell.State;
import twofold.tensor.Chance;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * How much of what the loss says about the last state is still heard at the states before: the
 * gradient's length through 100 steps, of cells that have learned nothing yet.
 *
 * <pre>
 *   L = v·h₁₀₀         v and all inputs normal          sₜ: h, and of an LSTM h and c
 *
 *   measured: ‖∂L/∂sₜ‖ / ‖∂L/∂s₁₀₀‖ for t = 1 … 100, its geometric mean over twenty draws of
 *   weights, inputs and v
 * </pre>
 *
 * The mean is that of the logarithms, as factors are multiplied from step to step: an ordinary mean
 * would be all about the one draw of twenty that exploded.
 *
 * <p>In double on whatever device is asked for: single precision has nothing between 0 and 10⁻⁴⁵,
 * and some of these gradients are there.
 */
final class Vanishing implements Experiment {
  private static final int STEPS = 100;
  private static final int INPUTS = 8;
  private static final int UNITS = 32;
  private static final int DRAWS = 20;
  private static final Device<?> DEVICE = Device.reference();

  /** Draws a cell. */
  private interface Drawn {
    Cell cell(RandomGenerator random);
  }

  /**
   * @param id its name among the curves
   */
  private record Kind(String id, String name, Drawn drawn) {}

  private static final List<Kind> KINDS =
      List.of(
          simple("simpleHalf", "simple cell, radius 0.5", 0.5),
          simple("simpleOne", "simple cell, radius 1", 1),
          simple("simpleTwo", "simple cell, radius 2", 2),
          lstm(0),
          lstm(1),
          lstm(2),
          lstm(5),
          new Kind("gru", "GRU", random -> new GruCell(DEVICE, INPUTS, UNITS, random)));

  /** All eigenvalues of an orthogonal matrix times r have the size r; so have its stretches. */
  private static Kind simple(String id, String name, double radius) {
    return new Kind(
        id,
        name,
        random ->
            new SimpleRnnCell(
                DEVICE, INPUTS, UNITS, Initialiser.glorot(), new Orthogonal(radius), random));
  }

  private static Kind lstm(int forgetBias) {
    return new Kind(
        "lstm" + forgetBias,
        "LSTM, forget bias " + forgetBias,
        random -> {
          Cell cell = new LstmCell(DEVICE, INPUTS, UNITS, random);
          double[] bias = new double[cell.bias().size()];
          Arrays.fill(bias, UNITS, 2 * UNITS, forgetBias); // the gates are i, f, o, g
          cell.bias().set(bias);
          return cell;
        });
  }

  @Override
  public String id() {
    return "vanishing";
  }

  @Override
  public String title() {
    return "how far back a gradient is heard: simple cells, LSTM and GRU over 100 steps";
  }

  /** Nothing is trained. */
  @Override
  public boolean leavesOneNetwork() {
    return false;
  }

  @Override
  public Result run(Setting setting) {
    Folders.create(setting.out());
    Map<String, double[]> curves = new LinkedHashMap<>();
    Map<String, double[]> drawn = new LinkedHashMap<>();
    Map<String, Double> metrics = new LinkedHashMap<>();
    setting.print().printf("device   %s%n", DEVICE);
    for (Kind kind : KINDS) {
      double[] logs = new double[STEPS];
      for (int draw = 0; draw < DRAWS; draw++) {
        double[] lengths = lengths(kind, RandomStreams.seed(setting.seed(), draw));
        for (int t = 0; t < STEPS; t++) {
          logs[t] += Math.log(lengths[t] / lengths[STEPS - 1]) / DRAWS;
        }
      }
      curves.put(kind.id, Arrays.stream(logs).map(Math::exp).toArray());
      drawn.put(kind.name, Arrays.stream(logs).map(log -> log / Math.log(10)).toArray());
      metrics.put(kind.id + ".first", Math.exp(logs[0]));
      metrics.put(kind.id + ".perStep", Math.exp(logs[0] / (STEPS - 1)));
      setting
          .print()
          .printf(
              Locale.ROOT,
              "%-24s at step 1 %.1e of step %d, ×%.3f per step%n",
              kind.name,
              Math.exp(logs[0]),
              STEPS,
              metrics.get(kind.id + ".perStep"));
    }
    List<Curves.Chart> charts = Curves.chart("log10 of the gradient", "step", drawn);
    Curves.write(charts, setting.out());
    Path page = setting.out().resolve("index.html");
    write(page, metrics, charts);
    setting.print().println("page     " + page.toAbsolutePath().normalize());
    return new Result("normal inputs, in double", metrics, Map.of(), curves);
  }

  /** ‖∂L/∂sₜ‖ for t = 1 … T. */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private static double[] lengths(Kind kind, long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    Cell cell = kind.drawn.cell(random);
    try (Scope scope = Scope.open()) {
      // region measured
      List<Tensor> parts = new ArrayList<>();
      State state = cell.start(1);
      for (int t = 0; t < STEPS; t++) {
        state = cell.step(Chance.normal(DEVICE, new Shape(1, INPUTS), random), state);
        parts.addAll(state.parts());
      }
      Tensor v = Chance.normal(DEVICE, new Shape(1, UNITS), random);
      List<Tensor> gradients = Gradients.of(state.output(), v, parts);
      // endregion
      int perState = state.parts().size();
      double[] lengths = new double[STEPS];
      for (int t = 0; t < STEPS; t++) {
        lengths[t] = length(gradients.subList(t * perState, (t + 1) * perState));
      }
      return lengths;
    }
  }

  private static double length(List<Tensor> parts) {
    return Math.sqrt(
        parts.stream().flatMapToDouble(x -> Arrays.stream(x.toArray())).map(x -> x * x).sum());
  }

  private void write(Path page, Map<String, Double> metrics, List<Curves.Chart> charts) {
    Page.write(
        page,
        this,
        p(
            "Device: "
                + DEVICE
                + ". Length of the gradient of each state as a part of that of the last one,"
                + " geometric mean of "
                + DRAWS
                + " draws."),
        Page.charts(charts),
        h2("From the last step to the first"),
        table(
            tr(each(List.of("", "at step 1", "factor per step"), name -> th(name))),
            each(
                KINDS,
                kind ->
                    tr(
                        td(kind.name).withClass("text"),
                        td(Page.number("%.1e", metrics.get(kind.id + ".first"))),
                        td(Page.number("%.3f", metrics.get(kind.id + ".perStep")))))));
  }
}
