package twofold.rnn.cell;

import static twofold.tensor.Concat.concat;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.to;

import java.util.List;
import twofold.tensor.Tensor;

/** The gradient of the weights that multiply the state. */
final class StateWeights {
  private StateWeights() {}

  /**
   * {@code Ū = Σₜ hₜ₋₁ᵀ·āₜ}, summed over the batch as well: all steps of all sequences lie one
   * below the other, so it is one product.
   *
   * @param h0 (batch, units)
   * @param h h₁ … h_T, (batch, time, units)
   * @param a ā₁ … ā_T, (batch, time, columns)
   * @return (units, columns)
   */
  static Tensor gradient(Tensor h0, Tensor h, Tensor a) {
    return sumOfProducts(before(h0, h), a);
  }

  /** h₀ … h_T₋₁: what each step has read. */
  static Tensor before(Tensor h0, Tensor h) {
    Tensor first = h0.reshape(h.dim(0), 1, h.dim(2));
    return concat(List.of(first, h.at(all(), to(-1))), 1);
  }

  /** {@code Σₜ xₜᵀ·aₜ}, summed over the batch as well. */
  static Tensor sumOfProducts(Tensor x, Tensor a) {
    int rows = x.dim(0) * x.dim(1);
    return x.reshape(rows, x.dim(2)).transpose().matMul(a.reshape(rows, a.dim(2)));
  }
}
