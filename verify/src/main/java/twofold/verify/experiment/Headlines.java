package twofold.verify.experiment;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import j2html.tags.specialized.TrTag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import twofold.nn.data.Mnist;

/**
 * All results that others have published and that are reproduced here, each with three seeds: did
 * they come out, or was it luck?
 *
 * <p>The mean over the seeds is held against a bar, which is the published number less what runs
 * differ by. One page shows the table, and how each network learned.
 */
final class Headlines implements Experiment {
  private static final int SEEDS = 3;

  /**
   * A number to reach.
   *
   * @param metric which of the experiment's numbers
   * @param bar what its mean over the seeds should reach, or stay below
   * @param isError whether less is better
   */
  private record Headline(Experiment experiment, String metric, double bar, boolean isError) {

    static Headline accuracy(Experiment experiment, double bar) {
      return new Headline(experiment, "testAccuracy", bar, false);
    }

    boolean isReached(double mean) {
      return isError ? mean <= bar : mean >= bar;
    }
  }

  private static final Experiment BOSTON = new BostonPrices();

  private static final List<Headline> HEADLINES =
      List.of(
          Headline.accuracy(new MnistMlp(), 0.983),
          Headline.accuracy(new MnistCnn(), 0.991),
          Headline.accuracy(new MnistCnnBest(), 0.996),
          Headline.accuracy(MnistRows.simple(), 0.975),
          Headline.accuracy(new ImdbDense(), 0.874),
          Headline.accuracy(new ImdbBest(), 0.895),
          Headline.accuracy(new ReutersTopics(), 0.955),
          new Headline(BOSTON, "mae", 2.6, true),
          new Headline(BOSTON, "validationMae", 2.6, true));

  /** What the seeds came to. */
  private record Row(Headline headline, List<Result> results) {

    double[] values() {
      return results.stream().mapToDouble(r -> r.metrics().get(headline.metric)).toArray();
    }

    double mean() {
      double sum = 0;
      for (double value : values()) {
        sum += value;
      }
      return sum / results.size();
    }

    /** What others have reported, or nothing. */
    String published() {
      Double value = results.get(0).published().get(headline.metric);
      return value == null ? "" : number(value);
    }

    String verdict() {
      return headline.isReached(mean()) ? "reached" : "missed";
    }
  }

  @Override
  public String id() {
    return "headlines";
  }

  @Override
  public String title() {
    return "all published results that are reproduced here, three seeds each (needs --data)";
  }

  /** It leaves many. */
  @Override
  public boolean leavesOneNetwork() {
    return false;
  }

  @Override
  public Result run(Setting setting) {
    Path data = setting.requireData(this, "the folders mnist, imdb, reuters and boston-housing");
    Mnist.read(data); // missing files are better known now than after an hour
    Folders.create(setting.out());
    Map<Experiment, List<Result>> results = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    for (Headline headline : HEADLINES) {
      results.computeIfAbsent(headline.experiment, experiment -> run(experiment, setting));
      rows.add(new Row(headline, results.get(headline.experiment)));
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    Map<String, Double> published = new LinkedHashMap<>();
    Map<String, double[]> curves = new LinkedHashMap<>();
    for (Row row : rows) {
      String name = row.headline.experiment.id() + "." + row.headline.metric;
      metrics.put(name, row.mean());
      published.computeIfAbsent(name, n -> row.results.get(0).published().get(row.headline.metric));
      curves.put(name + " by seed", row.values());
      print(row, setting);
    }
    Path page = setting.out().resolve("index.html");
    write(page, rows, setting);
    setting.print().println("page     " + page.toAbsolutePath().normalize());
    return new Result("all of them", metrics, published, curves);
  }

  private static List<Result> run(Experiment experiment, Setting setting) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < SEEDS; i++) {
      long seed = setting.seed() + i;
      setting.print().printf("---- %s, seed %d%n", experiment.id(), seed);
      Path out = setting.out().resolve(experiment.id() + "-seed-" + seed);
      results.add(experiment.run(setting.with(seed, out)));
    }
    return results;
  }

  private static void print(Row row, Setting setting) {
    setting
        .print()
        .printf(
            Locale.ROOT,
            "%-15s %-13s mean %.4f   bar %.4f %-8s published %s%n",
            row.headline.experiment.id(),
            row.headline.metric,
            row.mean(),
            row.headline.bar,
            row.verdict(),
            row.published());
  }

  private void write(Path page, List<Row> rows, Setting setting) {
    List<String> head = List.of("", "metric", "published", "bar", "mean", "", "by seed");
    Page.write(
        page,
        this,
        p("Device: " + setting.device() + ". Seeds from " + setting.seed() + " on."),
        table(tr(each(head, text -> th(text))), each(rows, Headlines::tableRow)),
        each(
            rows,
            row ->
                div(
                    h2(row.headline.experiment.id()),
                    p(row.headline.experiment.title() + "."),
                    Page.charts(curves(row, setting.seed())))));
  }

  private static TrTag tableRow(Row row) {
    List<String> bySeed = Arrays.stream(row.values()).mapToObj(Headlines::number).toList();
    return tr(
        td(row.headline.experiment.id()).withClass("text"),
        td(row.headline.metric).withClass("text"),
        td(row.published()),
        td(number(row.headline.bar)),
        td(number(row.mean())),
        td(row.verdict()).withClass(row.verdict().equals("reached") ? "right" : "wrong"),
        td(String.join(", ", bySeed)));
  }

  private static String number(double value) {
    return Page.number("%.4f", value);
  }

  /** How it learned: for each curve of the runs, a line for each seed. */
  private static List<Curves.Chart> curves(Row row, long firstSeed) {
    List<Curves.Chart> charts = new ArrayList<>();
    for (String name : row.results.get(0).curves().keySet()) {
      Map<String, double[]> lines = new LinkedHashMap<>();
      for (int i = 0; i < row.results.size(); i++) {
        lines.put("seed " + (firstSeed + i), row.results.get(i).curves().get(name));
      }
      charts.addAll(Curves.chart(name, lines));
    }
    return charts;
  }
}
