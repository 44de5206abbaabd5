package twofold.verify.experiment;

import java.util.Map;
import twofold.math.RandomStreams;
import twofold.nn.data.BagOfWords;
import twofold.nn.data.BagOfWords.Weighting;
import twofold.nn.data.ReutersR8;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.RmsProp;
import twofold.nn.train.Objective;
import twofold.tensor.Device;

/**
 * Which of eight topics is a piece of news about?
 *
 * <pre>
 *   the 10,000 most frequent words, by tf·idf
 *   10,000 → 64 → ReLU → dropout 0.5 → 8 logits      RMSProp with rate 0.001, batch 64, 12 epochs
 * </pre>
 *
 * The network is the usual one for topics [Chollet, Deep Learning with Python, 2017, section 3.5,
 * on all 46], with one hidden layer.
 */
final class ReutersTopics implements Experiment {
  private static final int WORDS = 10_000;
  private static final int HIDDEN = 64;

  @Override
  public String id() {
    return "reuters-r8";
  }

  @Override
  public String title() {
    return "an MLP 10,000-64-8 sorts news by topic (needs --data)";
  }

  @Override
  public Result run(Setting setting) {
    ReutersR8 news =
        ReutersR8.read(
            setting.requireData(this, "the two R8 files in it or in its folder reuters"));
    BagOfWords bag = BagOfWords.learn(news.train(), WORDS, 1, Weighting.TF_IDF);
    Classification.Data data = Texts.data("Reuters R8", bag, news.train(), news.test());
    int topics = data.classes().size();
    return new Classification(
            data,
            model(setting.device(), bag.vocabulary().size(), topics, setting.seed()),
            new Classification.Recipe(Objective.crossEntropy(), new RmsProp(0.001), 12, 64),
            Map.of())
        .run(this, setting);
  }

  private static Layer model(Device<?> device, int words, int topics, long seed) {
    var random = RandomStreams.stream(seed, RandomStreams.name("weights"));
    return new Sequential(
        new Dense(device, words, HIDDEN, Initialiser.glorotUniform(), random),
        Activation.relu(),
        new Dropout(0.5),
        new Dense(device, HIDDEN, topics, Initialiser.glorotUniform(), random));
  }
}
