package twofold.verify.experiment;

import java.util.Map;
import twofold.math.RandomStreams;
import twofold.nn.data.BagOfWords;
import twofold.nn.data.BagOfWords.Weighting;
import twofold.nn.data.Imdb;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.BinaryCrossEntropy;
import twofold.nn.optim.RmsProp;
import twofold.nn.train.Objective;
import twofold.tensor.Device;

/**
 * Is a review for the film or against it? A small network reads which words occur.
 *
 * <pre>
 *   the 10,000 most frequent words, 1 where one occurs
 *   10,000 → 16 → ReLU → 16 → ReLU → 1 logit      RMSProp with rate 0.001, batch 512, 4 epochs
 * </pre>
 *
 * All 25,000 training reviews are learned from; the 25,000 of the test are about other films. [The
 * protocol: Chollet, Deep Learning with Python, 2017, section 3.4.] Of it 87.4 % have been
 * published.
 */
final class ImdbDense implements Experiment {
  private static final int WORDS = 10_000;
  private static final int HIDDEN = 16;

  @Override
  public String id() {
    return "imdb-dense";
  }

  @Override
  public String title() {
    return "an MLP 10,000-16-16-1 tells film reviews for from against (needs --data)";
  }

  @Override
  public Result run(Setting setting) {
    Imdb imdb = Imdb.read(setting.requireData(this, "the IMDB files in it or in its folder imdb"));
    BagOfWords bag = BagOfWords.learn(imdb.train(), WORDS, 1, Weighting.PRESENCE);
    return new Classification(
            Texts.data("IMDB", bag, imdb.train(), imdb.test()),
            model(setting.device(), bag.vocabulary().size(), setting.seed()),
            new Classification.Recipe(
                Objective.mean(BinaryCrossEntropy::binaryCrossEntropyFromLogits),
                new RmsProp(0.001),
                4,
                512),
            Map.of("testAccuracy", 0.874))
        .run(this, setting);
  }

  private static Layer model(Device<?> device, int words, long seed) {
    var random = RandomStreams.stream(seed, RandomStreams.name("weights"));
    return new Sequential(
        new Dense(device, words, HIDDEN, Initialiser.glorotUniform(), random),
        Activation.relu(),
        new Dense(device, HIDDEN, HIDDEN, Initialiser.glorotUniform(), random),
        Activation.relu(),
        new Dense(device, HIDDEN, 1, Initialiser.glorotUniform(), random));
  }
}
