package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static twofold.nn.activation.LogSoftmax.softmax;
import static twofold.nn.loss.BinaryCrossEntropy.binaryCrossEntropy;
import static twofold.nn.loss.BinaryCrossEntropy.binaryCrossEntropyFromLogits;
import static twofold.nn.loss.CategoricalCrossEntropy.crossEntropy;
import static twofold.nn.loss.CategoricalCrossEntropy.crossEntropyFromLogits;
import static twofold.nn.loss.CategoricalCrossEntropy.sparseCrossEntropyFromLogits;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Sigmoid.sigmoid;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.loss.AbsoluteError;
import twofold.nn.loss.CenterLoss;
import twofold.nn.loss.Distances;
import twofold.nn.loss.Focal;
import twofold.nn.loss.Hinge;
import twofold.nn.loss.Huber;
import twofold.nn.loss.KullbackLeibler;
import twofold.nn.loss.Loss;
import twofold.nn.loss.MarginRanking;
import twofold.nn.loss.MulticlassHinge;
import twofold.nn.loss.Penalty;
import twofold.nn.loss.Spearman;
import twofold.nn.loss.SquaredError;
import twofold.nn.loss.Triplet;
import twofold.nn.train.Objective;
import twofold.tensor.Concat;
import twofold.tensor.Create;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Index;
import twofold.tensor.Indices;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** How losses are related: what each is for which settings, and what they have in common. */
@Checks("cross-entropy")
class LossRelationsProperties {
  private static final Device<?> DEVICE = Device.reference();

  private static void agree(Tensor expected, Tensor actual) {
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    Tensor bound = running.of(expected).add(running.of(actual));
    assertThat(Twins.difference(expected.toArray(), actual.toArray(), bound.toArray())).isEmpty();
  }

