package twofold.verify.check;

import static twofold.tensor.Exp.exp;
import static twofold.tensor.Gate.gate;
import static twofold.tensor.Log.log;
import static twofold.verify.check.RunningError.abs;
import static twofold.verify.check.RunningError.rounded;
import static twofold.verify.check.RunningError.rule;

import java.util.stream.IntStream;
import twofold.tensor.ArgMax;
import twofold.tensor.Axes;
import twofold.tensor.BroadcastTo;
import twofold.tensor.CumSum;
import twofold.tensor.MatMul;
import twofold.tensor.Max;
import twofold.tensor.Mean;
import twofold.tensor.Min;
import twofold.tensor.Prod;
import twofold.tensor.Reshape;
import twofold.tensor.Softmax;
import twofold.tensor.SoftmaxCrossEntropy;
import twofold.tensor.Sum;
import twofold.tensor.Tensor;
import twofold.tensor.Transpose;

/** Error rules of layout operations, reductions, contractions and the fused losses. */
final class OtherRules {
  private OtherRules() {}

  static void register() {
    // a bound moves with the element it belongs to
    rule(Reshape.class, (op, y, e, fl) -> e.get(0).reshape(op.target()));
    rule(BroadcastTo.class, (op, y, e, fl) -> e.get(0).broadcastTo(op.target()));
    rule(Transpose.class, (op, y, e, fl) -> e.get(0).transpose(op.permutation()));

    // any order of n − 1 additions; a mean divides once more
    rule(
        Sum.class,
        (op, y, e, fl) -> {
          Tensor passed = new Sum(e.get(0), op.axes()).apply();
          Tensor terms = new Sum(abs(op.x()).add(e.get(0)), op.axes()).apply();
          return passed.add(terms.multiply(fl.gamma(op.axes().reducedSize()))).add(fl.tiny());
        });
    rule(
        Mean.class,
        (op, y, e, fl) -> {
          Tensor passed = new Mean(e.get(0), op.axes()).apply();
          Tensor terms = new Mean(abs(op.x()).add(e.get(0)), op.axes()).apply();
          double roundings = op.axes().reducedSize() + 2 * fl.divide();
          return passed.add(terms.multiply(fl.gamma(roundings))).add(fl.tiny());
        });
    rule(
        CumSum.class,
        (op, y, e, fl) -> {
          Tensor passed = new CumSum(e.get(0), op.axis()).apply();
          Tensor terms = new CumSum(abs(op.x()).add(e.get(0)), op.axis()).apply();
          return passed.add(terms.multiply(fl.gamma(op.x().dim(op.axis())))).add(fl.tiny());
        });
    rule(Max.class, (op, y, e, fl) -> new Max(e.get(0), op.axes()).apply());
    rule(Min.class, (op, y, e, fl) -> new Max(e.get(0), op.axes()).apply());
    // a position may be any other as soon as an element is uncertain
    rule(
        ArgMax.class,
        (op, y, e, fl) -> {
          Tensor any = y.device().full(y.shape(), op.axes().reducedSize());
          return gate(new Max(e.get(0), op.axes()).apply(), any);
        });

    // every element may grow its product; and what underflows on the way may be multiplied up again
    rule(
        Prod.class,
        (op, y, e, fl) -> {
          double[] x = rows(abs(op.x()), op.axes()).toArray();
          double[] error = rows(e.get(0), op.axes()).toArray();
          int n = op.axes().reducedSize();
          double[] bound = new double[y.size()];
          for (int i = 0; i < bound.length; i++) {
            double product = 1;
            double passed = 0;
            double growth = 1;
            for (int j = i * n; j < (i + 1) * n; j++) {
              passed = passed * (x[j] + error[j]) + product * error[j];
              product *= x[j];
              growth *= Math.max(1, x[j] + error[j]);
            }
            bound[i] = passed + (product + passed) * fl.gamma(n) + n * fl.tiny() * growth;
          }
          return y.device().tensor(y.shape(), bound);
        });

    // |Δ(AB)| ≤ |A|E₁ + E₀|B| + E₀E₁, and k roundings of each of the k terms
    rule(
        MatMul.class,
        (op, y, e, fl) -> {
          Tensor a = abs(op.a());
          Tensor b = abs(op.b());
          Tensor passed = a.matMul(e.get(1)).add(e.get(0).matMul(b.add(e.get(1))));
          Tensor terms = a.add(e.get(0)).matMul(b.add(e.get(1)));
          int k = op.a().dim(-1);
          return passed.add(terms.multiply(fl.gamma(k))).add(k * fl.tiny());
        });

    rule(
        Softmax.class,
        (op, y, e, fl) -> {
          Tensor moved = moved(op.x(), e.get(0), fl);
          double own = 2 * fl.ulp(fl.exp()) + fl.gamma(y.dim(1)) + fl.ulp(fl.divide());
          return rounded(y, y.multiply(growthByRow(moved)), own, fl);
        });
    rule(
        SoftmaxCrossEntropy.class,
        (op, y, e, fl) -> {
          int classes = op.logits().dim(1);
          Tensor max = op.logits().max(1).reshape(-1, 1);
          Tensor shifted = op.logits().subtract(max);
          Tensor logSum = log(exp(shifted).sum(1)).reshape(-1, 1);
          Tensor difference = abs(logSum.subtract(shifted)).stopGradient(); // ℓ − x
          // the exponent, the exponential, their sum: relative to the sum; then the logarithm of it
          Tensor moved = moved(op.logits(), e.get(0), fl);
          double sum = fl.ulp(fl.exp()) + fl.gamma(classes);
          Tensor ofLogSum =
              growthByRow(moved)
                  .add(sum)
                  .multiply(1 + sum)
                  .add(abs(logSum).multiply(fl.ulp(fl.log())))
                  .add(fl.tiny());
          Tensor d =
              ofLogSum
                  .add(rounded(shifted, moved, fl.u(), fl))
                  .add(difference.multiply(2 * fl.u()));
          Tensor t = abs(op.targets());
          Tensor terms = t.add(e.get(1)).multiply(difference.add(d));
          return t.multiply(d)
              .add(e.get(1).multiply(difference.add(d)))
              .add(terms.multiply(fl.gamma(classes + 1)))
              .sum(1)
              .add(classes * fl.tiny());
        });
  }

