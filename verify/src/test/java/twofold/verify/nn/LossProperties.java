package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.loss.AbsoluteError;
import twofold.nn.loss.BinaryCrossEntropy;
import twofold.nn.loss.CategoricalCrossEntropy;
import twofold.nn.loss.CenterLoss;
import twofold.nn.loss.Contrastive;
import twofold.nn.loss.CosineLoss;
import twofold.nn.loss.Focal;
import twofold.nn.loss.Hinge;
import twofold.nn.loss.Huber;
import twofold.nn.loss.KullbackLeibler;
import twofold.nn.loss.Loss;
import twofold.nn.loss.MulticlassHinge;
import twofold.nn.loss.SquaredError;
import twofold.tensor.Create;
import twofold.tensor.Device;
import twofold.tensor.Gather;
import twofold.tensor.Gradients;
import twofold.tensor.Indices;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** What holds for every loss of predictions and targets; their relations are in the next class. */
@Checks("huber")
class LossProperties {
  private static final int N = 3;
  private static final int CLASSES = 4;
  private static final Shape ROWS = new Shape(N, CLASSES);

  /** The loss of one example, in plain Java. */
  private interface Formula {
    double of(double[] y, double[] t);
  }

  /**
   * A loss, how to draw predictions and targets for it, and what it is.
   *
   * @param moves whether the targets may be differentiated too
   */
  private record Known(
      String name,
      Loss loss,
      Function<Draw, Tensor> predictions,
      Function<Draw, Tensor> targets,
      boolean moves,
      Formula formula) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Known> LOSSES = new ArrayList<>();

  private static void known(
      String name,
      Loss loss,
      Function<Draw, Tensor> predictions,
      Function<Draw, Tensor> targets,
      boolean moves,
      Formula formula) {
    LOSSES.add(new Known(name, loss, predictions, targets, moves, formula));
  }

