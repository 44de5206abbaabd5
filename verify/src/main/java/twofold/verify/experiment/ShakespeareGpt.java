package twofold.verify.experiment;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Layer;
import twofold.nn.schedule.OneCycle;
import twofold.rnn.data.CharacterVocabulary;
import twofold.rnn.decode.PrefixModel;
import twofold.rnn.transformer.Gpt;
import twofold.tensor.Device;

/**
 * Shakespeare by a small GPT: the same task as that of {@link ShakespeareChar}, with attention in
 * the place of a memory.
 *
 * <pre>
 *   {@link Gpt} of 4 blocks, 4 heads, 128 features      windows of 128 characters, 24 in a batch
 *   Adam, one cycle of rates
 * </pre>
 */
final class ShakespeareGpt implements Experiment {
  private static final int WINDOW = 128;

  @Override
  public String id() {
    return "shakespeare-gpt";
  }

  @Override
  public String title() {
    return "a small GPT learns to write Shakespeare character by character (needs --data)";
  }

  @Override
  public Result run(Setting setting) {
    var recipe =
        new CharacterLanguage.Recipe(WINDOW, 12_000, 24, 10, steps -> OneCycle.of(0.003, steps));
    return new CharacterLanguage(new Attentive(), recipe).run(this, setting);
  }

  static final class Attentive implements CharacterLanguage.Model {

    @Override
    public Layer network(Device<?> device, int characters, RandomGenerator random) {
      return Gpt.of(device, new Gpt.Options(characters, WINDOW, 128, 4, 4), random);
    }

    @Override
    public String write(
        Layer network, Device<?> device, CharacterVocabulary vocabulary, RandomGenerator random) {
      PrefixModel model = new PrefixModel(device, network, WINDOW);
      List<Integer> start = List.of(vocabulary.encode("\n")[0]);
      return CharacterLanguage.write(model, start, vocabulary, random);
    }
  }
}
