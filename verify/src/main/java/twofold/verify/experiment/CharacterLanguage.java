package twofold.verify.experiment;

import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.nn.layer.Layer;
import twofold.nn.optim.Adam;
import twofold.nn.record.TensorBoardListener;
import twofold.nn.schedule.Schedule;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.Objective;
import twofold.nn.train.ProgressBarListener;
import twofold.nn.train.RowExamples;
import twofold.rnn.data.CharacterText;
import twofold.rnn.data.CharacterVocabulary;
import twofold.rnn.data.SequenceAccuracy;
import twofold.rnn.data.SequenceCrossEntropy;
import twofold.rnn.decode.Decode;
import twofold.rnn.decode.LanguageModel;
import twofold.rnn.decode.Temperature;
import twofold.rnn.decode.Until;
import twofold.tensor.Device;

/**
 * What experiments on the characters of a text have in common: the first nine tenths are learned
 * from, in windows drawn at random; the last tenth is what the model is judged by, in nats - units
 * of natural logarithm - per character; then it writes a text of its own.
 *
 * @param model makes one for so many characters
 * @param recipe how to train it
 */
record CharacterLanguage(Model model, Recipe recipe) {
  private static final double LEARNED = 0.9;

  /** How long a text the trained model writes, and how boldly. */
  private static final int WRITTEN = 400;

  private static final double TEMPERATURE = 0.8;

  private static final String ACCURACY = "tokenAccuracy";

  /** A network and a way to write with it. */
  interface Model {
    Layer network(Device<?> device, int characters, RandomGenerator random);

    /** A text that goes on after these tokens. */
    String write(
        Layer network, Device<?> device, CharacterVocabulary vocabulary, RandomGenerator random);
  }

  /**
   * @param window characters in a window
   * @param windows in an epoch
   * @param batch windows in a step
   */
  record Recipe(int window, int windows, int batch, int epochs, LongFunction<Schedule> rate) {}

  /** The text of the experiment's folder. */
  static Path file(Path data) {
    Path folder = data.resolve("tinyshakespeare");
    return (Files.isDirectory(folder) ? folder : data).resolve("input.txt");
  }

  Result run(Experiment experiment, Setting setting) {
    Path data = setting.requireData(experiment, "input.txt in it or in its folder tinyshakespeare");
    CharacterText text = CharacterText.read(file(data));
    CharacterText.Split split = text.split(LEARNED);
    Folders.create(setting.out());
    Device<?> device = setting.device();
    long seed = setting.seed();
    Layer network =
        model.network(
            device,
            text.vocabulary().size(),
            RandomStreams.stream(seed, RandomStreams.name("weights")));
    Examples train =
        RowExamples.ofEachEpoch(split.train().randomWindows(recipe.window, recipe.windows, seed));
    Examples held = RowExamples.of(split.validation().windows(recipe.window), 0);
    setting.print().print(Classification.summary(device, network, train));
    setting
        .print()
        .printf(
            Locale.ROOT,
            "data     %,d characters, %d different ones; %,d held out%n",
            text.length(),
            text.vocabulary().size(),
            split.validation().length());
    setting.print().printf("device   %s%n", device);

    History history = train(setting, network, train, held);
    setting.save(network);
    double nats = history.last().test().loss();
    String written =
        model.write(
            network,
            device,
            text.vocabulary(),
            RandomStreams.stream(seed, RandomStreams.name("text")));
    setting.print().printf("text     it writes:%n%s%n", written.indent(4));
    List<Curves.Chart> curves = Curves.of(history, ACCURACY);
    Curves.write(curves, setting.out());
    Path page = setting.out().resolve("index.html");
    Page.write(
        page,
        experiment,
        p(
            String.format(
                Locale.ROOT, "Device: %s. Held-out text: %.4f nats per character.", device, nats)),
        h2("How it learned"),
        Page.charts(curves),
        h2("What it writes"),
        pre(written));
    setting.print().printf(Locale.ROOT, "held out %.4f nats per character%n", nats);
    setting.print().println("page     " + page.toAbsolutePath().normalize());
    return new Result(
        "tiny Shakespeare",
        Map.of("natsPerChar", nats, ACCURACY, history.last().test().metric(ACCURACY)),
        Map.of(),
        Curves.lossNumbers(history));
  }

  private History train(Setting setting, Layer network, Examples train, Examples held) {
    int epochs = setting.epochs().orElse(recipe.epochs);
    long steps = (long) epochs * ((train.count() + recipe.batch - 1) / recipe.batch);
    var adam = new Adam(new Adam.Options().withRate(recipe.rate.apply(steps)));
    Objective loss = Objective.mean(SequenceCrossEntropy::perToken);
    Fit fit =
        new Fit(setting.device(), network, loss, adam).measuring(SequenceAccuracy.perToken(-1));
    FitListener progress = new ProgressBarListener(setting.print(), setting.terminal());
    return fit.run(
        train,
        held,
        new Fit.Options(epochs, recipe.batch, setting.seed()),
        setting.withEvents(progress, network, new TensorBoardListener.Options()));
  }

  /** Draws characters, after a line's end. */
  static <S> String write(
      LanguageModel<S> model, S start, CharacterVocabulary vocabulary, RandomGenerator random) {
    var drawn =
        Decode.sample(model, start, new Temperature(TEMPERATURE), Until.length(WRITTEN), random);
    return vocabulary.decode(drawn.tokens());
  }
}
