package twofold.verify.rnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.metric.Answers;
import twofold.nn.metric.Metric;
import twofold.rnn.data.SequenceAccuracy;
import twofold.rnn.data.SequenceCrossEntropy;
import twofold.rnn.decode.Decode;
import twofold.rnn.decode.LanguageModel;
import twofold.rnn.decode.LogProbabilities;
import twofold.rnn.decode.Until;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** Theorems about the loss and the scores of sequences. */
class SequenceLossProperties {
  private static final int PAD = 0;
  private static final int CLASSES = 4;

  /** Logits, and labels of which each sequence has at least one that is no padding. */
  private record Sequences(Tensor logits, Tensor labels) {
    static Sequences draw(Draw draw) {
      int batch = draw.from(1, 4);
      int time = draw.from(1, 5);
      double[] labels = new double[batch * time];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = i % time == 0 ? draw.from(1, CLASSES - 1) : draw.from(0, CLASSES - 1);
      }
      Device<?> device = Device.reference();
      return new Sequences(
          draw.tensor(new Shape(batch, time, CLASSES), z -> 3 * z),
          device.tensor(new Shape(batch, time), labels));
    }

    int batch() {
      return labels.dim(0);
    }

    int time() {
      return labels.dim(1);
    }

    double[] logits(int i, int t) {
      return logits.at(i).at(t).toArray();
    }

    int label(int i, int t) {
      return (int) labels.toArray()[i * time() + t];
    }

