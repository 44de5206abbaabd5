package twofold.verify.rnn.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.nn.layer.Sequential;
import twofold.nn.train.Objective;
import twofold.rnn.data.SequenceCrossEntropy;
import twofold.rnn.layer.PerStep;
import twofold.rnn.transformer.Gpt;
import twofold.rnn.transformer.TransformerEncoderBlock;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.nn.Derivatives;
import twofold.verify.nn.Rows;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Gpt}. */
class GptProperties {
  private static final Objective LOSS = Objective.mean(SequenceCrossEntropy::perToken);
  private static final Device<?> DEVICE = Device.reference();
  private static final Gpt.Options OPTIONS = new Gpt.Options(5, 6, 4, 2, 2);

  private static Gpt gpt(Device<?> device, long seed) {
    return Gpt.of(device, OPTIONS, RandomStreams.of(seed));
  }

  private static Tensor tokens(Draw draw, int batch, int time) {
    double[] numbers = new double[batch * time];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = draw.from(0, OPTIONS.vocabulary() - 1);
    }
    return DEVICE.tensor(new Shape(batch, time), numbers);
  }

  /** The loss as a function of all parameters, whose numbers are of order 1. */
  private record Lesson(Gpt model, Tensor x, Tensor next) {
    Tensor loss(List<Tensor> parameters) {
      Device<?> device = parameters.get(0).device();
      return Parameter.substitute(
          model.parameters(),
          parameters,
          () -> {
            Tensor logits = model.forward(x.to(device), Context.INFERENCE);
            return LOSS.of(logits, next.to(device));
          });
    }
  }

  private static Lesson lesson(Draw draw, long seed) {
    int time = draw.from(1, 4);
    Gpt small = Gpt.of(DEVICE, new Gpt.Options(5, 4, 4, 2, 1), RandomStreams.of(seed));
    Gpt smooth = smooth(small);
    return new Lesson(smooth, tokens(draw, 2, time), tokens(draw, 2, time));
  }

  /** With an ε so large that no norm bends too much for central differences. */
  private static Gpt smooth(Gpt model) {
    List<TransformerEncoderBlock> blocks =
        model.blocks().stream()
            .map(b -> new TransformerEncoderBlock(norm(), b.attention(), norm(), b.mlp()))
            .toList();
    return new Gpt(model.tokens(), model.positions(), blocks, norm(), model.head());
  }

  private static Layer norm() {
    return new LayerNorm(DEVICE, new Shape(OPTIONS.width()), 0.125);
  }

  /** The gradient of the loss with respect to every parameter, and its gradient. */
  @Property(tries = 15)
  void gradientsAreTheDerivatives(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    Lesson lesson = lesson(draw, seed);
    List<Tensor> parameters = Derivatives.parameters(draw, lesson.model);
    Derivatives.agree(lesson::loss, parameters, random);
  }

  @Property(tries = 20)
  void sameOnEveryDevice(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Lesson lesson = lesson(draw, seed);
    Twins.agree(new Case(Derivatives.parameters(draw, lesson.model), lesson::loss));
  }

  /** To the bit, on every device: tokens that come later change no logit before. */
  @Property(tries = 30)
  void theFutureNeverChangesThePast(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int past = draw.from(1, 5);
    double[] one = tokens(draw, 1, 6).toArray();
    double[] other = tokens(draw, 1, 6).toArray();
    System.arraycopy(one, 0, other, 0, past);
    for (Device<?> device : Device.all()) {
      Gpt model = gpt(device, seed);
      Tensor a = model.forward(device.tensor(new Shape(1, 6), one), Context.INFERENCE);
      Tensor b = model.forward(device.tensor(new Shape(1, 6), other), Context.INFERENCE);
      assertThat(b.at(all(), range(0, past)).toArray())
          .isEqualTo(a.at(all(), range(0, past)).toArray());
    }
  }

  /** Each logit is what the model would have said had the text ended there. */
  @Property(tries = 30)
  void aTextMayEndAnywhere(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Gpt model = gpt(DEVICE, seed);
    Tensor x = tokens(draw, 2, 6);
    int end = draw.from(1, 6);
    Tensor whole = model.forward(x, Context.INFERENCE);
    Tensor part = model.forward(x.at(all(), range(0, end)), Context.INFERENCE);
    Rows.agree(part, whole.at(all(), range(0, end)));
  }

  /** Its layers one after the other, the last of them at each step: to the bit. */
  @Checks("gpt")
  @Property(tries = 20)
  void isItsLayersInARow(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Gpt model = gpt(DEVICE, seed);
    List<Layer> layers = new ArrayList<>(model.layers());
    layers.set(layers.size() - 1, new PerStep(model.head()));
    Tensor x = tokens(draw, 2, draw.from(1, 6));
    assertThat(model.forward(x, Context.INFERENCE).toArray())
        .isEqualTo(new Sequential(layers).forward(x, Context.INFERENCE).toArray());
    assertThat(layers).hasSize(2 + OPTIONS.blocks() + 2);
  }

  /** The loss, by its definition, in loops. */
  @Checks("gpt-loss")
  @Property(tries = 30)
  void lossIsTheMeanOfAllTokens(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor logits = draw.normals(new Shape(2, 3, 5));
    Tensor next = tokens(draw, 2, 3);
    double[] z = logits.toArray();
    double[] t = next.toArray();
    double sum = 0;
    for (int n = 0; n < 6; n++) {
      double total = 0;
      for (int c = 0; c < 5; c++) {
        total += Math.exp(z[5 * n + c]);
      }
      sum += Math.log(total) - z[5 * n + (int) t[n]];
    }
    double bound = Arithmetic.DOUBLE.gamma(50) * (sum + 6 * 5); // terms below 5, 50 roundings
    assertThat(Math.abs(LOSS.of(logits, next).item() - sum / 6)).isLessThanOrEqualTo(bound);
  }

  /**
   * The first loss is that of a model which knows nothing, ln V: its logits are sums of few small
   * numbers. Width 4, deviation 0.02 and a normalised row make a logit's deviation 0.04; with a
   * spread of σ the loss is above ln V by about σ²/2, and single lessons vary by 6σ at most.
   */
  @Property(tries = 20, seed = "11")
  void startsKnowingNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Gpt model = gpt(DEVICE, seed);
    Tensor logits = model.forward(tokens(draw, 2, 6), Context.INFERENCE);
    double loss = LOSS.of(logits, tokens(draw, 2, 6)).item();
    assertThat(loss).isBetween(Math.log(5) - 0.25, Math.log(5) + 0.25);
  }

  @Example
  void refusesWhatMakesNoSense() {
    Gpt model = gpt(DEVICE, 1);
    assertThat(model).hasToString("Gpt 5 tokens, width 4, 2 blocks");
    assertThatThrownBy(() -> model.forward(DEVICE.zeros(3), Context.INFERENCE))
        .hasMessage("Gpt 5 tokens, width 4, 2 blocks needs inputs of shape (batch, time), got (3)");
    assertThatThrownBy(() -> model.forward(DEVICE.zeros(1, 7), Context.INFERENCE))
        .hasMessage("LearnedPositions 6 × 4 needs sequences of at most 6 places, got (1, 7, 4)");
    assertThatThrownBy(() -> new Gpt.Options(5, 6, 4, 3, 1))
        .hasMessage(
            "a GPT needs 0 or more blocks, and a width that its heads divide, got 1 blocks, width 4"
                + " and 3 heads");
    assertThatThrownBy(() -> LOSS.of(DEVICE.zeros(2, 3, 5), DEVICE.zeros(2, 4)))
        .hasMessage(
            "the cross-entropy of sequences needs logits (batch, time, classes) and labels (batch, time),"
                + " got (2, 3, 5) and (2, 4)");
  }
}