  /** From logits, from probabilities, from the number of the class: one loss, and one gradient. */
  @Property(tries = 60)
  void threeFormsOfOneCrossEntropy(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 5);
    int classes = draw.from(1, 6);
    Tensor z = draw.normals(new Shape(n, classes));
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = draw.from(0, classes - 1);
    }
    Tensor labels = DEVICE.vector(numbers);
    Tensor t = Create.oneHot(DEVICE, Indices.indices(labels), classes);
    List<Tensor> forms =
        List.of(
            crossEntropyFromLogits(z, t),
            crossEntropy(softmax(z), t),
            sparseCrossEntropyFromLogits(z, labels));
    Tensor g = draw.normals(new Shape(n));
    for (Tensor form : forms) {
      agree(forms.get(0), form);
      agree(
          Gradients.of(forms.get(0), g, List.of(z)).get(0),
          Gradients.of(form, g, List.of(z)).get(0));
    }
  }

  @Property(tries = 60)
  void binaryFromLogitsIsBinaryFromProbabilities(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor z = draw.normals(new Shape(3, 4));
    Tensor t = draw.tensor(new Shape(3, 4), x -> Math.min(1, Math.abs(x)));
    Tensor ofLogits = binaryCrossEntropyFromLogits(z, t);
    Tensor ofChances = binaryCrossEntropy(sigmoid(z), t);
    agree(ofLogits, ofChances);
    agree(Gradients.of(ofLogits.sum(), z), Gradients.of(ofChances.sum(), z));
    // with two classes, softmax of (z, 0) is (σ(z), 1 − σ(z))
    Tensor one = z.reshape(-1, 1);
    Tensor pair = Concat.concat(List.of(one, one.multiply(0)), 1);
    Tensor hot = Concat.concat(List.of(t.reshape(-1, 1), t.reshape(-1, 1).negate().add(1)), 1);
    agree(crossEntropyFromLogits(pair, hot).reshape(3, 4).mean(1), ofLogits);
  }

  /** H(t, p) = H(t) + KL(t ‖ p), KL ≥ 0, and KL(t ‖ t) = 0: also where a t is 0. */
  @Property(tries = 60)
  void crossEntropyIsEntropyAndDivergence(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(3, draw.from(2, 6));
    Tensor p = softmax(draw.normals(shape)).stopGradient();
    Tensor logits = draw.tensor(shape, z -> draw.chance(0.2) ? -2000 : z);
    Tensor t = softmax(logits).stopGradient(); // some are 0, or all of a row are equal
    Tensor divergence = KullbackLeibler.kullbackLeibler(p, t);
    agree(crossEntropy(p, t), crossEntropy(t, t).add(divergence));
    double[] bound = new RunningError(Arithmetic.DOUBLE).of(divergence).toArray();
    // a row of probabilities may sum to 1 ± 4·γ: each is a quotient by the same sum
    double sums = 2 * Arithmetic.DOUBLE.gamma(4 * shape.dim(1));
    for (int i = 0; i < bound.length; i++) {
      assertThat(divergence.toArray()[i]).isGreaterThanOrEqualTo(-bound[i] - sums);
    }
    assertThat(KullbackLeibler.kullbackLeibler(t, t).toArray()).containsOnly(0);
  }

  /** γ = 0: the focal loss is the cross-entropy; a larger γ never costs more. */
  @Property(tries = 60)
  void focalOfGammaZeroIsTheCrossEntropy(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor z = draw.normals(new Shape(3, 4));
    Tensor t = draw.tensor(new Shape(3, 4), x -> x > 0 ? 1 : 0);
    agree(binaryCrossEntropyFromLogits(z, t), Focal.focalFromLogits(z, t, 0));
    double[] less = Focal.focalFromLogits(z, t, 2).toArray();
    double[] more = Focal.focalFromLogits(z, t, 1).toArray();
    for (int i = 0; i < less.length; i++) {
      assertThat(less[i]).isLessThan(more[i]);
    }
  }

  /**
   * Huber is half the squared error for a large δ, and nearly δ times the absolute one for a small.
   */
  @Property(tries = 60)
  void huberIsBetweenSquaredAndAbsolute(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor y = draw.normals(new Shape(3, 4));
    Tensor t = draw.normals(new Shape(3, 4));
    agree(SquaredError.squaredError(y, t).multiply(0.5), Huber.huber(y, t, 100));
    double delta = 0x1p-20;
    double[] huber = Huber.huber(y, t, delta).toArray();
    double[] absolute = AbsoluteError.absoluteError(y, t).toArray();
    for (int i = 0; i < 3; i++) {
      // they differ by ½δ² at most, and by rounding
      double exact = delta * absolute[i];
      double u = 8 * 0x1p-53 * exact;
      assertThat(huber[i]).isBetween(exact - delta * delta / 2 - u, exact + u);
    }
  }

  /** The mean is the best constant for squared errors, the median for absolute ones. */
  @Property(tries = 60)
  void meanAndMedianAreTheBestConstants(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor t = draw.distinct(new Shape(7, 1));
    double[] sorted = t.reshape(7).toArray();
    Arrays.sort(sorted);
    Tensor mean = t.mean().stopGradient();
    Tensor median = DEVICE.scalar(sorted[3]);
    Tensor ofMean = SquaredError.squaredError(mean.broadcastTo(t.shape()), t).sum();
    double slope = Gradients.of(ofMean, mean).item();
    assertThat(Math.abs(slope)).isLessThan(7 * 2 * 10 * 8 * 0x1p-53); // 7 numbers below 10
    Tensor ofMedian = AbsoluteError.absoluteError(median.broadcastTo(t.shape()), t).sum();
    assertThat(Gradients.of(ofMedian, median).item()).isZero();
  }

  /**
   * With two classes the multi-class hinge is the hinge of the difference; margins are met or cost.
   */
  @Property(tries = 60)
  void hinges(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor y = draw.normals(new Shape(5, 2));
    Tensor t = Create.oneHot(DEVICE, Indices.indices(0, 1, 1, 0, 1), 2);
    Tensor lead = y.at(Index.all(), Index.at(0)).subtract(y.at(Index.all(), Index.at(1)));
    Tensor signs = DEVICE.vector(1, -1, -1, 1, -1);
    agree(Hinge.hinge(lead, signs), MulticlassHinge.multiclassHinge(y, t));
    agree(MarginRanking.marginRanking(lead, lead.multiply(0), signs, 1), Hinge.hinge(lead, signs));
    double[] once = Hinge.hinge(lead, signs).toArray();
    double[] squared = Hinge.squaredHinge(lead, signs).toArray();
    for (int i = 0; i < 5; i++) {
      assertThat(squared[i]).isEqualTo(once[i] * once[i]);
    }
  }

  /** Triplet and ranking: formula, gradient of order 1 and 2 in each input, and every device. */
  @Property(tries = 40)
  void lossesOfSeveralInputs(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    Shape shape = new Shape(3, 2);
    List<Tensor> abc = List.of(draw.normals(shape), draw.normals(shape), draw.normals(shape));
    Case triplet = new Case(abc, in -> Triplet.triplet(in.get(0), in.get(1), in.get(2), 0.5));
    Tensor signs = draw.tensor(shape, z -> z > 0 ? 1 : -1);
    Case ranking =
        new Case(
            in ->
                MarginRanking.marginRanking(
                    in.get(0), in.get(1), signs.to(in.get(0).device()), 0.5),
            abc.get(0),
            abc.get(1));
    Case distance =
        new Case(in -> Distances.distance(in.get(0), in.get(1)), abc.get(0), abc.get(1));
    Case soft =
        new Case(
            in -> Spearman.spearmanLoss(in.get(0), in.get(0).device().vector(3, 1, 2, 7), 1),
            draw.normals(new Shape(4)));
    for (Case each : List.of(triplet, ranking, distance, soft)) {
      Twins.agree(each);
      check(GradientCheck.firstOrder(each.function(), each.inputs(), random));
      check(GradientCheck.secondOrder(each.function(), each.inputs(), random));
    }
    double[] a = abc.get(0).toArray();
    double[] p = abc.get(1).toArray();
    double[] n = abc.get(2).toArray();
    double[] is = triplet.function().apply(abc).toArray();
    for (int i = 0; i < 3; i++) {
      double near = sq(a[2 * i] - p[2 * i]) + sq(a[2 * i + 1] - p[2 * i + 1]);
      double far = sq(a[2 * i] - n[2 * i]) + sq(a[2 * i + 1] - n[2 * i + 1]);
      double expected = Math.max(0, near - far + 0.5);
      // eight roundings of numbers below near + far + 1
      double u = 8 * 0x1p-53 * (near + far + 1);
      assertThat(is[i]).isBetween(expected - u, expected + u);
    }
  }

  private static void check(GradientCheck.Report report) {
    assertThat(report.isSharp(1e-4) || report.isSharp()).as("%s", report).isTrue();
    assertThat(report.units()).as("%s", report).isLessThanOrEqualTo(1);
  }

  private static double sq(double x) {
    return x * x;
  }

  /** Where two vectors meet, the distance has the slope 0; the cosine with 0 is 0, slope 0. */
  @Example
  void distancesHaveNoNanAtTheirKinks() {
    for (Device<?> device : Device.all()) {
      Tensor a = device.matrix(new double[] {1, 2}, new double[] {0, 0});
      Tensor d = Distances.distance(a, a.stopGradient());
      assertThat(d.toArray()).containsExactly(0, 0);
      assertThat(Gradients.of(d.sum(), a).toArray()).containsExactly(0, 0, 0, 0);
      Tensor c = Distances.cosine(a, device.matrix(new double[] {2, 4}, new double[] {1, 1}));
      assertThat(c.toArray()[1]).isEqualTo(0);
      assertThat(c.toArray()[0])
          .isBetween(1 - 8 * device.unitRoundoff(), 1 + 8 * device.unitRoundoff());
      assertThat(Gradients.of(c.sum(), a).at(1).toArray()).doesNotContain(Double.NaN);
    }
  }

  /** Centers get a gradient: n of a class draw theirs n times, and others not at all. */
  @Example
  void centersAreLearned() {
    CenterLoss loss = new CenterLoss(DEVICE, 3, 2);
    Tensor x = DEVICE.matrix(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6});
    Tensor losses = loss.of(x, DEVICE.vector(0, 2, 0));
    assertThat(losses.toArray()).containsExactly(2.5, 12.5, 30.5);
    Tensor g = Gradients.of(losses.sum(), loss.parameters().get(0).value());
    assertThat(g.toArray()).containsExactly(-6, -8, 0, 0, -3, -4);
  }

  /**
   * Ranks are those of sorting, ties share; ρ knows the order only, is 1 for it and −1 reversed.
   */
  @Property(tries = 60)
  void spearmanKnowsTheOrderOnly(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.distinct(new Shape(draw.from(2, 20)));
    Tensor t = draw.distinct(x.shape());
    double rho = Spearman.spearman(x, t).item();
    assertThat(Spearman.spearman(exp(x.multiply(0.5)), t).item()).isEqualTo(rho);
    // the classical formula for ranks without ties: 1 − 6·Σd²/(n³ − n)
    double n = x.size();
    double squares = SquaredError.squaredError(Spearman.ranks(x), Spearman.ranks(t)).sum().item();
    double classic = 1 - 6 * squares / (n * n * n - n);
    assertThat(rho).isBetween(classic - n * 0x1p-50, classic + n * 0x1p-50);
    double u = n * 0x1p-50;
    assertThat(Spearman.spearman(x, x).item()).isBetween(1 - u, 1 + u);
    assertThat(Spearman.spearman(x, x.negate()).item()).isBetween(-1 - u, -1 + u);
    // distinct numbers are ¼ apart: at a temperature of 1/200 a sigmoid is off by e^−50 at most
    double[] soft = Spearman.softRanks(x, 1.0 / 200).toArray();
    double[] ranks = Spearman.ranks(x).toArray();
    for (int i = 0; i < soft.length; i++) {
      assertThat(soft[i]).isBetween(ranks[i] - n * 0x1p-50, ranks[i] + n * 0x1p-50);
    }
  }

  @Example
  void tiesShareTheirRank() {
    assertThat(Spearman.ranks(DEVICE.vector(3, 1, 3, 7)).toArray()).containsExactly(2.5, 1, 2.5, 4);
  }

  /** Penalties, by hand; and an objective with one. */
  @Example
  void penalties() {
    Dense layer = new Dense(DEVICE, 2, 1, Initialiser.he(), RandomStreams.of(1));
    layer.weights().set(3, -4);
    assertThat(Penalty.l1(layer.parameters(), 0.5).item()).isEqualTo(3.5);
    Tensor l2 = Penalty.l2(layer.parameters(), 0.5);
    assertThat(l2.item()).isEqualTo(12.5);
    assertThat(Gradients.of(l2, layer.weights().value()).toArray()).containsExactly(3, -4);
    Tensor y = DEVICE.matrix(new double[] {1}, new double[] {4});
    Tensor t = DEVICE.matrix(new double[] {2}, new double[] {2});
    Loss loss = SquaredError::squaredError;
    assertThat(Objective.mean(loss).of(y, t).item()).isEqualTo(2.5);
    Objective both = Objective.sum(loss).plus(() -> Penalty.l2(layer.parameters(), 0.5));
    assertThat(both.of(y, t).item()).isEqualTo(17.5);
  }

  /**
   * An objective with a penalty of l2 is the objective and λ·Σ w²; each weight's slope rises by
   * 2λ·w. Sums of n squares are off by γₙ of themselves; twice, and a few roundings more.
   */
  @Property(tries = 50)
  @Checks("l2-penalty")
  void anL2PenaltyIsASumOfSquares(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Dense layer = new Dense(DEVICE, draw.extent(), draw.extent(), Initialiser.he(), draw.random());
    double lambda = Math.abs(draw.normal());
    Tensor x = draw.normals(new Shape(3, layer.weights().shape().dim(0)));
    Tensor y = layer.forward(x, Context.INFERENCE);
    Tensor t = draw.normals(y.shape());
    Objective plain = Objective.mean(SquaredError::squaredError);
    Tensor loss = plain.of(y, t);
    Tensor penalised = plain.plus(() -> Penalty.l2(layer.parameters(), lambda)).of(y, t);
    double sum = 0;
    for (Parameter parameter : layer.parameters()) {
      for (double w : parameter.value().toArray()) {
        sum += w * w;
      }
    }
    double expected = loss.item() + lambda * sum;
    double gamma = Arithmetic.DOUBLE.gamma(2 * (layer.weights().size() + layer.bias().size()) + 8);
    assertThat(penalised.item()).isCloseTo(expected, within(gamma * expected));

    double[] slopes = Gradients.of(loss, layer.weights().value()).toArray();
    double[] steeper = Gradients.of(penalised, layer.weights().value()).toArray();
    double[] weights = layer.weights().value().toArray();
    for (int i = 0; i < weights.length; i++) {
      double more = 2 * lambda * weights[i];
      double rounding = Arithmetic.DOUBLE.gamma(4) * (Math.abs(slopes[i]) + Math.abs(more));
      assertThat(steeper[i]).isCloseTo(slopes[i] + more, within(rounding));
    }
  }

  @Example
  void refusesWhatMakesNoSense() {
    Tensor x = DEVICE.zeros(2, 3);
    Tensor y = DEVICE.zeros(3, 2);
    assertThatThrownBy(() -> SquaredError.squaredError(x, y))
        .hasMessage(
            "squaredError needs predictions and targets of one shape (batch, …),"
                + " got (2, 3) and (3, 2)");
    assertThatThrownBy(() -> crossEntropy(x, y))
        .hasMessage(
            "crossEntropy needs predictions and targets of one shape (batch, classes),"
                + " got (2, 3) and (3, 2)");
    assertThatThrownBy(() -> sparseCrossEntropyFromLogits(x, y))
        .hasMessage(
            "sparseCrossEntropyFromLogits needs logits (batch, classes) and labels (batch),"
                + " got (2, 3) and (3, 2)");
    assertThatThrownBy(() -> Huber.huber(x, x, 0))
        .hasMessage("delta of huber must be positive and finite, got 0.0");
    assertThatThrownBy(() -> Focal.focalFromLogits(x, x, -1))
        .hasMessage("gamma of focalFromLogits must be 0 or more and finite, got -1.0");
    assertThatThrownBy(() -> new CenterLoss(DEVICE, 2, 2).of(x, y))
        .hasMessage(
            "center loss needs features (batch, 2) and labels (batch), got (2, 3) and (3, 2)");
    Loss loss = SquaredError::squaredError;
    assertThatThrownBy(() -> loss.of(x, x, DEVICE.ones(3), Loss.Reduction.MEAN))
        .hasMessage("sample weights need the shape (2) of the losses, got (3)");
  }
}
