package twofold.verify.check;

import static twofold.verify.check.RunningError.abs;
import static twofold.verify.check.RunningError.rule;

import java.util.List;
import java.util.function.BinaryOperator;
import twofold.tensor.Conv2d;
import twofold.tensor.Conv2dInputGradient;
import twofold.tensor.Conv2dWeightGradient;
import twofold.tensor.Tensor;

/** Error rules of convolutions. */
final class ConvolutionRules {
  private ConvolutionRules() {}

  static void register() {
    rule(
        Conv2d.class,
        (op, y, e, fl) ->
            bilinear(
                (x, w) -> new Conv2d(x, w, op.geometry()).apply(),
                op.inputs(),
                e,
                op.geometry().terms(),
                fl));
    rule(
        Conv2dInputGradient.class,
        (op, y, e, fl) ->
            bilinear(
                (g, w) -> new Conv2dInputGradient(g, w, op.geometry()).apply(),
                op.inputs(),
                e,
                op.w().size() / Math.max(1, op.geometry().groups() * op.geometry().inputs()),
                fl));
    rule(
        Conv2dWeightGradient.class,
        (op, y, e, fl) ->
            bilinear(
                (x, g) -> new Conv2dWeightGradient(x, g, op.geometry()).apply(),
                op.inputs(),
                e,
                op.geometry().batch() * op.geometry().places(),
                fl));
  }

  /** |Δ(a∘b)| ≤ |a|∘E₁ + E₀∘|b| + E₀∘E₁, and k roundings of each of the k terms. */
  private static Tensor bilinear(
      BinaryOperator<Tensor> f, List<Tensor> factors, List<Tensor> e, int k, Arithmetic fl) {
    Tensor a = abs(factors.get(0));
    Tensor b = abs(factors.get(1));
    Tensor moved = b.add(e.get(1));
    Tensor passed = f.apply(a, e.get(1)).add(f.apply(e.get(0), moved));
    Tensor terms = f.apply(a.add(e.get(0)), moved);
    return passed.add(terms.multiply(fl.gamma(k))).add(k * fl.tiny());
  }
}
