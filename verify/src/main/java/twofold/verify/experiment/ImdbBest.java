package twofold.verify.experiment;

import java.util.Arrays;
import java.util.Comparator;
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
import twofold.nn.train.Fit;
import twofold.nn.train.History;
import twofold.nn.train.Objective;
import twofold.nn.train.ProgressBarListener;
import twofold.tensor.Device;

/**
 * The same question as {@link ImdbDense}, answered better: "not good" is a feature too, words that
 * occur everywhere count less, and dropout keeps the network from learning reviews by heart.
 *
 * <pre>
 *   the 30,000 most frequent words and pairs of neighbouring words, by tf·idf
 *   30,000 → 16 → ReLU → dropout 0.5 → 1 logit      Adam with rate 0.002, batch 256
 *
 *   1  a random fifth of the training reviews, 5,000, is held out, and 8 epochs are learned from the others
 *   2  the epoch with the best accuracy on the held-out reviews is how long to train on all 25,000
 * </pre>
 *
 * The features and the rate were chosen by such held-out reviews: with 20,000 columns that only say
 * what occurs, 90.7 % of them were right, with tf·idf 91.4 %. The test had no part in it. (Held-out
 * reviews share their films with the others, those of the test do not: of the latter fewer are
 * right.)
 *
 * <p>What is published is a linear model on all pairs, weighted by naive Bayes. [Wang and Manning,
 * Baselines and Bigrams, ACL 2012: NBSVM, 91.22 %]
 */
final class ImdbBest implements Experiment {
  private static final int FEATURES = 30_000;
  private static final int LONGEST = 2;
  private static final int HIDDEN = 16;
  private static final double DROPPED = 0.5;
  private static final double RATE = 0.002;
  private static final int BATCH = 256;
  private static final int MOST_EPOCHS = 8;

  @Override
  public String id() {
    return "imdb-best";
  }

  @Override
  public String title() {
    return "film reviews again: pairs of words, tf-idf, dropout, epochs by a held-out part (needs --data)";
  }

  @Override
  public Result run(Setting setting) {
    Imdb imdb = Imdb.read(setting.requireData(this, "the IMDB files in it or in its folder imdb"));
    Folders.create(setting.out());
    BagOfWords bag = BagOfWords.learn(imdb.train(), FEATURES, LONGEST, Weighting.TF_IDF);
    int epochs =
        setting.epochs().isPresent()
            ? setting.epochs().getAsInt()
            : chooseEpochs(bag, imdb.train(), setting);
    return new Classification(
            Texts.data("IMDB", bag, imdb.train(), imdb.test()),
            model(setting.device(), bag.vocabulary().size(), setting.seed()),
            new Classification.Recipe(objective(), new Adam(RATE), epochs, BATCH),
            Map.of("testAccuracy", 0.9122))
        .run(this, setting);
  }

  private static int chooseEpochs(BagOfWords bag, List<Document> reviews, Setting setting) {
    var random = RandomStreams.stream(setting.seed(), RandomStreams.name("held out"));
    List<Document> shuffled =
        Arrays.stream(RandomStreams.permutation(reviews.size(), random))
            .mapToObj(reviews::get)
            .toList();
    List<String> classes = Document.classes(reviews);
    int held = Math.max(1, reviews.size() / 5);
    Layer model = model(setting.device(), bag.vocabulary().size(), setting.seed());
    setting.print().printf("how long to train, by %,d reviews held out as test%n", held);
    History history =
        new Fit(setting.device(), model, objective(), new Adam(RATE))
            .run(
                Texts.examples(bag, shuffled.subList(held, shuffled.size()), classes),
                Texts.examples(bag, shuffled.subList(0, held), classes),
                new Fit.Options(MOST_EPOCHS, BATCH, setting.seed()),
                new ProgressBarListener(setting.print(), setting.terminal()));
    return history.epochs().stream()
        .max(Comparator.comparingDouble(epoch -> epoch.test().accuracy()))
        .orElseThrow()
        .number();
  }

  private static Objective objective() {
    return Objective.mean(BinaryCrossEntropy::binaryCrossEntropyFromLogits);
  }

  private static Layer model(Device<?> device, int columns, long seed) {
    var random = RandomStreams.stream(seed, RandomStreams.name("weights"));
    return new Sequential(
        new Dense(device, columns, HIDDEN, Initialiser.glorotUniform(), random),
        Activation.relu(),
        new Dropout(DROPPED),
        new Dense(device, HIDDEN, 1, Initialiser.glorotUniform(), random));
  }
}
