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
import java.util.Map;
import twofold.tensor.Device;

/**
 * What a person sees of a translator: how it learned, where it looks, what it gets right and wrong.
 */
record TranslationPage(
    Experiment experiment,
    Device<?> device,
    Map<String, Double> metrics,
    List<Curves.Chart> curves,
    List<Translation.Translated> translated) {
  private static final int SHOWN = 20;

  void write(Path file, TranslationMap map) {
    List<Translation.Translated> wrong = translated.stream().filter(t -> !t.isRight()).toList();
    Page.write(
        file,
        experiment,
        p(
            String.format(
                Locale.ROOT,
                "Device: %s. Of what was held out, %.2f %% is exactly right.",
                device,
                100 * metrics.get(Translation.EXACT))),
        h2("How it learned"),
        Page.charts(curves),
        h2("Where it looks"),
        p(
            "Across: what it reads. Down: what it says. The stronger the colour, the more it attends to it."),
        map.content(),
        h2("What it says"),
        rows(translated.subList(0, Math.min(SHOWN, translated.size()))),
        h2("Its mistakes"),
        p(wrong.size() + " of " + translated.size() + " are wrong."),
        wrong.isEmpty() ? div() : rows(wrong.subList(0, Math.min(SHOWN, wrong.size()))),
        h2("All numbers"),
        numbers());
  }

  private DomContent numbers() {
    return table(
        each(
            metrics.entrySet(),
            metric -> tr(th(metric.getKey()), td(Page.number("%.4f", metric.getValue())))));
  }

  private static DomContent rows(List<Translation.Translated> some) {
    return table(
        tr(each(List.of("source", "said", "right"), text -> th(text))),
        each(
            some,
            t ->
                tr(
                    td(t.pair().source()).withClass("text"),
                    td(t.said()).withClass(t.isRight() ? "right" : "wrong"),
                    td(t.pair().target()))));
  }
}
