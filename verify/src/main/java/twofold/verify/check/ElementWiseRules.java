package twofold.verify.check;

import static twofold.tensor.Equal.equal;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Gate.gate;
import static twofold.tensor.GeluGradient.geluGradient;
import static twofold.tensor.Log.log;
import static twofold.tensor.Logic.isFinite;
import static twofold.tensor.Maximum.maximum;
import static twofold.tensor.Minimum.minimum;
import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Square.square;
import static twofold.tensor.Where.where;
import static twofold.verify.check.RunningError.abs;
import static twofold.verify.check.RunningError.rounded;
import static twofold.verify.check.RunningError.rule;

import twofold.nn.layer.Dropout;
import twofold.tensor.Abs;
import twofold.tensor.Add;
import twofold.tensor.Binary;
import twofold.tensor.Copy;
import twofold.tensor.Cos;
import twofold.tensor.Divide;
import twofold.tensor.Equal;
import twofold.tensor.Erf;
import twofold.tensor.Exp;
import twofold.tensor.Gate;
import twofold.tensor.Gelu;
import twofold.tensor.GeluGradient;
import twofold.tensor.Less;
import twofold.tensor.LessOrEqual;
import twofold.tensor.Log;
import twofold.tensor.Maximum;
import twofold.tensor.Minimum;
import twofold.tensor.Multiply;
import twofold.tensor.Negate;
import twofold.tensor.Power;
import twofold.tensor.Relu;
import twofold.tensor.Sigmoid;
import twofold.tensor.Sign;
import twofold.tensor.Sin;
import twofold.tensor.Softplus;
import twofold.tensor.Sqrt;
import twofold.tensor.Square;
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

    // |Δ(a/b)| ≤ (e₀ + |a/b|e₁)/(|b| − e₁), as long as b cannot be 0; and then 0/b is exactly 0
    rule(
        Divide.class,
        (op, y, e, fl) -> {
          Tensor b = positive(abs(op.b()).subtract(e.get(1)));
          Tensor passed = e.get(0).add(abs(y).multiply(e.get(1))).divide(b);
          Tensor isSure = gate(b, equal(abs(op.a()).add(e.get(0)), op.a().device().scalar(0)));
          return where(isSure, zero(y), rounded(y, passed, fl.ulp(fl.divide()), fl));
        });

    // comparisons and the gate may only be wrong where the errors can make them come out
    // differently
    comparison(Equal.class);
    comparison(Less.class);
    comparison(LessOrEqual.class);
    rule(
        Gate.class,
        (op, y, e, fl) -> {
          Tensor undecided = e.get(0).subtract(abs(op.a())).add(fl.tiny());
          Tensor flipped = gate(e.get(0), gate(undecided, abs(op.b()).add(e.get(1))));
          return flipped.add(gate(op.a(), e.get(1)));
        });

    rule(
        Sign.class,
        (op, y, e, fl) -> {
          Tensor undecided = e.get(0).subtract(abs(op.x())).add(fl.tiny());
          return gate(e.get(0), gate(undecided, one(y).multiply(2)));
        });

    // nothing is rounded, and no error grows: |max(a, b) − max(a′, b′)| ≤ max(|a − a′|, |b − b′|)
    rule(Negate.class, (op, y, e, fl) -> e.get(0));
    rule(Copy.class, (op, y, e, fl) -> e.get(0));
    rule(Abs.class, (op, y, e, fl) -> e.get(0));
    rule(Relu.class, (op, y, e, fl) -> rectified(op.x(), e.get(0)));
    rule(Maximum.class, (op, y, e, fl) -> maximum(e.get(0), e.get(1)));
    rule(Minimum.class, (op, y, e, fl) -> maximum(e.get(0), e.get(1)));

    // |Δx²| ≤ 2|x|e + e²
    rule(
        Square.class,
        (op, y, e, fl) -> {
          Tensor passed = abs(op.x()).multiply(2).add(e.get(0)).multiply(e.get(0));
          return rounded(y, passed, fl.u(), fl);
        });

    // |√x − √x′| = |x − x′|/(√x + √x′) ≤ e/√x, and √e where x is 0
    rule(
        Sqrt.class,
        (op, y, e, fl) -> {
          Tensor at0 = gate(e.get(0), gate(equal(y, zero(y)), sqrt(e.get(0))));
          Tensor passed = at0.add(gate(y, e.get(0).divide(y)));
          return rounded(y, passed, fl.ulp(fl.sqrt()), fl);
        });

    // exp(x ± e) = y·exp(±e); and exp(−∞) is 0, whatever bound −∞ has
    rule(
        Exp.class,
        (op, y, e, fl) -> {
          Tensor passed = gate(isFinite(op.x()), y.multiply(growth(e.get(0))));
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

    // the slopes are at most 1, and that of erf at most 2/√π
    rule(Sin.class, (op, y, e, fl) -> rounded(y, e.get(0), fl.ulp(fl.sin()), fl));
    rule(Cos.class, (op, y, e, fl) -> rounded(y, e.get(0), fl.ulp(fl.sin()), fl));
    rule(
        Erf.class,
        (op, y, e, fl) -> {
          Tensor passed = e.get(0).multiply(2 / Math.sqrt(Math.PI));
          return rounded(y, passed, fl.ulp(fl.erf()), fl);
        });

    // |Δy| ≤ |s|e + e²·max|s′|/2 by the slope s, max|s′| = 2φ(0) < 0.8. Φ itself is never off by
    // more
    // than erf's error and 8u: in double 6u/2 and what the argument of erf rounds; elsewhere half
    // of
    // 14u or 40u at 0, less further out. That counts where the part of y is coarser, in double left
    // of 0.
    rule(
        Gelu.class,
        (op, y, e, fl) -> {
          Tensor ofPhi = abs(op.x()).multiply(fl.u() * (fl.erf() + 8));
          Tensor own = minimum(abs(y).multiply(fl.u() * fl.gelu()), ofPhi).add(fl.tiny());
          Tensor slope = abs(geluGradient(op.x(), one(y)));
          Tensor passed = slope.add(e.get(0).multiply(0.4)).multiply(e.get(0));
          return gate(isFinite(op.x()), passed).add(own);
        });

    // |Δs| ≤ |s′|e₀ + e₀²·max|s″|/2, where s′ = (2 − x²)·φ and s″ = (x³ − 4x)·φ, below 0.8. The
    // slope is
    // off beside Φ + |x|φ, and Φ(−|x|) ≤ √(π/2)·φ(x), but by no more than Φ, see above, |x|φ < ¼
    // being off
    // by less than 3u; a part that is too small to be normal is multiplied, too
    rule(
        GeluGradient.class,
        (op, y, e, fl) -> {
          Tensor density = exp(square(op.a()).multiply(-0.5)).multiply(1 / Math.sqrt(2 * Math.PI));
          Tensor parts = density.multiply(abs(op.a()).add(Math.sqrt(Math.PI / 2)));
          parts = parts.add(gate(op.a(), one(parts))).multiply(fl.u() * fl.gelu());
          Tensor ofSlope = minimum(parts, one(parts).multiply(fl.u() * (fl.erf() + 11)));
          Tensor bend = abs(square(op.a()).subtract(2)).multiply(density);
          Tensor bent = bend.add(e.get(0).multiply(0.4)).multiply(e.get(0));
          Tensor moved = gate(isFinite(op.a()), bent).add(ofSlope).add(fl.tiny());
          Tensor slope = gate(isFinite(op.a()), abs(geluGradient(op.a(), one(parts))));
          Tensor passed = abs(op.b()).add(e.get(1)).multiply(moved).add(e.get(1).multiply(slope));
          return rounded(y, passed, fl.u(), fl);
        });

    // σ′ = σ(1 − σ) ≤ ¼, and σ(x ± e) = y·exp(±e) at most, which is less where y is small; a y of 0
    // is a number too small for a double, and 0·∞ would say nothing
    rule(
        Sigmoid.class,
        (op, y, e, fl) -> {
          Tensor passed =
              minimum(e.get(0).multiply(0.25), y.add(Double.MIN_NORMAL).multiply(growth(e.get(0))));
          double own = fl.ulp(fl.exp()) + fl.u() + fl.ulp(fl.divide());
          return rounded(y, passed, own, fl);
        });

    // the slope of the softplus is σ; its logarithm is as accurate as any
    rule(
        Softplus.class,
        (op, y, e, fl) -> rounded(y, e.get(0), fl.ulp(fl.exp() + fl.log()) + fl.u(), fl));

    // c = exp(b·ln|a|) up to the sign: what moves the exponent makes c grow
    rule(
        Power.class,
        (op, y, e, fl) -> {
          Tensor a = abs(op.a());
          Tensor ofLog = gate(e.get(0), e.get(0).divide(positive(a.subtract(e.get(0)))));
          Tensor byA = gate(e.get(0), abs(op.b()).multiply(ofLog));
          Tensor byB = gate(e.get(1), e.get(1).multiply(abs(log(a)).add(ofLog)));
          Tensor moved = byA.add(byB);
          Tensor passed = gate(moved, abs(y).multiply(growth(moved)));
          return rounded(y, passed, fl.ulp(fl.pow()), fl);
        });

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

  private static <O extends Binary> void comparison(Class<O> operation) {
    rule(
        operation,
        (op, y, e, fl) -> {
          Tensor e01 = e.get(0).add(e.get(1));
          Tensor distance = abs(op.a().subtract(op.b()));
          return gate(e01, gate(e01.subtract(distance).add(fl.tiny()), one(y)));
        });
  }

  /** {@code exp(e) − 1}, bounded by {@code e·exp(e)}: exact where e is 0. */
  static Tensor growth(Tensor e) {
    return e.multiply(exp(e));
  }

  /** x, or 0 where it is not positive, so that a division by it gives infinity: no bound. */
  private static Tensor positive(Tensor x) {
    return Relu.relu(x);
  }

  private static Tensor zero(Tensor like) {
    return like.device().full(like.shape(), 0);
  }

  private static Tensor one(Tensor like) {
    return like.device().full(like.shape(), 1);
  }
}
