package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static twofold.tensor.Index.range;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.metric.Accuracy;
import twofold.nn.metric.Answers;
import twofold.nn.metric.AreaUnderCurve;
import twofold.nn.metric.ConfusionMatrix;
import twofold.nn.metric.Mean;
import twofold.nn.metric.Metric;
import twofold.nn.metric.Retrieval;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.tensor.Draw;

/** Theorems about metrics. */
class MetricProperties {
  private static final Device<?> DEVICE = Device.reference();

  /** The unit roundoff of double. */
  private static final double U = 0x1p-53;

  /** Of answers (batch, classes) to (batch, classes). */
  private static final List<Metric> OF_CLASSES =
      List.of(
          Accuracy.accuracy(),
          Accuracy.top(2),
          Retrieval.precision(0),
          Retrieval.recall(1),
          Retrieval.f1(1),
          Retrieval.macroF1(),
          Mean.absoluteError(),
          Mean.rootSquaredError());

  /** Of answers (batch, 1) to (batch, 1). */
  private static final List<Metric> OF_YES_OR_NO =
      List.of(
          Accuracy.accuracy(),
          Retrieval.precision(),
          Retrieval.recall(),
          Retrieval.f1(),
          AreaUnderCurve.auc());

  /** Scores of few values, so that many are equal. */
  private static Tensor scores(Draw draw, int rows, int columns) {
    return draw.tensor(new Shape(rows, columns), z -> Math.rint(2 * z) / 2);
  }

  private static Tensor yesOrNo(Draw draw, int rows) {
    return draw.tensor(new Shape(rows, 1), z -> z > 0 ? 1 : 0);
  }

  private static Tensor oneHot(Draw draw, int rows, int classes) {
    double[] hot = new double[rows * classes];
    for (int i = 0; i < rows; i++) {
      hot[i * classes + draw.from(0, classes - 1)] = 1;
    }
    return DEVICE.tensor(new Shape(rows, classes), hot);
  }

  private static double value(Metric metric, Tensor predictions, Tensor targets) {
    Metric.Sum sum = metric.start().get();
    sum.add(new Answers(predictions, targets));
    return sum.value();
  }

