package twofold.verify.rnn.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.at;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.range;
import static twofold.tensor.Tanh.tanh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.rnn.attention.BilinearScore;
import twofold.rnn.cell.State;
import twofold.rnn.data.SequenceCrossEntropy;
import twofold.rnn.decode.LogProbabilities;
import twofold.rnn.layer.Bidirectional;
import twofold.rnn.layer.Lengths;
import twofold.rnn.translate.Translator;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.nn.Derivatives;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Translator}. */
class TranslatorProperties {
  private static final Device<?> DEVICE = Device.reference();
  private static final int SOURCE_TOKENS = 5;
  private static final int TARGET_TOKENS = 4;
  private static final Translator.Options OPTIONS =
      new Translator.Options(SOURCE_TOKENS, TARGET_TOKENS, 3, 4);

  /** A translator and a batch for it. Lengths and tokens are whole numbers of the reference. */
  private record Lesson(Translator model, Tensor source, Tensor lengths, Tensor given) {

    static Lesson draw(Draw draw) {
      int batch = draw.from(1, 3);
      int time = draw.from(1, 5);
      double[] lengths = new double[batch];
      for (int b = 0; b < batch; b++) {
        lengths[b] = draw.from(1, time);
      }
      return new Lesson(
          Translator.of(DEVICE, OPTIONS, draw.random()),
          tokens(draw, SOURCE_TOKENS, batch, time),
          DEVICE.vector(lengths),
          tokens(draw, TARGET_TOKENS, batch, draw.from(1, 4)));
    }

    static Tensor tokens(Draw draw, int tokens, int batch, int time) {
      double[] numbers = new double[batch * time];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = draw.from(0, tokens - 1);
      }
      return DEVICE.tensor(new Shape(batch, time), numbers);
    }

    /** Other tokens after the end of each source. */
    Lesson withOtherPadding(Draw draw) {
      double[] numbers = source.toArray();
      for (int i = 0; i < numbers.length; i++) {
        if (i % source.dim(1) >= lengths.toArray()[i / source.dim(1)]) {
          numbers[i] = draw.from(0, SOURCE_TOKENS - 1);
        }
      }
      return new Lesson(model, DEVICE.tensor(source.shape(), numbers), lengths, given);
    }

    Tensor logits(List<Tensor> parameters) {
      Device<?> device = parameters.get(0).device();
      List<Tensor> inputs = List.of(source.to(device), lengths.to(device), given.to(device));
      return Parameter.substitute(
          model.parameters(), parameters, () -> model.forward(inputs, Context.INFERENCE).get(0));
    }

    Translator.Told told() {
      return model.tell(source, lengths, given, Context.INFERENCE);
    }

