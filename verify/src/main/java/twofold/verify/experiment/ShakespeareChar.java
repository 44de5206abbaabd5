package twofold.verify.experiment;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.schedule.OneCycle;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.data.CharacterVocabulary;
import twofold.rnn.decode.RecurrentLanguage;
import twofold.tensor.Device;

/**
 * Shakespeare, character by character: what comes next?
 *
 * <pre>
 *   a vector of 64 for each character → LSTM 256 → dropout → as many logits as there are characters
 *   windows of 64 characters, 32 in a batch      Adam, one cycle of rates
 * </pre>
 */
final class ShakespeareChar implements Experiment {
  private static final int FEATURES = 64;
  private static final int UNITS = 256;
  private static final double DROPOUT = 0.1;

  @Override
  public String id() {
    return "shakespeare-char";
  }

  @Override
  public String title() {
    return "an LSTM learns to write Shakespeare character by character (needs --data)";
  }

  @Override
  public Result run(Setting setting) {
    var recipe =
        new CharacterLanguage.Recipe(64, 16_384, 32, 16, steps -> OneCycle.of(0.005, steps));
    return new CharacterLanguage(new Lstm(), recipe).run(this, setting);
  }

  static final class Lstm implements CharacterLanguage.Model {

    @Override
    public Layer network(Device<?> device, int characters, RandomGenerator random) {
      return new RecurrentLanguage(
          new Embedding(device, characters, FEATURES, Initialiser.normal(0, 1), random),
          List.of(new LstmCell(device, FEATURES, UNITS, random)),
          DROPOUT,
          new Dense(device, UNITS, characters, Initialiser.glorot(), random));
    }

    @Override
    public String write(
        Layer network, Device<?> device, CharacterVocabulary vocabulary, RandomGenerator random) {
      RecurrentLanguage model = (RecurrentLanguage) network;
      return CharacterLanguage.write(
          model, model.start(vocabulary.encode("\n")[0]), vocabulary, random);
    }
  }
}