    /** Sequence i as a model that says what stands here at each step, whatever it has read. */
    LanguageModel<Integer> model(int i) {
      return new LanguageModel<>() {
        @Override
        public double[] logProbabilities(Integer step) {
          return LogProbabilities.of(logits(i, step));
        }

        @Override
        public Integer next(Integer step, int token) {
          return step + 1;
        }
      };
    }
  }

  /** Minus the logarithm of the probability that a language model of these logits gives. */
  @Property(tries = 200)
  void lossIsImprobability(@ForAll long seed) {
    Sequences all = Sequences.draw(new Draw(new SplittableRandom(seed)));
    Tensor sum = SequenceCrossEntropy.perSequence(all.logits, all.labels);
    Tensor mean = SequenceCrossEntropy.perToken(all.logits, all.labels);
    double[] bound = new RunningError(Arithmetic.DOUBLE).of(sum).toArray();
    for (int i = 0; i < all.batch(); i++) {
      List<Integer> tokens = new ArrayList<>();
      for (int t = 0; t < all.time(); t++) {
        tokens.add(all.label(i, t));
      }
      double expected = -all.model(i).logProbability(0, tokens);
      // the model's own: ten roundings of numbers below 100 for each of up to five tokens
      double miss = bound[i] + 5 * 10 * Math.ulp(100.0);
      assertThat(sum.toArray()[i]).isCloseTo(expected, within(miss));
      assertThat(mean.toArray()[i]).isCloseTo(expected / all.time(), within(miss));
    }
  }

  /** Padding counts for nothing: neither what was said there, nor that there was a place. */
  @Property(tries = 200)
  void paddingDoesNotCount(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences all = Sequences.draw(draw);
    Tensor sum = SequenceCrossEntropy.perSequence(all.logits, all.labels, PAD);
    Tensor mean = SequenceCrossEntropy.perToken(all.logits, all.labels, PAD);
    double[] slopes = Gradients.of(mean.sum(), all.logits).toArray();
    double[] bound = new RunningError(Arithmetic.DOUBLE).of(sum).toArray();
    for (int i = 0; i < all.batch(); i++) {
      double expected = 0;
      int count = 0;
      for (int t = 0; t < all.time(); t++) {
        int label = all.label(i, t);
        double surprise = -LogProbabilities.of(all.logits(i, t))[label];
        expected += label == PAD ? 0 : surprise;
        count += label == PAD ? 0 : 1;
        double steepest = 0;
        for (int j = 0; j < CLASSES; j++) {
          double slope = slopes[(i * all.time() + t) * CLASSES + j];
          steepest = Math.max(steepest, Math.abs(slope));
        }
        assertThat(steepest == 0).isEqualTo(label == PAD);
      }
      double miss = bound[i] + 5 * 10 * Math.ulp(100.0);
      assertThat(sum.toArray()[i]).isCloseTo(expected, within(miss));
      assertThat(mean.toArray()[i]).isCloseTo(expected / count, within(miss));
    }
  }

  /** Gradients of order 1 and 2. */
  @Property(tries = 40)
  void gradientIsTheDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Sequences all = Sequences.draw(new Draw(random));
    for (Function<Tensor, Tensor> loss : losses(all)) {
      Function<List<Tensor>, Tensor> f = in -> loss.apply(in.get(0));
      check(GradientCheck.firstOrder(f, List.of(all.logits), random));
      check(GradientCheck.secondOrder(f, List.of(all.logits), random));
    }
  }

  private static List<Function<Tensor, Tensor>> losses(Sequences all) {
    return List.of(
        z -> SequenceCrossEntropy.perToken(z, all.labels.to(z.device()), PAD),
        z -> SequenceCrossEntropy.perSequence(z, all.labels.to(z.device()), PAD));
  }

  private static void check(GradientCheck.Report report) {
    assertThat(report.isSharp(1e-4) || report.isSharp()).as("%s", report).isTrue();
    assertThat(report.units()).as("%s", report).isLessThanOrEqualTo(1);
  }

  @Property(tries = 20)
  void sameOnEveryDevice(@ForAll long seed) {
    Sequences all = Sequences.draw(new Draw(new SplittableRandom(seed)));
    for (Function<Tensor, Tensor> loss : losses(all)) {
      Twins.agree(new Case(in -> loss.apply(in.get(0)), all.logits));
      Twins.agree(new Case(in -> Gradients.of(loss.apply(in.get(0)).sum(), in.get(0)), all.logits));
    }
  }

  /**
   * An exact match is what greedy decoding finds, though it was not told the tokens before. Here
   * logits depend on the token read: those of step t are rotated by it.
   */
  @Property(tries = 300)
  void anExactMatchIsWhatGreedyFinds(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int time = draw.from(1, 4);
    double[][] table = new double[time][];
    for (int t = 0; t < time; t++) {
      table[t] = draw.distinct(new Shape(CLASSES)).toArray();
    }
    LanguageModel<List<Integer>> model =
        new LanguageModel<>() {
          @Override
          public double[] logProbabilities(List<Integer> prefix) {
            int last = prefix.isEmpty() ? 0 : prefix.get(prefix.size() - 1);
            return LogProbabilities.of(rotated(table[prefix.size()], last));
          }

          @Override
          public List<Integer> next(List<Integer> prefix, int token) {
            List<Integer> longer = new ArrayList<>(prefix);
            longer.add(token);
            return longer;
          }
        };
    List<Integer> said = Decode.greedy(model, List.of(), Until.length(time)).tokens();
    List<Integer> wanted = new ArrayList<>(said);
    if (draw.chance(0.5)) {
      wanted.set(draw.from(0, time - 1), draw.from(0, CLASSES - 1));
    }
    double[] logits = new double[time * CLASSES]; // told the wanted tokens
    int right = 0;
    for (int t = 0; t < time; t++) {
      double[] row = rotated(table[t], t == 0 ? 0 : wanted.get(t - 1));
      System.arraycopy(row, 0, logits, t * CLASSES, CLASSES);
      right += Answers.largest(row, 0, CLASSES) == wanted.get(t) ? 1 : 0;
    }
    Device<?> device = Device.reference();
    Answers answers =
        new Answers(
            device.tensor(new Shape(1, time, CLASSES), logits),
            device.tensor(
                new Shape(1, time), wanted.stream().mapToDouble(token -> token).toArray()));
    assertThat(value(SequenceAccuracy.exactMatch(-1), answers))
        .isEqualTo(said.equals(wanted) ? 1 : 0);
    assertThat(value(SequenceAccuracy.perToken(-1), answers)).isEqualTo((double) right / time);
  }

  private static double[] rotated(double[] row, int by) {
    double[] rotated = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      rotated[(j + by) % row.length] = row[j];
    }
    return rotated;
  }

  private static double value(Metric metric, Answers answers) {
    Metric.Sum sum = metric.start().get();
    sum.add(answers);
    return sum.value();
  }
}
