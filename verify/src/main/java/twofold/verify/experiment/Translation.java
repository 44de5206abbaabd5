package twofold.verify.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import twofold.math.RandomStreams;
import twofold.nn.optim.Adam;
import twofold.nn.optim.ClippedGradients;
import twofold.nn.record.TensorBoardListener;
import twofold.nn.schedule.OneCycle;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.Objective;
import twofold.nn.train.ProgressBarListener;
import twofold.rnn.data.CharacterVocabulary;
import twofold.rnn.data.SequenceAccuracy;
import twofold.rnn.data.SequenceCrossEntropy;
import twofold.rnn.data.SequencePairs;
import twofold.rnn.data.SequencePairs.Pair;
import twofold.rnn.decode.BeamSearch;
import twofold.rnn.decode.Bleu;
import twofold.rnn.decode.Decode;
import twofold.rnn.decode.Hypothesis;
import twofold.rnn.decode.Until;
import twofold.rnn.translate.Translator;
import twofold.tensor.Device;
import twofold.tensor.Scope;

/**
 * What experiments on pairs of texts have in common: train an encoder and a decoder, being told the
 * right token at each step; then let them translate what they have not seen, on their own.
 *
 * @param dataset its name, for people
 * @param pairs to learn from, and held out
 */
record Translation(String dataset, SequencePairs.Split pairs, Recipe recipe) {
  static final String EXACT = "exactMatch";

  /** So many are translated by beam search, which takes as many steps at a time as it is wide. */
  private static final int BY_BEAM = 200;

  private static final int BEAM = 4;
  private static final int NGRAMS = 4;
  private static final int SHOWN = 6;

  /** Gradients through thirty steps: now and then one is far longer than the others. */
  private static final double LONGEST_GRADIENT = 1;

  /**
   * @param features numbers in the vector of a token
   * @param rate the peak of one cycle
   */
  record Recipe(int features, int units, int epochs, int batch, double rate) {}

  /**
   * A text that was held out.
   *
   * @param said what it was translated to
   */
  record Translated(Pair pair, String said) {

    boolean isRight() {
      return said.equals(pair.target());
    }

    @Override
    public String toString() {
      String verdict = isRight() ? "" : "   should be " + pair.target();
      return pair.source() + " → " + said + verdict;
    }
  }

  Result run(Experiment experiment, Setting setting) {
    Folders.create(setting.out());
    Device<?> device = setting.device();
    Translator model = model(setting);
    Examples train = pairs.train().examples();
    Examples held = pairs.heldOut().examples();
    setting.print().print(Classification.summary(device, model, train));
    setting
        .print()
        .printf(
            Locale.ROOT,
            "data     %s: %,d to learn from, %,d held out%n",
            dataset,
            train.count(),
            held.count());
    setting.print().printf("device   %s%n", device);
    History history = train(setting, model, train, held);
    setting.save(model);

    List<Pair> alone = pairs.heldOut().pairs();
    var beam = new BeamSearch(BEAM);
    List<Translated> translated = translate(model, alone, Decode::greedy);
    List<Translated> byBeam =
        translate(
            model,
            alone.subList(0, Math.min(BY_BEAM, alone.size())),
            (decoder, start, until) -> beam.search(decoder, start, until).get(0));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(EXACT, right(translated));
    metrics.put("beamExactMatch", right(byBeam));
    metrics.put("bleu", bleu(translated).score());
    metrics.put("testLoss", history.last().test().loss());
    print(setting, translated, metrics);

    List<Curves.Chart> curves = Curves.of(history, EXACT);
    Curves.write(curves, setting.out());
    TranslationMap map = TranslationMap.of(model, pairs.heldOut(), longest(translated));
    Path page = setting.out().resolve("index.html");
    new TranslationPage(experiment, device, metrics, curves, translated).write(page, map);
    setting.print().println("page     " + page.toAbsolutePath().normalize());
    Map<String, double[]> numbers = new LinkedHashMap<>(Curves.numbers(history, EXACT));
    numbers.put(map.name(), map.numbers());
    return new Result(dataset, metrics, Map.of(), numbers);
  }

  private Translator model(Setting setting) {
    var options =
        new Translator.Options(
            pairs.train().sources().size(),
            pairs.train().targets().size(),
            recipe.features,
            recipe.units);
    var random = RandomStreams.stream(setting.seed(), RandomStreams.name("weights"));
    return Translator.of(setting.device(), options, random);
  }

  private History train(Setting setting, Translator model, Examples train, Examples held) {
    int epochs = setting.epochs().orElse(recipe.epochs);
    long steps = (long) epochs * ((train.count() + recipe.batch - 1) / recipe.batch);
    var adam = new Adam(new Adam.Options().withRate(OneCycle.of(recipe.rate, steps)));
    Objective loss =
        Objective.mean(
            (logits, wanted) ->
                SequenceCrossEntropy.perToken(logits, wanted, CharacterVocabulary.PAD));
    FitListener progress = new ProgressBarListener(setting.print(), setting.terminal());
    return new Fit(
            setting.device(), model, loss, ClippedGradients.byGlobalNorm(LONGEST_GRADIENT, adam))
        .measuring(SequenceAccuracy.exactMatch(CharacterVocabulary.PAD))
        .run(
            train,
            held,
            new Fit.Options(epochs, recipe.batch, setting.seed()),
            setting.withEvents(progress, model, new TensorBoardListener.Options()));
  }

  /** A way to find a translation. */
  private interface Search {
    Hypothesis find(Translator model, Translator.Reached start, Until until);
  }

  /** On its own: nobody tells it what would have been right. */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private List<Translated> translate(Translator model, List<Pair> some, Search search) {
    SequencePairs held = pairs.heldOut();
    Until until = Until.end(CharacterVocabulary.END, held.targetTime());
    List<Translated> translated = new ArrayList<>();
    for (Pair pair : some) {
      try (Scope scope = Scope.open()) {
        var start = model.start(held.sources().encode(pair.source()), CharacterVocabulary.START);
        Hypothesis found = search.find(model, start, until);
        translated.add(new Translated(pair, held.targets().decode(found.tokens())));
      }
    }
    return translated;
  }

  private static double right(List<Translated> translated) {
    return (double) translated.stream().filter(Translated::isRight).count() / translated.size();
  }

  /** Of the characters. */
  private static Bleu bleu(List<Translated> translated) {
    return Bleu.corpus(
        translated.stream().map(t -> characters(t.said)).toList(),
        translated.stream().map(t -> List.of(characters(t.pair.target()))).toList(),
        NGRAMS);
  }

  private static List<Integer> characters(String text) {
    return text.codePoints().boxed().toList();
  }

  /** The longest source that was translated: on its map is most to be seen. */
  private static String longest(List<Translated> translated) {
    return translated.stream()
        .map(t -> t.pair.source())
        .reduce((a, b) -> b.length() > a.length() ? b : a)
        .orElseThrow();
  }

  private static void print(
      Setting setting, List<Translated> translated, Map<String, Double> metrics) {
    translated.stream().limit(SHOWN).forEach(t -> setting.print().println("example  " + t));
    translated.stream()
        .filter(t -> !t.isRight())
        .limit(SHOWN)
        .forEach(t -> setting.print().println("mistake  " + t));
    setting
        .print()
        .printf(
            Locale.ROOT,
            "held out %.2f %% exactly right; by a beam of %d %.2f %% of the first %d; BLEU %.4f%n",
            100 * metrics.get(EXACT),
            BEAM,
            100 * metrics.get("beamExactMatch"),
            Math.min(BY_BEAM, translated.size()),
            metrics.get("bleu"));
  }
}
