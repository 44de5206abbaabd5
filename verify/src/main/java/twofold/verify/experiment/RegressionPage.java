package twofold.verify.experiment;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import java.nio.file.Path;
import java.util.List;
import twofold.nn.train.History;
import twofold.tensor.Device;

/**
 * What a person sees of a run that has no classes: the numbers it ended in, curves, the proof.
 *
 * @param validation what cross-validation found for each epoch, drawn
 * @param curves how it learned, drawn
 */
record RegressionPage(
    Experiment experiment,
    Result result,
    Device<?> device,
    List<Curves.Chart> validation,
    History history,
    List<Curves.Chart> curves,
    Proof proof) {

  void write(Path file) {
    Page.write(
        file,
        experiment,
        p("Data: " + result.dataset() + ". Device: " + device + "."),
        h2("How well"),
        table(
            tr(each(List.of("", "here", "published"), text -> th(text))),
            each(
                result.metrics().entrySet(),
                metric ->
                    tr(
                        td(metric.getKey()).withClass("text"),
                        td(Page.number("%.3f", metric.getValue())),
                        td(published(metric.getKey()))))),
        h2("How long to train"),
        Page.charts(validation),
        h2("How it learned"),
        Page.charts(curves),
        table(
            tr(each(List.of("epoch", "train loss", "test loss"), text -> th(text))),
            each(
                history.epochs(),
                epoch ->
                    tr(
                        td(Integer.toString(epoch.number())),
                        td(Page.number("%.3f", epoch.train().loss())),
                        td(Page.number("%.3f", epoch.test().loss()))))),
        Page.proof(proof));
  }

  private String published(String metric) {
    Double value = result.published().get(metric);
    return value == null ? "" : Page.number("%.3f", value);
  }
}
