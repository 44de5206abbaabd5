package twofold.verify.rnn.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Initialiser;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.rnn.decode.PrefixModel;
import twofold.rnn.decode.RecurrentLanguage;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code RecurrentLanguage}. */
class RecurrentLanguageProperties {
  private static final int TOKENS = 5;
  private static final Device<?> DEVICE = Device.reference();

  private static RecurrentLanguage draw(Draw draw) {
    var random = draw.random();
    return new RecurrentLanguage(
        new Embedding(DEVICE, TOKENS, 3, Initialiser.normal(0, 1), random),
        List.of(new LstmCell(DEVICE, 3, 4, random), new SimpleRnnCell(DEVICE, 4, 2, random)),
        0.5,
        new Dense(DEVICE, 2, TOKENS, Initialiser.glorot(), random));
  }

  /**
   * Token by token with states carried on, and the whole prefix at once, are the same distribution:
   * to the bit, as on the reference both run the same loops on the same numbers.
   */
  @Property(tries = 60)
  void carryingStatesIsReadingThePrefix(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    RecurrentLanguage model = draw(draw);
    PrefixModel prefixes = new PrefixModel(DEVICE, model, 100);
    List<Integer> text = new ArrayList<>(List.of(draw.from(0, TOKENS - 1)));
    var reached = model.start(text.get(0));
    for (int t = 0; t < 6; t++) {
      double[] expected = prefixes.logProbabilities(text);
      double[] actual = model.logProbabilities(reached);
      assertThat(actual).isEqualTo(expected);
      int token = draw.from(0, TOKENS - 1);
      text.add(token);
      reached = model.next(reached, token);
    }
  }

  /** As a layer it gives logits for every step; the first step knows one token. */
  @Example
  void asALayer() {
    RecurrentLanguage model = draw(new Draw(new SplittableRandom(1)));
    Tensor logits =
        model.forward(DEVICE.tensor(new Shape(2, 3), 1.0, 2, 3, 4, 0, 1), Context.INFERENCE);
    assertThat(logits.shape()).isEqualTo(new Shape(2, 3, TOKENS));
    assertThat(model.parameters()).hasSize(1 + 3 + 3 + 2);
  }

  @Example
  void badInput() {
    RecurrentLanguage network = draw(new Draw(new SplittableRandom(1)));
    assertThatThrownBy(() -> network.start(TOKENS)).hasMessageContaining("5");
  }
}
