package twofold.rnn.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static twofold.rnn.attention.Attention.attention;
import static twofold.tensor.Softmax.softmax;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Network;
import twofold.rnn.attention.DotScore;
import twofold.rnn.attention.Mask;
import twofold.rnn.attention.RotaryPositions;
import twofold.rnn.transformer.Gpt;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Tensor;

/** The examples of the chapter "The Transformer". */
class TransformerTest {
  /** The chapter has three digits. */
  private static final Offset<Double> DIGITS = within(0.0005);

  private final Device<?> device = Device.reference();

  private Tensor sequence(double[]... vectors) {
    Tensor matrix = device.matrix(vectors);
    return matrix.reshape(1, matrix.dim(0), matrix.dim(1));
  }

  /** A dictionary of three entries, asked for the second. */
  @Test
  void contentIsTheAddress() {
    // region dictionary
    double x = 2 * Math.log(8); // over √4 it is ln 8
    Tensor keys =
        sequence(new double[] {1, 0, 0, 0}, new double[] {0, 1, 0, 0}, new double[] {0, 0, 1, 0});
    Tensor values = sequence(new double[] {7}, new double[] {3}, new double[] {5});
    Tensor query = sequence(new double[] {0, x, 0, 0});
    Tensor told = attention(query, keys, values, 1, Mask.none()); // 3.6
    // endregion
    assertThat(told.item()).isCloseTo(3.6, within(1e-13));
    Tensor surer = sequence(new double[] {0, 2 * Math.log(98), 0, 0});
    assertThat(attention(surer, keys, values, 1, Mask.none()).item())
        .isCloseTo(3.06, within(1e-13));

    // region causal
    double[] same = {0, x, 0, 0};
    Tensor queries = sequence(same, same, same); // the same question
    Tensor answers = attention(queries, keys, values, 1, Mask.causal()); // 7, 3.444, 3.6
    // endregion
    assertThat(answers.toArray()).containsExactly(new double[] {7, 31 / 9.0, 3.6}, within(1e-13));
  }

  /** With scores 8 apart a softmax has chosen, and hears nothing any more. */
  @Test
  void whyTheRoot() {
    // region root
    Tensor unscaled = device.matrix(new double[][] {{8, 0}}); // 1 deviation
    Tensor scaled = unscaled.divide(Math.sqrt(64)); // 1, 0
    Tensor chosen = softmax(unscaled); // 0.9997, 0.0003
    Tensor open = softmax(scaled); // 0.731, 0.269
    Tensor first = device.matrix(new double[][] {{1, 0}}); // we ask for its slope
    Tensor slope = Gradients.of(chosen, first, List.of(unscaled)).get(0); // 0.0003
    Tensor steep = Gradients.of(open, first, List.of(scaled)).get(0); // 0.197
    // endregion
    assertThat(chosen.toArray()).containsExactly(new double[] {.9997, .0003}, within(0.00005));
    assertThat(open.toArray()).containsExactly(new double[] {.731, .269}, DIGITS);
    assertThat(slope.toArray()).containsExactly(new double[] {.0003, -.0003}, within(0.00005));
    assertThat(steep.toArray()).containsExactly(new double[] {.197, -.197}, DIGITS);
  }

  @Test
  void rotaryPlaces() {
    // region rotary
    Tensor x = sequence(new double[] {1, 0});
    Tensor query = new RotaryPositions(2, 3).forward(x, Context.INFERENCE);
    Tensor key = new RotaryPositions(2, 5).forward(x, Context.INFERENCE);
    double score = new DotScore().of(query, key).item(); // cos 2 = −0.416
    // endregion
    assertThat(score).isCloseTo(-0.416, DIGITS);
    Tensor later = new RotaryPositions(2, 103).forward(x, Context.INFERENCE);
    Tensor further = new RotaryPositions(2, 105).forward(x, Context.INFERENCE);
    assertThat(new DotScore().of(later, further).item()).isCloseTo(score, within(1e-13));
  }

  @Test
  void howManyNumbersItLearns() {
    // region model
    // tokens, places, width, heads, blocks
    var options = new Gpt.Options(65, 128, 128, 4, 4);
    Gpt model = Gpt.of(device, options, RandomStreams.of(1));
    // endregion
    assertThat(learned(model.blocks().get(0))).isEqualTo(12 * 128 * 128 + 13 * 128);
    assertThat(learned(model)).isEqualTo(826_433);
    assertThat(List.of(learned(model.tokens()), learned(model.head())))
        .containsExactly(65 * 128, 129 * 65);
  }

  private static int learned(Network network) {
    return network.parameters().stream().mapToInt(p -> p.shape().size()).sum();
  }
}
