package twofold.verify.experiment;

import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
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
import twofold.tensor.io.WholeFile;

/** What the pages of all experiments have in common: one file without links, and how it looks. */
final class Page {
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
      figure.text { display: block; text-align: left; }
      figure.text blockquote { margin: .2rem 1rem; }
      figure.chart img { max-width: 100%; background: white; }
      """;

  private Page() {}

  static void write(Path file, Experiment experiment, DomContent... content) {
    String name = "Twofold: " + experiment.id();
    String page =
        document(
            html(
                    head(
                        meta().withCharset("utf-8"),
                        meta()
                            .withName("viewport")
                            .withContent("width=device-width, initial-scale=1"),
                        title(name),
                        style(STYLE)),
                    body(h1(name), p(experiment.title() + ".")).with(content))
                .withLang("en"));
    WholeFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }

  static DomContent charts(List<Curves.Chart> charts) {
    return div(
        each(
            charts,
            chart ->
                figure(img().withSrc(chart.dataUri()).withAlt(chart.title())).withClass("chart")));
  }

  /** That it is right: what was compared, and how it came out. */
  static DomContent proof(Proof proof) {
    if (proof.lines().isEmpty()) {
      return div();
    }
    return div(
        h2("That it is right"),
        p(
            "The largest error that was found, in units of the largest error that rounding"
                + " can explain. Up to 1 all is well; above 1 something would be wrong."),
        table(
            tr(th("compared"), th("largest error / bound")),
            each(
                proof.lines(),
                line -> tr(td(line.what()).withClass("text"), td(number("%.1e", line.units()))))));
  }

  static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
