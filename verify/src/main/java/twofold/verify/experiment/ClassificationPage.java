package twofold.verify.experiment;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import twofold.nn.train.History;
import twofold.nn.train.Score;
import twofold.tensor.Device;

/**
 * What a person sees of a finished run: curves, confusions, mistakes and the proof.
 *
 * @param test what the test said of whoever answered it: the model that learned, or a committee
 * @param show how a person is shown an example of the test
 */
record ClassificationPage(
    Experiment experiment,
    String dataset,
    Device<?> device,
    History history,
    List<Curves.Chart> curves,
    Score test,
    Predictions predictions,
    Proof proof,
    Show show) {
  private static final int MISTAKES_SHOWN = 24;

  /** An example with a line below it. */
  @FunctionalInterface
  interface Show {
    DomContent figure(int example, String caption);

    /** Something about all of them, where there is something to be seen at a glance. */
    default DomContent overview() {
      return div();
    }
  }

  void write(Path file) {
    Page.write(
        file,
        experiment,
        p(
            String.format(
                Locale.ROOT,
                "Data: %s. Device: %s. Test accuracy after %d epochs: %.2f %%.",
                dataset,
                device,
                history.epochs().size(),
                100 * test.accuracy())),
        h2("How it learned"),
        Page.charts(curves),
        epochs(),
        show.overview(),
        h2("What it confuses"),
        p("Rows: the class that was right. Columns: the class that the model chose."),
        confusion(),
        h2("Its most confident mistakes"),
        mistakes(),
        Page.proof(proof));
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
                    td(Page.number("%.4f", epoch.train().loss())),
                    td(Page.number("%.2f %%", 100 * epoch.train().accuracy())),
                    td(Page.number("%.4f", epoch.test().loss())),
                    td(Page.number("%.2f %%", 100 * epoch.test().accuracy())),
                    td(Page.number("%.1f", epoch.seconds())))));
  }

  private DomContent confusion() {
    int[][] counts = predictions.confusion();
    return table(
        tr(th(""), each(classes(), j -> th(predictions.classes().get(j)))),
        each(
            classes(),
            i ->
                tr(
                    th(predictions.classes().get(i)),
                    each(
                        classes(),
                        j -> {
                          String kind = i.equals(j) ? "right" : counts[i][j] > 0 ? "wrong" : "";
                          String shown = counts[i][j] > 0 ? Integer.toString(counts[i][j]) : "";
                          return td(shown).withClass(kind);
                        }))));
  }

  private List<Integer> classes() {
    return IntStream.range(0, predictions.classes().size()).boxed().toList();
  }

  private DomContent mistakes() {
    List<Integer> wrong = predictions.mistakes();
    return div(
        p(
            wrong.size()
                + " of "
                + predictions.predicted().length
                + " are wrong; these it was surest of."),
        each(wrong.subList(0, Math.min(MISTAKES_SHOWN, wrong.size())), this::mistake));
  }

  private DomContent mistake(int i) {
    List<String> classes = predictions.classes();
    String caption =
        String.format(
            Locale.ROOT,
            "is %s, taken for %s (%.0f %%)",
            classes.get(predictions.wanted()[i]),
            classes.get(predictions.predicted()[i]),
            100 * predictions.confidence()[i]);
    return show.figure(i, caption);
  }
}
