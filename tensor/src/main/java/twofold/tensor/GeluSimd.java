package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Gelu} on vector registers: one exponential, one polynomial, one quotient.
 *
 * <pre>
 *   With a = |x| and m = a·Φ(−a) = e^−a²/2·(a·p(w)/(a + 3)), see MillsRatio,
 *     gelu(x) = x − m  for x ≥ 0        gelu(x) = −m  for x &lt; 0
 *   The exponential is the last factor: where it is subnormal, what it lost is not made larger.
 *
 *   Exponent. a² would be off by u, relatively, and so m by a²/2·u: 90u where m is nearly gone. What h = fl(a²) lost is
 *   known exactly, l = a² − h, by a fused multiplication and addition, and put right afterwards:
 *     e^−a²/2 = e^−h/2·e^−l/2 = e^−h/2·(1 − l/2)        l² is below (225u)², nothing
 *
 *   Rounding of m, in u, to first order: the exponential 1.45 (see SigmoidSimd), and what is put right 1; three products 3;
 *   the inverse of a + 3 2; w, with four roundings, 4·|w·p′/p|; Horner's rule Σ (|pₖ| + |pₖ + w·(pₖ₊₁ + …)|)·|w|ᵏ/p, for the
 *   coefficients and the steps. From a = 0 to 15 the last two fall from 4·0.70 to 4·0.10 and 2.0 at 3 and rise to 4·0.38 and
 *   4.3: all together at most 13.3. For x ≥ 0 the difference adds 1 at most where m counts less, and ½ at 0, where the
 *   exponential adds nothing: 14.
 * </pre>
 */
final class GeluSimd extends UnarySimd implements Gelu.Kernel<float[]> {
  private static final float[] P = MillsRatio.polynomial();

  @Override
  void vectors(float[] x, int xi, float[] y, int yi, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xi + i).abs().min(MillsRatio.LARGE);
      a.mul(a).mul(-0.5f).intoArray(y, yi + i);
    }
    ExpSimd.exp(y, yi, y, yi, n);
    for (int i = 0; i < n; i += LANES) {
      FloatVector given = FloatVector.fromArray(SPECIES, x, xi + i);
      FloatVector a = given.abs().min(MillsRatio.LARGE);
      FloatVector minusLost = a.fma(a.neg(), a.mul(a));
      FloatVector e = FloatVector.fromArray(SPECIES, y, yi + i);
      e = e.fma(minusLost.mul(0.5f), e);

      FloatVector inverse = FloatVector.broadcast(SPECIES, 1).div(a.add(MillsRatio.SHIFT));
      FloatVector w = a.sub(MillsRatio.SHIFT).mul(inverse);
      FloatVector p = FloatVector.broadcast(SPECIES, P[P.length - 1]);
      for (int k = P.length - 2; k >= 0; k--) {
        p = p.fma(w, FloatVector.broadcast(SPECIES, P[k]));
      }
      FloatVector tail = p.mul(inverse);
      FloatVector right = given.sub(a.mul(tail).mul(e));
      FloatVector left = given.mul(tail).mul(e); // with x itself: −∞ gives NaN
      left.blend(right, given.compare(VectorOperators.GE, 0)).intoArray(y, yi + i);
    }
  }
}