    int length(int b) {
      return (int) lengths.toArray()[b];
    }
  }

  private static Lesson lesson(long seed) {
    return Lesson.draw(new Draw(new SplittableRandom(seed)));
  }

  /** As a function of all its parameters, and so is the loss it is trained with. */
  @Property(tries = 20)
  void gradientsAreTheDerivatives(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    Lesson lesson = Lesson.draw(draw);
    List<Tensor> parameters = Derivatives.parameters(draw, lesson.model);
    Tensor wanted = Lesson.tokens(draw, TARGET_TOKENS, lesson.given.dim(0), lesson.given.dim(1));
    Derivatives.agree(lesson::logits, parameters, random);
    Derivatives.agree(
        p -> SequenceCrossEntropy.perToken(lesson.logits(p), wanted), parameters, random);
  }

  @Property(tries = 30)
  void sameOnEveryDevice(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Lesson lesson = Lesson.draw(draw);
    Twins.agree(new Case(Derivatives.parameters(draw, lesson.model), lesson::logits));
  }

  /**
   * The equations in loops, from what encoder and decoder have shown on: within twice the running
   * error, as both ways round.
   */
  @Checks({"seq2seq-start", "attention-weights", "attention-translator"})
  @Property(tries = 40)
  void attentionIsItsDefinition(@ForAll long seed) {
    Lesson lesson = lesson(seed);
    Translator model = lesson.model;
    Tensor vectors = model.sources().forward(lesson.source, Context.INFERENCE);
    Lengths lengths = Lengths.of(lesson.lengths, lesson.source);
    Bidirectional.Both read = model.encoder().read(vectors, lengths);
    Tensor begin = tanh(model.bridge().forward(read.last(), Context.INFERENCE));
    int units = model.decoder().units();
    State start = State.of(begin.at(all(), range(0, units)), begin.at(all(), from(units)));
    Tensor given = model.targets().forward(lesson.given, Context.INFERENCE);
    Tensor queries = model.decoder().read(given, start).outputs();

    Tensor logits = lesson.told().logits();
    double[] bound = new RunningError(Arithmetic.DOUBLE).of(logits).multiply(2).toArray();
    List<double[]> expected = new ArrayList<>();
    for (int b = 0; b < lesson.source.dim(0); b++) {
      for (int t = 0; t < lesson.given.dim(1); t++) {
        List<double[]> keys = new ArrayList<>();
        for (int j = 0; j < lesson.length(b); j++) {
          keys.add(read.sequences().at(b).at(j).toArray());
        }
        expected.add(said(model, queries.at(b).at(t).toArray(), keys));
      }
    }
    double[] all = expected.stream().flatMapToDouble(Arrays::stream).toArray();
    assertThat(Twins.difference(all, logits.toArray(), bound)).isEmpty();
  }

  private static double[] said(Translator model, double[] q, List<double[]> keys) {
    double[][] w = rows(((BilinearScore) model.score()).weights());
    double[] fits = new double[keys.size()];
    double sum = 0;
    for (int j = 0; j < fits.length; j++) {
      double score = 0;
      for (int p = 0; p < q.length; p++) {
        for (int r = 0; r < keys.get(j).length; r++) {
          score += q[p] * w[p][r] * keys.get(j)[r];
        }
      }
      fits[j] = Math.exp(score);
      sum += fits[j];
    }
    int width = keys.get(0).length;
    double[] contextAndQuery = new double[width + q.length];
    for (int j = 0; j < fits.length; j++) {
      for (int r = 0; r < width; r++) {
        contextAndQuery[r] += fits[j] / sum * keys.get(j)[r];
      }
    }
    System.arraycopy(q, 0, contextAndQuery, width, q.length);
    double[] combined = dense(model.combine(), contextAndQuery);
    return dense(model.head(), Arrays.stream(combined).map(Math::tanh).toArray());
  }

  private static double[] dense(Dense layer, double[] x) {
    double[][] w = rows(layer.weights());
    double[] y = layer.bias().value().toArray();
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < x.length; i++) {
        y[o] += x[i] * w[i][o];
      }
    }
    return y;
  }

  private static double[][] rows(Parameter matrix) {
    double[][] rows = new double[matrix.shape().dim(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix.value().at(i).toArray();
    }
    return rows;
  }

  /**
   * Decoding step by step, with a state carried on and a source that was read once, is teacher
   * forcing on the same tokens, whatever stands beside it in the batch and whatever comes after: to
   * the bit, as on the reference both run the same loops on the same numbers.
   */
  @Checks("seq2seq-chain")
  @Property(tries = 60)
  void stepByStepIsTeacherForcing(@ForAll long seed) {
    Lesson lesson = lesson(seed);
    Translator.Told told = lesson.told();
    for (int b = 0; b < lesson.source.dim(0); b++) {
      int length = lesson.length(b);
      double[] source = lesson.source.at(b).at(range(0, length)).toArray();
      double[] given = lesson.given.at(b).toArray();
      int[] tokens = Arrays.stream(source).mapToInt(token -> (int) token).toArray();
      var reached = lesson.model.start(tokens, (int) given[0]);
      for (int t = 0; t < given.length; t++) {
        reached = t == 0 ? reached : lesson.model.next(reached, (int) given[t]);
        double[] logits = told.logits().at(b).at(t).toArray();
        assertThat(lesson.model.logProbabilities(reached)).isEqualTo(LogProbabilities.of(logits));
        double[] weights = told.weights().at(b).at(t).at(range(0, length)).toArray();
        assertThat(reached.weights()).isEqualTo(weights);
      }
    }
  }

  /** What stands in the padding changes no logit, no weight and no gradient: to the bit. */
  @Property(tries = 40)
  void paddingChangesNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Lesson lesson = Lesson.draw(draw);
    Lesson other = lesson.withOtherPadding(draw);
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(DEVICE);
    for (Device<?> device : devices) {
      List<double[]> expected = outcome(lesson, device);
      List<double[]> actual = outcome(other, device);
      for (int k = 0; k < expected.size(); k++) {
        assertThat(actual.get(k)).as("outcome %d on %s", k, device).isEqualTo(expected.get(k));
      }
    }
    assertThat(other.told().weights().toArray()).isEqualTo(lesson.told().weights().toArray());
  }

  /** Logits, then the gradients of all parameters. */
  private static List<double[]> outcome(Lesson lesson, Device<?> device) {
    List<Tensor> there = lesson.model.parameters().stream().map(p -> p.value().to(device)).toList();
    Tensor logits = lesson.logits(there);
    List<double[]> all = new ArrayList<>(List.of(logits.toArray()));
    Gradients.of(logits, device.full(logits.shape(), 0.75), there)
        .forEach(gradient -> all.add(gradient.toArray()));
    return all;
  }

  /**
   * The weights of a step add up to 1, up to the rounding of as many quotients and of their sum;
   * those of padding are 0.
   */
  @Property(tries = 60)
  void weightsAddUpToOne(@ForAll long seed) {
    Lesson lesson = lesson(seed);
    Tensor weights = lesson.told().weights();
    int places = lesson.source.dim(1);
    for (int b = 0; b < weights.dim(0); b++) {
      for (int t = 0; t < weights.dim(1); t++) {
        double[] row = weights.at(b).at(t).toArray();
        assertThat(Arrays.stream(row, lesson.length(b), places).allMatch(w -> w == 0)).isTrue();
        double off = Arrays.stream(row).sum() - 1;
        assertThat(Math.abs(off)).isLessThanOrEqualTo(Arithmetic.DOUBLE.gamma(3 * places));
      }
    }
  }

  /** Every place of a source is read both ways: each changes what is said, first to last. */
  @Property(tries = 40)
  void everyPlaceCounts(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Lesson lesson = Lesson.draw(draw);
    int place = draw.from(0, lesson.length(0) - 1);
    double[] numbers = lesson.source.toArray();
    numbers[place] = (numbers[place] + 1) % SOURCE_TOKENS;
    Tensor changed = DEVICE.tensor(lesson.source.shape(), numbers);
    Tensor before = lesson.told().logits();
    Tensor after =
        lesson.model.tell(changed, lesson.lengths, lesson.given, Context.INFERENCE).logits();
    for (int t = 0; t < lesson.given.dim(1); t++) {
      assertThat(after.at(at(0), at(t), all()).toArray())
          .isNotEqualTo(before.at(at(0), at(t), all()).toArray());
    }
  }

  @Example
  void itsParts() {
    Translator model = Translator.of(DEVICE, OPTIONS, RandomStreams.of(1));
    assertThat(model).hasToString("Translator 5 → 4 tokens, 4 units");
    assertThat(model.parameters()).hasSize(1 + 6 + 2 + 1 + 3 + 1 + 2 + 2).doesNotHaveDuplicates();
  }

  @Example
  void badInput() {
    Translator model = Translator.of(DEVICE, OPTIONS, RandomStreams.of(1));
    assertThatThrownBy(() -> model.forward(List.of(DEVICE.zeros(1, 2)), Context.INFERENCE))
        .hasMessage(
            "Translator 5 → 4 tokens, 4 units needs three inputs, source tokens, their lengths and"
                + " given tokens, got 1");
    assertThatThrownBy(
            () ->
                model.tell(
                    DEVICE.zeros(2, 3), DEVICE.ones(2), DEVICE.zeros(1, 3), Context.INFERENCE))
        .hasMessage(
            "Translator 5 → 4 tokens, 4 units needs source tokens (batch, S) and given tokens"
                + " (batch, T), both with at least one, got (2, 3) and (1, 3)");
    assertThatThrownBy(
            () ->
                model.tell(
                    DEVICE.zeros(1, 3), DEVICE.vector(4), DEVICE.zeros(1, 3), Context.INFERENCE))
        .hasMessage("the length of sequence 0 must be 1 to 3, the steps there are, got 4");
    assertThatThrownBy(() -> model.start(new int[0], 1))
        .hasMessage("a source must have at least 1 token, got 0");
    assertThatThrownBy(() -> model.start(new int[] {SOURCE_TOKENS}, 1)).hasMessageContaining("5");
    assertThatThrownBy(() -> new Translator.Options(5, 4, 0, 4))
        .hasMessage(
            "a translator needs at least 1 source token, target token, feature and unit,"
                + " got 5, 4, 0 and 4");
  }
}
