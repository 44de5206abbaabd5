package twofold.verify.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import twofold.math.RandomStreams;
import twofold.nn.data.BagOfWords;
import twofold.nn.data.BagOfWords.Weighting;
import twofold.nn.data.Document;
import twofold.nn.data.Imdb;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.BinaryCrossEntropy;
import twofold.nn.optim.Adam;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.Objective;
import twofold.nn.train.ProgressBarListener;
import twofold.tensor.Device;

/**
 * The same question as {@link ImdbDense}, answered better: "not" and "good" next to each other are
 * a feature too, and dropout keeps the network from learning reviews by heart.
 */
final class ImdbBest implements Experiment {
  private static final int FEATURES = Integer.getInteger("f", 20_000);
  private static final int MOST_EPOCHS = Integer.getInteger("e", 8);
  private static final int HELD_OUT = 5_000;
  private static final int BATCH = Integer.getInteger("b", 256);
  private static final int HIDDEN = Integer.getInteger("h", 16);
  private static final double RATE = Double.parseDouble(System.getProperty("r", "0.001"));
  private static final double DROP = Double.parseDouble(System.getProperty("d", "0.5"));
  private static final double DROPIN = Double.parseDouble(System.getProperty("di", "0"));
  private static final Weighting WEIGHTING = Weighting.valueOf(System.getProperty("w", "PRESENCE"));

  @Override
  public String id() {
    return "imdb-best";
  }

  @Override
  public String title() {
    return "words and pairs of words, dropout, and a chosen number of epochs (needs --data)";
  }

  @Override
  public Result run(Setting setting) {
    Imdb imdb =
        Imdb.read(setting.requireData(this, "the IMDB files in it or in its folder imdb"));
    BagOfWords bag = BagOfWords.learn(imdb.train(), FEATURES, Integer.getInteger("n", 2), WEIGHTING);
    List<Document> shuffled = new ArrayList<>();
    for (int i : RandomStreams.permutation(imdb.train().size(), RandomStreams.stream(setting.seed(), 9))) shuffled.add(imdb.train().get(i));
    List<String> classes = Document.classes(imdb.train());
    Examples tr = Texts.examples(bag, shuffled.subList(0, 20000), classes);
    Examples va = Texts.examples(bag, shuffled.subList(20000, 25000), classes);
    var fit = new Fit(setting.device(), model(setting.device(), bag.vocabulary().size(), setting.seed()), objective(), new Adam(RATE));
    fit.run(tr, va, new Fit.Options(MOST_EPOCHS, BATCH, setting.seed()), new ProgressBarListener(setting.print(), false));
    return new Result("x", Map.of(), Map.of());
  }

  private static Objective objective() {
    return Objective.mean(BinaryCrossEntropy::binaryCrossEntropyFromLogits);
  }

  private static Layer model(Device<?> device, int words, long seed) {
    var random = RandomStreams.stream(seed, RandomStreams.name("weights"));
    return new Sequential(
        new Dropout(DROPIN),
        new Dense(device, words, HIDDEN, Initialiser.glorotUniform(), random),
        Activation.relu(),
        new Dropout(DROP),
        new Dense(device, HIDDEN, 1, Initialiser.glorotUniform(), random));
  }
}