  /** The elements of one result side by side. Axes of extent 1 may stand anywhere. */
  private static Tensor rows(Tensor x, Axes axes) {
    int[] kept = axes.resultKeepingDims().dims();
    int[] order =
        IntStream.concat(
                IntStream.range(0, kept.length).filter(k -> kept[k] == x.dim(k)),
                IntStream.range(0, kept.length).filter(k -> kept[k] != x.dim(k)))
            .toArray();
    return x.transpose(order);
  }

  /** How far x − max x may be off: the errors of both, and one rounding of their difference. */
  private static Tensor moved(Tensor x, Tensor e, Arithmetic fl) {
    Tensor largest = e.max(1).reshape(-1, 1);
    Tensor shifted = finite(abs(x.subtract(x.max(1).reshape(-1, 1))));
    return e.add(largest).add(shifted.multiply(fl.u()));
  }

  /** A logit of −∞ is subtracted without rounding, and its exponential is exactly 0. */
  private static Tensor finite(Tensor x) {
    double[] values = x.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.isFinite(values[i]) ? values[i] : 0;
    }
    return x.device().tensor(x.shape(), values);
  }

  /** exp(moved) may grow or shrink a term, and the sum of its row, by this factor − 1. */
  private static Tensor growthByRow(Tensor moved) {
    Tensor largest = moved.max(1).reshape(-1, 1);
    return ElementWiseRules.growth(moved.add(largest));
  }
}