  /** Batch by batch, wherever they end, is all at once: the same bits. */
  @Property(tries = 100)
  void batchesDoNotMatter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 40);
    int classes = draw.from(2, 4);
    streams(draw, OF_CLASSES, scores(draw, n, classes), oneHot(draw, n, classes));
    streams(draw, OF_YES_OR_NO, scores(draw, n, 1), yesOrNo(draw, n));
  }

  private static void streams(Draw draw, List<Metric> metrics, Tensor p, Tensor t) {
    for (Metric metric : metrics) {
      Metric.Sum sum = metric.start().get();
      for (int from = 0; from < p.dim(0); ) {
        int to = draw.from(from, p.dim(0)); // empty batches, too
        sum.add(new Answers(p.at(range(from, to)), t.at(range(from, to))));
        from = to;
      }
      assertThat(sum.value()).as(metric.name()).isEqualTo(Double.valueOf(value(metric, p, t)));
    }
  }

  /** Over nothing there is no value. */
  @Example
  void ofNothingIsNotANumber() {
    for (Metric metric : OF_CLASSES) {
      assertThat(metric.start().get().value()).as(metric.name()).isNaN();
    }
    for (Metric metric : OF_YES_OR_NO) {
      assertThat(metric.start().get().value()).as(metric.name()).isNaN();
    }
  }

  /** AUC = P(s₊ > s₋) + ½·P(s₊ = s₋), by comparing all pairs; equal to the last bit. */
  @Property(tries = 300)
  @Checks("auc")
  void areaIsTheShareOfPairs(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 60);
    double[] s = scores(draw, n, 1).toArray();
    s[0] = draw.chance(0.5) ? -0.0 : s[0]; // is 0
    double[] t = yesOrNo(draw, n).toArray();
    long twicePairs = 0;
    long all = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (t[i] == 1 && t[j] == 0) {
          twicePairs += s[i] > s[j] ? 2 : s[i] == s[j] ? 1 : 0;
          all++;
        }
      }
    }
    Tensor p = DEVICE.tensor(new Shape(n, 1), s);
    double auc = value(AreaUnderCurve.auc(), p, DEVICE.tensor(new Shape(n, 1), t));
    assertThat(auc).isEqualTo(Double.valueOf(twicePairs / (2.0 * all))); // NaN if all is 0
  }

  /**
   * What keeps the order keeps the area; turning it round, or the answers, turns it into 1 − AUC.
   * Two logits are their difference.
   */
  @Property(tries = 100)
  void areaIsAboutTheOrderOnly(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(2, 40);
    Tensor s = scores(draw, n, 1);
    double[] t = yesOrNo(draw, n).toArray();
    t[0] = 1;
    t[1] = 0;
    Tensor wanted = DEVICE.tensor(new Shape(n, 1), t);
    double auc = value(AreaUnderCurve.auc(), s, wanted);
    Tensor rising = s.multiply(s).multiply(s).add(s).multiply(4); // exact: few bits
    assertThat(value(AreaUnderCurve.auc(), rising, wanted)).isEqualTo(auc);
    double turned = value(AreaUnderCurve.auc(), s.negate(), wanted);
    assertThat(turned).isCloseTo(1 - auc, within(2 * U)); // two quotients up to 1, rounded, and 1 −
    Tensor others = wanted.negate().add(1);
    assertThat(value(AreaUnderCurve.auc(), s, others)).isEqualTo(turned);
    Tensor two = s.matMul(DEVICE.matrix(new double[] {-1, 1})).divide(2);
    assertThat(value(AreaUnderCurve.auc(), two, wanted)).isEqualTo(auc);
  }

  /** Precision, recall and F₁ from their definitions, class by class. */
  @Property(tries = 100)
  void retrievalIsCounting(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 40);
    int classes = draw.from(2, 4);
    Tensor p = scores(draw, n, classes);
    Tensor t = oneHot(draw, n, classes);
    Answers answers = new Answers(p, t);
    ConfusionMatrix matrix = new ConfusionMatrix();
    matrix.add(answers);
    double macro = 0;
    long diagonal = 0;
    for (int k = 0; k < classes; k++) {
      int hits = 0;
      int guessed = 0;
      int there = 0;
      for (int i = 0; i < n; i++) {
        hits += answers.guess(i) == k && answers.wanted(i) == k ? 1 : 0;
        guessed += answers.guess(i) == k ? 1 : 0;
        there += answers.wanted(i) == k ? 1 : 0;
      }
      double precision = guessed == 0 ? 0 : (double) hits / guessed;
      double recall = there == 0 ? 0 : (double) hits / there;
      assertThat(value(Retrieval.precision(k), p, t)).isEqualTo(precision);
      assertThat(value(Retrieval.recall(k), p, t)).isEqualTo(recall);
      double f1 = value(Retrieval.f1(k), p, t);
      double harmonic = hits == 0 ? 0 : 2 / (1 / precision + 1 / recall);
      assertThat(f1).isCloseTo(harmonic, within(8 * U)); // seven roundings of numbers up to 1
      macro += f1;
      diagonal += matrix.counts()[k][k];
    }
    assertThat(value(Retrieval.macroF1(), p, t)).isEqualTo(macro / classes);
    assertThat(value(Accuracy.accuracy(), p, t)).isEqualTo((double) diagonal / n);
  }

  /** More guesses hit more; all classes hit always; without ties one guess is accuracy. */
  @Property(tries = 100)
  void topKRises(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 40);
    int classes = draw.from(2, 6);
    Tensor t = oneHot(draw, n, classes);
    Tensor ties = scores(draw, n, classes);
    double before = 0;
    for (int k = 1; k <= classes; k++) {
      double top = value(Accuracy.top(k), ties, t);
      assertThat(top).isGreaterThanOrEqualTo(before);
      before = top;
    }
    assertThat(before).isEqualTo(1);
    Tensor distinct = draw.distinct(new Shape(n, classes));
    assertThat(value(Accuracy.top(1), distinct, t))
        .isEqualTo(value(Accuracy.accuracy(), distinct, t));
    int k = draw.from(1, classes);
    double chance = 0; // by sorting: the position of the wanted class, from the most likely one
    for (int i = 0; i < n; i++) {
      double[] row = distinct.at(i).toArray();
      double wanted = row[Answers.largest(t.at(i).toArray(), 0, classes)];
      double[] sorted = row.clone();
      Arrays.sort(sorted);
      chance += Arrays.binarySearch(sorted, wanted) >= classes - k ? 1 : 0;
    }
    assertThat(value(Accuracy.top(k), distinct, t)).isEqualTo(chance / n);
  }

  /** Labels say what one-hot rows say. */
  @Property(tries = 50)
  void labelsAreOneHotRows(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 20);
    int classes = draw.from(2, 4);
    Tensor p = scores(draw, n, classes);
    Tensor t = oneHot(draw, n, classes);
    double[] labels = new double[n];
    for (int i = 0; i < n; i++) {
      labels[i] = Answers.largest(t.at(i).toArray(), 0, classes);
    }
    for (Metric metric : OF_CLASSES.subList(0, 6)) {
      assertThat(value(metric, p, DEVICE.vector(labels))).isEqualTo(value(metric, p, t));
    }
  }

  /** The mean absolute error and the root of the mean square, term by term. */
  @Property(tries = 50)
  void errorsAreMeans(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 40);
    double[] y = draw.normals(new Shape(n)).toArray();
    double[] t = draw.normals(new Shape(n)).toArray();
    double absolute = 0;
    double squared = 0;
    for (int i = 0; i < n; i++) {
      absolute += Math.abs(y[i] - t[i]);
      squared += (y[i] - t[i]) * (y[i] - t[i]);
    }
    Tensor p = DEVICE.tensor(new Shape(n, 1), y);
    Tensor w = DEVICE.tensor(new Shape(n, 1), t);
    assertThat(value(Mean.absoluteError(), p, w)).isEqualTo(absolute / n);
    assertThat(value(Mean.rootSquaredError(), p, w)).isEqualTo(Math.sqrt(squared / n));
  }
}