  static {
    Function<Draw, Tensor> reals = draw -> draw.normals(ROWS);
    Function<Draw, Tensor> logits = draw -> draw.tensor(ROWS, z -> 3 * z);
    // numbers of 24 bits, well inside (0, 1); a row need not sum to 1 for the formulas to hold
    Function<Draw, Tensor> chances = draw -> draw.tensor(ROWS, z -> 0.1 + 0.8 / (1 + Math.exp(z)));
    Function<Draw, Tensor> bits = draw -> draw.tensor(ROWS, z -> z > 0 ? 1 : 0);
    Function<Draw, Tensor> signs = draw -> draw.tensor(ROWS, z -> z > 0 ? 1 : -1);
    known("squared", SquaredError::squaredError, reals, reals, true, mean((y, t) -> sq(y - t)));
    known(
        "absolute",
        AbsoluteError::absoluteError,
        reals,
        reals,
        true,
        mean((y, t) -> Math.abs(y - t)));
    known(
        "huber",
        (y, t) -> Huber.huber(y, t, 0.75),
        reals,
        reals,
        true,
        mean(
            (y, t) ->
                Math.abs(y - t) <= 0.75 ? sq(y - t) / 2 : 0.75 * (Math.abs(y - t) - 0.75 / 2)));
    known(
        "binary cross-entropy",
        BinaryCrossEntropy::binaryCrossEntropy,
        chances,
        chances,
        true,
        mean((p, t) -> -t * Math.log(p) - (1 - t) * Math.log(1 - p)));
    known(
        "binary cross-entropy from logits",
        BinaryCrossEntropy::binaryCrossEntropyFromLogits,
        logits,
        chances,
        true,
        mean((z, t) -> t * Math.log1p(Math.exp(-z)) + (1 - t) * Math.log1p(Math.exp(z))));
    known(
        "cross-entropy",
        CategoricalCrossEntropy::crossEntropy,
        chances,
        chances,
        true,
        sum((p, t) -> -t * Math.log(p)));
    known(
        "cross-entropy from logits",
        CategoricalCrossEntropy::crossEntropyFromLogits,
        logits,
        chances,
        true,
        (z, t) -> {
          double loss = 0;
          for (int j = 0; j < z.length; j++) {
            loss += t[j] * (logSum(z) - z[j]);
          }
          return loss;
        });
    known(
        "sparse cross-entropy from logits",
        CategoricalCrossEntropy::sparseCrossEntropyFromLogits,
        logits,
        LossProperties::labels,
        false,
        (z, t) -> logSum(z) - z[(int) t[0]]);
    known(
        "kullback-leibler",
        KullbackLeibler::kullbackLeibler,
        chances,
        chances,
        true,
        sum((p, t) -> t * (Math.log(t) - Math.log(p))));
    known("hinge", Hinge::hinge, reals, signs, false, mean((y, t) -> Math.max(0, 1 - t * y)));
    known(
        "squared hinge",
        Hinge::squaredHinge,
        reals,
        signs,
        false,
        mean((y, t) -> sq(Math.max(0, 1 - t * y))));
    known(
        "multi-class hinge",
        (y, t) -> MulticlassHinge.multiclassHinge(y, t, 0.5),
        reals,
        LossProperties::oneHot,
        false,
        (y, t) -> {
          int c = 0;
          while (t[c] == 0) {
            c++;
          }
          double loss = 0;
          for (int j = 0; j < y.length; j++) {
            loss += j == c ? 0 : Math.max(0, 0.5 + y[j] - y[c]);
          }
          return loss;
        });
    known(
        "focal",
        (z, t) -> Focal.focalFromLogits(z, t, 1.5),
        logits,
        bits,
        false,
        mean(
            (z, t) -> {
              double q = 1 / (1 + Math.exp(t == 1 ? -z : z));
              return -Math.pow(1 - q, 1.5) * Math.log(q);
            }));
    known(
        "contrastive",
        (d, t) -> Contrastive.contrastive(d, t, 1),
        draw -> draw.tensor(ROWS, z -> Math.abs(z)),
        bits,
        false,
        mean((d, t) -> t * d * d + (1 - t) * sq(Math.max(0, 1 - d))));
    known(
        "cosine",
        CosineLoss::cosineLoss,
        reals,
        reals,
        true,
        (y, t) -> 1 - dot(y, t) / Math.sqrt(dot(y, y) * dot(t, t)));
    known(
        "center",
        (x, labels) -> {
          CenterLoss loss = new CenterLoss(x.device(), CLASSES, CLASSES);
          loss.parameters()
              .get(0)
              .set(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7});
          return loss.of(x, labels);
        },
        reals,
        LossProperties::labels,
        false,
        (x, k) -> {
          double loss = 0;
          for (int j = 0; j < x.length; j++) {
            loss += sq(x[j] - (1 + ((int) k[0] * CLASSES + j) % 9)) / 2;
          }
          return loss;
        });
  }

  private interface Each {
    double of(double y, double t);
  }

  private static Formula sum(Each each) {
    return (y, t) -> {
      double sum = 0;
      for (int j = 0; j < y.length; j++) {
        sum += each.of(y[j], t[j]);
      }
      return sum;
    };
  }

  private static Formula mean(Each each) {
    return (y, t) -> sum(each).of(y, t) / y.length;
  }

  private static double sq(double x) {
    return x * x;
  }

  private static double dot(double[] a, double[] b) {
    return sum((x, y) -> x * y).of(a, b);
  }

  private static double logSum(double[] z) {
    DoubleUnaryOperator exp = Math::exp;
    return Math.log(sum((x, y) -> exp.applyAsDouble(x)).of(z, z));
  }

  private static Tensor labels(Draw draw) {
    double[] labels = new double[N];
    for (int i = 0; i < N; i++) {
      labels[i] = draw.from(0, CLASSES - 1);
    }
    return Device.reference().vector(labels);
  }

  private static Tensor oneHot(Draw draw) {
    return Create.oneHot(Device.reference(), Indices.indices(labels(draw)), CLASSES);
  }

  /** Each is its formula, example by example: within the running error and that of the formula. */
  @Property(tries = 50)
  void isItsFormula(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    for (Known known : LOSSES) {
      Tensor y = known.predictions.apply(draw);
      Tensor t = known.targets.apply(draw);
      Tensor losses = known.loss.of(y, t);
      assertThat(losses.shape()).as("%s", known).isEqualTo(new Shape(N));
      double[] bound = new RunningError(Arithmetic.DOUBLE).of(losses).toArray();
      double[] expected = new double[N];
      for (int i = 0; i < N; i++) {
        expected[i] = known.formula.of(row(y, i), row(t, i));
        // about ten roundings for each of four terms, each of which is below 100
        bound[i] += 10 * CLASSES * 100 * 0x1p-53;
      }
      assertThat(Twins.difference(expected, losses.toArray(), bound)).as("%s", known).isEmpty();
    }
  }

  private static double[] row(Tensor x, int i) {
    Tensor row = x.at(i);
    return row.rank() == 0 ? new double[] {row.item()} : row.toArray();
  }

  /**
   * Gradients of order 1 and 2, with respect to the predictions and, where that makes sense, the
   * targets.
   */
  @Property(tries = 40)
  void gradientIsTheDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    for (Known known : LOSSES) {
      Tensor t = known.targets.apply(draw);
      Tensor y = known.predictions.apply(draw);
      Function<List<Tensor>, Tensor> f =
          known.moves
              ? in -> known.loss.of(in.get(0), in.get(1))
              : in -> known.loss.of(in.get(0), t);
      List<Tensor> inputs = known.moves ? List.of(y, t) : List.of(y);
      check(known, GradientCheck.firstOrder(f, inputs, random));
      check(known, GradientCheck.secondOrder(f, inputs, random));
    }
  }

  private static void check(Known known, GradientCheck.Report report) {
    assertThat(report.isSharp(1e-4) || report.isSharp()).as("%s: %s", known, report).isTrue();
    assertThat(report.units()).as("%s: %s", known, report).isLessThanOrEqualTo(1);
  }

  /** The same on every device, value and gradient. */
  @Property(tries = 25)
  void sameOnEveryDevice(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    for (Known known : LOSSES) {
      Tensor y = known.predictions.apply(draw);
      Tensor t = known.targets.apply(draw);
      Twins.agree(new Case(in -> known.loss.of(in.get(0), in.get(1)), y, t));
      Twins.agree(
          new Case(in -> Gradients.of(known.loss.of(in.get(0), in.get(1)).sum(), in.get(0)), y, t));
    }
  }

  /** An example of weight k counts as if it were there k times, and one of weight 0 not at all. */
  @Property(tries = 25)
  void weightsCountExamples(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor y = draw.normals(ROWS);
    Tensor t = draw.normals(ROWS);
    Tensor weights = Device.reference().vector(3, 0, 1);
    Indices repeated = Indices.indices(0, 0, 0, 2);
    Tensor many = Gather.gather(y, repeated, 0);
    Tensor targets = Gather.gather(t, repeated, 0);
    Loss loss = SquaredError::squaredError;
    for (Loss.Reduction reduction : List.of(Loss.Reduction.SUM, Loss.Reduction.MEAN)) {
      Tensor weighted = loss.of(y, t, weights, reduction);
      Tensor longer = loss.of(many, targets, reduction);
      RunningError running = new RunningError(Arithmetic.DOUBLE);
      double bound = running.of(weighted).item() + running.of(longer).item();
      assertThat(Math.abs(weighted.item() - longer.item())).isLessThanOrEqualTo(bound);
    }
    double[] each = loss.of(y, t).toArray();
    assertThat(loss.of(y, t, weights, Loss.Reduction.NONE).toArray())
        .containsExactly(3 * each[0], 0, each[2]);
    assertThat(loss.of(y, t, Loss.Reduction.NONE).toArray()).isEqualTo(each);
  }

  /**
   * Losses of logits have finite values and gradients at ±1000, right or wrong, on every device.
   */
  @Example
  void extremeLogitsAreFinite() {
    for (Device<?> device : Device.all()) {
      Tensor z = device.matrix(new double[] {1000, -1000, 0}, new double[] {-1000, 1000, -1000});
      Tensor bits = device.matrix(new double[] {0, 1, 1}, new double[] {0, 1, 0});
      Tensor oneHot = device.matrix(new double[] {0, 1, 0}, new double[] {0, 1, 0});
      Tensor labels = device.vector(1, 1);
      farOut(BinaryCrossEntropy::binaryCrossEntropyFromLogits, z, bits, 2000.6931 / 3, 0);
      farOut(CategoricalCrossEntropy::crossEntropyFromLogits, z, oneHot, 2000, 0);
      farOut(CategoricalCrossEntropy::sparseCrossEntropyFromLogits, z, labels, 2000, 0);
      farOut((y, t) -> Focal.focalFromLogits(y, t, 2), z, bits, 2000.1733 / 3, 0);
      farOut((y, t) -> Focal.focalFromLogits(y, t, 0.5), z, bits, 2000.4901 / 3, 0);
      farOut((y, t) -> Huber.huber(y, t, 1), z, oneHot, (999.5 + 1000.5) / 3, 2997.5 / 3);
    }
  }

  private static void farOut(Loss loss, Tensor y, Tensor t, double first, double second) {
    Tensor losses = loss.of(y, t);
    double[] expected = {first, second};
    for (int i = 0; i < 2; i++) {
      // constants above have eight digits
      assertThat(losses.toArray()[i]).isBetween(expected[i] - 1e-3, expected[i] + 1e-3);
    }
    for (double slope : Gradients.of(losses.sum(), y).toArray()) {
      assertThat(Math.abs(slope)).isLessThanOrEqualTo(2);
    }
  }
}
