package twofold.rnn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static twofold.rnn.attention.Attend.attend;
import static twofold.rnn.attention.Attention.attention;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of attention that can be followed on paper: two tokens, one head. */
class AttentionTest {
  private static final Device<?> DEVICE = Device.reference();

  /** One example, one number for each of its places. */
  private static Tensor sequence(double... numbers) {
    return DEVICE.tensor(new Shape(1, numbers.length, 1), numbers);
  }

  private static final Tensor QUERY = sequence(Math.log(3));
  private static final Tensor KEYS = sequence(1, 0);
  private static final Tensor VALUES = sequence(4, 8);

  /** Scores ln 3 and 0, exponentials 3 and 1, weights ¾ and ¼: it is told ¾·4 + ¼·8 = 5. */
  @Test
  void oneQueryByHand() {
    Attend told = attend(new DotScore().of(QUERY, KEYS), VALUES);
    assertThat(told.weights().toArray()).containsExactly(new double[] {0.75, 0.25}, within(1e-15));
    assertThat(told.context().item()).isCloseTo(5, within(1e-14));
    assertThat(attention(QUERY, KEYS, VALUES, 1, Mask.none()).item()).isCloseTo(5, within(1e-14));
  }

  /**
   * Its gradient for G = 1. V̄ is the weights; the scores get p₁·p₂·(v₁ − v₂) = −¾ and +¾; the
   * query those times the keys, the keys those times ln 3.
   */
  @Test
  void itsGradientByHand() {
    Tensor y = attention(QUERY, KEYS, VALUES, 1, Mask.none());
    List<Tensor> gradients = Gradients.of(y, DEVICE.ones(1, 1, 1), List.of(QUERY, KEYS, VALUES));
    double ln3 = Math.log(3);
    assertThat(gradients.get(0).item()).isCloseTo(-0.75, within(1e-14));
    assertThat(gradients.get(1).toArray())
        .containsExactly(new double[] {-0.75 * ln3, 0.75 * ln3}, within(1e-14));
    assertThat(gradients.get(2).toArray())
        .containsExactly(new double[] {0.75, 0.25}, within(1e-14));
  }

  /** Two tokens that look back: the first sees only itself, the second both. */
  @Test
  void nobodySeesTheFuture() {
    Tensor queries = sequence(5, Math.log(3));
    Tensor y = attention(queries, KEYS, VALUES, 1, Mask.causal());
    assertThat(y.toArray()).containsExactly(new double[] {4, 5}, within(1e-14));
    assertThat(Attention.weights(queries, KEYS, 1, Mask.causal()).toArray())
        .containsExactly(new double[] {1, 0, 0.75, 0.25}, within(1e-15));
  }

  /** Two heads side by side: each sees its own half of every vector. */
  @Test
  void headsHaveTheirOwnPart() {
    double ln3 = Math.log(3);
    Tensor q = DEVICE.tensor(new Shape(1, 1, 2), ln3, ln3);
    Tensor k = DEVICE.tensor(new Shape(1, 2, 2), 1.0, 0.0, 0.0, 1.0);
    Tensor v = DEVICE.tensor(new Shape(1, 2, 2), 4.0, 4.0, 8.0, 8.0);
    assertThat(attention(q, k, v, 2, Mask.none()).toArray())
        .containsExactly(new double[] {5, 7}, within(1e-14));
  }

  /** vᵀ·tanh(W·q + U·k) with one unit: 2·tanh(0.5·q − k). */
  @Test
  void additiveScoreByHand() {
    Score score =
        new AdditiveScore(
            new Parameter("query weights", DEVICE.matrix(new double[] {0.5})),
            new Parameter("key weights", DEVICE.matrix(new double[] {-1})),
            new Parameter("judge", DEVICE.vector(2)));
    assertThat(score.of(sequence(4), sequence(1, 3)).toArray())
        .containsExactly(new double[] {2 * Math.tanh(1), 2 * Math.tanh(-1)}, within(1e-15));
  }

  /** The pictures of {@link Mask}. */
  @Test
  void masksAsPictures() {
    assertThat(picture(Mask.none())).isEqualTo("■■■■");
    assertThat(picture(Mask.causal())).isEqualTo("■··· ■■·· ■■■· ■■■■");
    assertThat(picture(Mask.padding(3))).isEqualTo("■■■·");
    assertThat(picture(Mask.padding(3).andCausal())).isEqualTo("■··· ■■·· ■■■· ■■■·");
    assertThat(Mask.causal().visible(1, 2, 4)).containsExactly(3, 4);
  }

  private static String picture(Mask mask) {
    Tensor on = mask.on(DEVICE, 1, 4, 4);
    StringBuilder picture = new StringBuilder();
    for (int i = 0; i < on.dim(1); i++) {
      picture.append(i == 0 ? "" : " ");
      for (double sees : on.at(0, i).toArray()) {
        picture.append(sees == 1 ? '■' : '·');
      }
    }
    return picture.toString();
  }
}
