package twofold.verify.experiment;

import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.img;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.style;
import static j2html.TagCreator.table;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.title;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import twofold.nn.train.History;
import twofold.tensor.Device;
import twofold.tensor.io.WholeFile;

/**
 * What a person sees of a finished run: curves, confusions, mistakes and the proof, in one file
 * without links.
 */
record ClassificationPage(
    Experiment experiment,
    String dataset,
    Device<?> device,
    History history,
    Predictions predictions,
    Proof proof) {
  private static final int MISTAKES_SHOWN = 24;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; margin: 1rem 0; }
      th, td { padding: .2rem .6rem; text-align: right; font-variant-numeric: tabular-nums; }
      th:first-child, td.text { text-align: left; }
      td.right { background: #2e7d3233; }
      td.wrong { background: #c6282833; }
      figure { display: inline-block; margin: .4rem; text-align: center; font-size: .85rem; }
      figure.digit img { width: 84px; image-rendering: pixelated; }
      figure.chart img { max-width: 100%; background: white; }
      """;

  void write(Path file) {
    byte[] page = render().getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file, out -> out.write(page));
  }

  private String render() {
    String name = "Twofold: " + experiment.id();
    return document(
        html(
                head(
                    meta().withCharset("utf-8"),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    title(name),
                    style(STYLE)),
                body(
                    h1(name),
                    p(experiment.title() + "."),
                    p(
                        String.format(
                            Locale.ROOT,
                            "Data: %s. Device: %s. Test accuracy after %d epochs: %.2f %%.",
                            dataset,
                            device,
                            history.epochs().size(),
                            100 * history.last().test().accuracy())),
                    h2("How it learned"),
                    curves(),
                    epochs(),
                    h2("What it confuses"),
                    p("Rows: the digit that was written. Columns: the digit that the model read."),
                    confusion(),
                    h2("Its most confident mistakes"),
                    mistakes(),
                    h2("That it is right"),
                    p(
                        "The largest error that was found, in units of the largest error that rounding"
                            + " can explain. Up to 1 all is well; above 1 something would be wrong."),
                    proofTable()))
            .withLang("en"));
  }

  private DomContent curves() {
    return div(
        each(
            Curves.of(history),
            chart ->
                figure(img().withSrc(chart.dataUri()).withAlt(chart.title())).withClass("chart")));
  }

  private DomContent epochs() {
    return table(
        tr(
            each(
                List.of(
                    "epoch",
                    "train loss",
                    "train accuracy",
                    "test loss",
                    "test accuracy",
                    "seconds"),
                text -> th(text))),
        each(
            history.epochs(),
            epoch ->
                tr(
                    td(Integer.toString(epoch.number())),
                    td(number("%.4f", epoch.train().loss())),
                    td(number("%.2f %%", 100 * epoch.train().accuracy())),
                    td(number("%.4f", epoch.test().loss())),
                    td(number("%.2f %%", 100 * epoch.test().accuracy())),
                    td(number("%.1f", epoch.seconds())))));
  }

  private DomContent confusion() {
    int[][] counts = predictions.confusion();
    return table(
        tr(th(""), each(classes(), j -> th(Integer.toString(j)))),
        each(
            classes(),
            i ->
                tr(
                    th(Integer.toString(i)),
                    each(
                        classes(),
                        j -> {
                          String kind = i.equals(j) ? "right" : counts[i][j] > 0 ? "wrong" : "";
                          String shown = counts[i][j] > 0 ? Integer.toString(counts[i][j]) : "";
                          return td(shown).withClass(kind);
                        }))));
  }

  private List<Integer> classes() {
    return IntStream.range(0, predictions.images().classes()).boxed().toList();
  }

  private DomContent mistakes() {
    List<Integer> wrong = predictions.mistakes();
    return div(
        p(
            wrong.size()
                + " of "
                + predictions.images().count()
                + " are wrong; these it was surest of."),
        each(
            wrong.subList(0, Math.min(MISTAKES_SHOWN, wrong.size())),
            i ->
                figure(
                        img()
                            .withSrc(Pictures.dataUri(predictions.images(), i))
                            .withAlt("example " + i),
                        figcaption(
                            String.format(
                                Locale.ROOT,
                                "is %d, read as %d (%.0f %%)",
                                predictions.images().label(i),
                                predictions.predicted()[i],
                                100 * predictions.confidence()[i])))
                    .withClass("digit")));
  }

  private DomContent proofTable() {
    return table(
        tr(th("compared"), th("largest error / bound")),
        each(
            proof.lines(),
            line -> tr(td(line.what()).withClass("text"), td(number("%.1e", line.units())))));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
