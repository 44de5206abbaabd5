package twofold.verify.check;

import static twofold.tensor.Exp.exp;
import static twofold.tensor.Gate.gate;
import static twofold.verify.check.RunningError.abs;
import static twofold.verify.check.RunningError.rounded;
import static twofold.verify.check.RunningError.rule;

import twofold.nn.layer.Dropout;
import twofold.tensor.Add;
import twofold.tensor.Copy;
import twofold.tensor.Divide;
import twofold.tensor.Equal;
import twofold.tensor.Exp;
import twofold.tensor.Gate;
import twofold.tensor.Log;
import twofold.tensor.Multiply;
import twofold.tensor.Negate;
import twofold.tensor.Relu;
import twofold.tensor.Subtract;
import twofold.tensor.Tanh;
import twofold.tensor.Tensor;

/**
 * Error rules of element-wise operations. e₀, e₁ bound the errors of the inputs; each rule bounds
 * that of the result.
 */
final class ElementWiseRules {
  private ElementWiseRules() {}

  static void register() {
    // |Δ(a ± b)| ≤ e₀ + e₁
    rule(Add.class, (op, y, e, fl) -> rounded(y, e.get(0).add(e.get(1)), fl.u(), fl));
    rule(Subtract.class, (op, y, e, fl) -> rounded(y, e.get(0).add(e.get(1)), fl.u(), fl));

    // |Δ(ab)| ≤ |a|e₁ + |b|e₀ + e₀e₁
    rule(
        Multiply.class,
        (op, y, e, fl) -> {
          Tensor passed =
              abs(op.a())
                  .multiply(e.get(1))
                  .add(abs(op.b()).multiply(e.get(0)))
                  .add(e.get(0).multiply(e.get(1)));
          return rounded(y, passed, fl.u(), fl);
        });

    // |Δ(a/b)| ≤ (e₀ + |a/b|e₁)/(|b| − e₁), as long as b cannot be 0
    rule(
        Divide.class,
        (op, y, e, fl) -> {
          Tensor b = positive(abs(op.b()).subtract(e.get(1)));
          Tensor passed = e.get(0).add(abs(y).multiply(e.get(1))).divide(b);
          return rounded(y, passed, fl.ulp(fl.divide()), fl);
        });

    // [a = b] and the gate may only be wrong where the errors can make the comparison come out
    // differently
    rule(
        Equal.class,
        (op, y, e, fl) -> {
          Tensor e01 = e.get(0).add(e.get(1));
          Tensor distance = abs(op.a().subtract(op.b()));
          return gate(e01, gate(e01.subtract(distance).add(fl.tiny()), one(y)));
        });
    rule(
        Gate.class,
        (op, y, e, fl) -> {
          Tensor undecided = e.get(0).subtract(abs(op.a())).add(fl.tiny());
          Tensor flipped = gate(e.get(0), gate(undecided, abs(op.b()).add(e.get(1))));
          return flipped.add(gate(op.a(), e.get(1)));
        });

    rule(Negate.class, (op, y, e, fl) -> e.get(0));
    rule(Copy.class, (op, y, e, fl) -> e.get(0));
    rule(Relu.class, (op, y, e, fl) -> rectified(op.x(), e.get(0)));

    // exp(x ± e) = y·exp(±e)
    rule(
        Exp.class,
        (op, y, e, fl) -> {
          Tensor passed = y.multiply(growth(e.get(0)));
          return rounded(y, passed, fl.ulp(fl.exp()), fl);
        });

    // |Δ ln x| ≤ −ln(1 − e/x) ≤ e/(x − e)
    rule(
        Log.class,
        (op, y, e, fl) -> {
          Tensor passed = e.get(0).divide(positive(op.x().subtract(e.get(0))));
          return rounded(y, passed, fl.ulp(fl.log()), fl);
        });

    rule(Tanh.class, (op, y, e, fl) -> rounded(y, e.get(0), fl.ulp(fl.tanh()), fl)); // |tanh′| ≤ 1

    // the same elements are dropped; the factor is rounded once, the product once
    rule(
        Dropout.Drop.class,
        (op, y, e, fl) -> {
          Tensor passed = new Dropout.Drop(e.get(0), op.rate(), op.seed()).apply();
          return rounded(y, passed, fl.gamma(2), fl);
        });
  }

  /**
   * |max(x, 0) − max(x′, 0)| ≤ |x − x′| ≤ e; and a unit that is inactive by more than e stays so,
   * without any error.
   */
  private static Tensor rectified(Tensor x, Tensor e) {
    double[] at = x.toArray();
    double[] bound = e.toArray();
    for (int i = 0; i < bound.length; i++) {
      bound[i] = at[i] > 0 ? bound[i] : Math.max(0, at[i] + bound[i]);
    }
    return e.device().tensor(e.shape(), bound);
  }

  /** {@code exp(e) − 1}, bounded by {@code e·exp(e)}: exact where e is 0. */
  static Tensor growth(Tensor e) {
    return e.multiply(exp(e));
  }

  /** x, or 0 where it is not positive, so that a division by it gives infinity: no bound. */
  private static Tensor positive(Tensor x) {
    return Relu.relu(x);
  }

  private static Tensor one(Tensor like) {
    return like.device().full(like.shape(), 1);
  }
}
