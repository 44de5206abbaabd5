package twofold.tensor;

import static twofold.tensor.Exp.exp;
import static twofold.tensor.Log.log;
import static twofold.tensor.Softmax.softmax;

import java.util.List;
import java.util.function.Supplier;

/**
 * Cross-entropy between target probabilities and the softmax of logits, one number for each row.
 *
 * <pre>
 *   Lᵢ = −Σⱼ tᵢⱼ·ln softmax(xᵢ)ⱼ = Σⱼ tᵢⱼ·(ℓᵢ − xᵢⱼ)        x, t: (n, classes)    L: (n)
 *   ℓᵢ = ln Σₖ exp(xᵢₖ) = mᵢ + ln Σₖ exp(xᵢₖ − mᵢ)             mᵢ = maxₖ xᵢₖ
 *
 *   Why fused: softmax first and the logarithm after would take ln 0 for an improbable class; here nothing overflows
 *   and nothing vanishes.
 *
 *   Pullback. ∂ℓᵢ/∂xᵢⱼ = softmax(xᵢ)ⱼ, so with Tᵢ = Σⱼ tᵢⱼ (1 when the targets are probabilities)
 *     x̄ᵢⱼ = gᵢ·(Tᵢ·softmax(xᵢ)ⱼ − tᵢⱼ)        predicted minus wanted
 *     t̄ᵢⱼ = gᵢ·(ℓᵢ − xᵢⱼ)
 *
 *   Rounding. With e ulp for exp and log and c classes, each difference ℓ − xⱼ is off by at most
 *     D = 2u·|m − xⱼ| + (2u·maxₖ|xₖ − m| + 2eu + γ_c) + (2e + 1)u·ln c + 2u·|ℓ − xⱼ|, then the sum adds γ_{c+1}:
 *     |fl(L) − L| ≤ Σⱼ tⱼ·(D + γ_{c+1}·(|ℓ − xⱼ| + D))
 * </pre>
 */
public record SoftmaxCrossEntropy(Tensor logits, Tensor targets) implements Op {

  public SoftmaxCrossEntropy {
    if (logits.rank() != 2 || logits.dim(1) == 0 || !logits.shape().equals(targets.shape())) {
      throw new ShapeException(
          "softmaxCrossEntropy needs logits and targets of one shape (n, classes), got %s and %s",
          logits.shape(), targets.shape());
    }
  }

  /** {@code losses[i] = Σⱼ t[i, j]·(ℓᵢ − x[i, j])} for each of the rows, all dense. */
  public interface Kernel<S> {
    void losses(S x, S t, S losses, int rows, int classes);
  }

  static void reference(double[] x, double[] t, double[] losses, int rows, int classes) {
    for (int i = 0; i < rows; i++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < classes; j++) {
        max = Math.max(max, x[i * classes + j]);
      }
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        sum += Math.exp(x[i * classes + j] - max);
      }
      double logSum = Math.log(sum);
      double loss = 0;
      for (int j = 0; j < classes; j++) {
        loss += t[i * classes + j] * (logSum + (max - x[i * classes + j]));
      }
      losses[i] = loss;
    }
  }

  public static Tensor softmaxCrossEntropy(Tensor logits, Tensor targets) {
    return new SoftmaxCrossEntropy(logits, targets).apply();
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(logits, targets);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(logits, targets);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    int rows = logits.dim(0);
    int classes = logits.dim(1);
    Tensor losses = device.empty(new Shape(rows));
    kernel.losses(
        logits.dense().storage(), targets.dense().storage(), losses.storage(), rows, classes);
    return losses;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor losses, Tensor g) {
    Tensor column = g.reshape(-1, 1);
    return List.of(
        () -> {
          Tensor total = targets.sum(1).reshape(-1, 1);
          return softmax(logits).multiply(total).subtract(targets).multiply(column);
        },
        () -> surprise(logits).multiply(column));
  }

  /** −ln softmax in tensor operations: {@code ℓ − x}. */
  private static Tensor surprise(Tensor x) {
    Tensor max = x.max(1).reshape(-1, 1).stopGradient(); // any constant would do
    Tensor shifted = x.subtract(max);
    return log(exp(shifted).sum(1)).reshape(-1, 1).subtract(shifted);
  }
}
