package twofold.verify.experiment;

import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import twofold.rnn.data.CharacterVocabulary;
import twofold.rnn.data.SequencePairs;
import twofold.rnn.decode.Decode;
import twofold.rnn.decode.Until;
import twofold.rnn.translate.Translator;

/**
 * Where a translator looked, for each token it said: a table of cells, the stronger their colour
 * the more.
 *
 * @param source characters that were read, across
 * @param said characters that were said, down
 * @param weights of each said character, how much it was told by each of the source
 */
record TranslationMap(List<String> source, List<String> said, List<double[]> weights) {
  private static final String END = "END";

  /** Of a text that is translated token by token. */
  static TranslationMap of(Translator model, SequencePairs pairs, String text) {
    var start = model.start(pairs.sources().encode(text), CharacterVocabulary.START);
    var found = Decode.greedy(model, start, Until.end(CharacterVocabulary.END, pairs.targetTime()));
    List<String> said = new ArrayList<>();
    List<double[]> weights = new ArrayList<>();
    var reached = start;
    for (int token : found.tokens()) {
      said.add(pairs.targets().decode(token));
      weights.add(reached.weights());
      reached = model.next(reached, token);
    }
    if (found.isEnded()) {
      said.add(END);
      weights.add(reached.weights());
    }
    return new TranslationMap(characters(text), said, weights);
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  /** "map: source → what was said", as a run records it. */
  String name() {
    return "map: " + String.join("", source) + " → " + String.join("", said);
  }

  /** All weights, row by row: those of the first character said, then of the second, … */
  double[] numbers() {
    return weights.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  DomContent content() {
    return table(
        tr(th(""), each(source, character -> th(character))),
        each(
            IntStream.range(0, said.size()).boxed().toList(),
            t -> tr(th(said.get(t)), each(shades(weights.get(t)), shade -> shade))));
  }

  private static List<DomContent> shades(double[] weights) {
    List<DomContent> cells = new ArrayList<>();
    for (double weight : weights) {
      String opacity = Page.number("%.3f", weight);
      cells.add(
          td().withTitle(opacity).withStyle("background: rgba(21, 101, 192, " + opacity + ")"));
    }
    return cells;
  }
}
