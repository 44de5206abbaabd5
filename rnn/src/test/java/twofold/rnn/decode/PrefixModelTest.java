package twofold.rnn.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static twofold.rnn.Refused.fails;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.CumSum.cumSum;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.rnn.data.SequenceCrossEntropy;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of {@code PrefixModel}: a layer that counts what it has read. */
class PrefixModelTest {
  private static final Device<?> DEVICE = Device.reference();

  /** Of two tokens; the logit of token 1 is how many ones there were, that of token 0 is 1. */
  private static final Layer ONES =
      new Lambda(
          "ones",
          (x, context) -> {
            Tensor count = cumSum(x, 1).reshape(x.dim(0), x.dim(1), 1);
            Tensor one = count.multiply(0).add(1);
            return concat(List.of(one, count), 2);
          });

  private static final PrefixModel MODEL = new PrefixModel(DEVICE, ONES, 3);

  @Test
  void theLastStepCounts() {
    double[] even = {-Math.log(2), -Math.log(2)};
    assertThat(MODEL.logProbabilities(List.of(0, 1))).containsExactly(even, within(1e-15));
    assertThat(Math.exp(MODEL.logProbabilities(List.of(1, 1))[1]))
        .isCloseTo(1 / (1 + Math.exp(-1)), within(1e-15));
    // Of these only the last three are read: one 1 among them.
    assertThat(MODEL.logProbabilities(List.of(1, 1, 1, 0, 0))).containsExactly(even, within(1e-15));
  }

  @Test
  void decodesFromAPrompt() {
    assertThat(Decode.greedy(MODEL, List.of(1), Until.length(4)).tokens())
        .containsExactly(0, 0, 0, 0);
    assertThat(Decode.greedy(MODEL, List.of(1, 1), Until.length(4)).tokens())
        .containsExactly(1, 1, 1, 1);
    Hypothesis drawn =
        Decode.sample(MODEL, List.of(1), Filter.none(), Until.length(40), RandomStreams.of(2));
    assertThat(drawn.tokens()).hasSize(40).contains(0, 1);
  }

  /** What training makes small is what decoding adds up. */
  @Test
  void theLossOfALayerIsTheModelsSurprise() {
    Tensor read = DEVICE.matrix(new double[] {1, 0, 1});
    Tensor wanted = DEVICE.matrix(new double[] {0, 1, 1});
    Tensor logits = ONES.forward(read, null);
    assertThat(MODEL.logProbability(List.of(1), List.of(0, 1, 1)))
        .isCloseTo(-SequenceCrossEntropy.perSequence(logits, wanted).sum().item(), within(1e-14));
  }

  @Test
  void badInputIsNamed() {
    fails(() -> new PrefixModel(DEVICE, ONES, 0), "at least 1 token must be read, got 0");
    fails(
        () -> MODEL.logProbabilities(List.of()),
        "a model of prefixes must have read at least one token, got none");
    assertThatThrownBy(
            () -> new PrefixModel(DEVICE, Lambda.identity(), 2).logProbabilities(List.of(1, 0, 1)))
        .hasMessage("a model of prefixes needs logits (1, 2, classes), got (1, 2) from identity");
    assertThat(MODEL.layer().forward(DEVICE.zeros(2, 3), null).shape())
        .isEqualTo(new Shape(2, 3, 2));
  }
}
