package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link GeluGradient} on vector registers, as {@link GeluSimd}.
 *
 * <pre>
 *   With a = |x| and q = Φ(−a) − a·φ(a) = e^−a²/2·(p(w)/(a + 3) − a/√(2π)), the slope at −a,
 *     s(x) = 1 − q  for x ≥ 0        s(x) = q  for x &lt; 0
 *   Where the exponential is 0 and the bracket negative, q would be −0; + 0 makes it 0, the sum that it is.
 *
 *   Rounding, in u of Φ(−a) + a·φ(a): as there, but of the three products one is gone, the difference, fused, and the last
 *   product are new: within 14. 1 − q adds 1 far out, where q counts nothing.
 * </pre>
 */
final class GeluGradientSimd extends BinarySimd implements GeluGradient.Kernel<float[]> {
  private static final float[] P = MillsRatio.polynomial();
  private static final float ONE_OVER_ROOT_2_PI = 0.39894228f;

  /** As in {@link UnarySimd}: what is between two loops stays in the fastest cache. */
  private static final int BLOCK = 1024;

  @Override
  void vectors(float[] x, int xi, float[] g, int gi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r += BLOCK) {
      block(x, xi + r, g, gi + r, c, ci + r, Math.min(BLOCK, n - r));
    }
  }

  private static void block(float[] x, int xi, float[] g, int gi, float[] c, int ci, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xi + i).abs().min(MillsRatio.LARGE);
      a.mul(a).mul(-0.5f).intoArray(c, ci + i);
    }
    ExpSimd.exp(c, ci, c, ci, n);
    for (int i = 0; i < n; i += LANES) {
      FloatVector given = FloatVector.fromArray(SPECIES, x, xi + i);
      FloatVector a = given.abs().min(MillsRatio.LARGE);
      FloatVector minusLost = a.fma(a.neg(), a.mul(a));
      FloatVector e = FloatVector.fromArray(SPECIES, c, ci + i);
      e = e.fma(minusLost.mul(0.5f), e);

      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector inverse = one.div(a.add(MillsRatio.SHIFT));
      FloatVector w = a.sub(MillsRatio.SHIFT).mul(inverse);
      FloatVector p = FloatVector.broadcast(SPECIES, P[P.length - 1]);
      for (int k = P.length - 2; k >= 0; k--) {
        p = p.fma(w, FloatVector.broadcast(SPECIES, P[k]));
      }
      FloatVector density = FloatVector.broadcast(SPECIES, -ONE_OVER_ROOT_2_PI);
      FloatVector bracket = given.abs().fma(density, p.mul(inverse)); // ±∞ gives NaN
      FloatVector q = bracket.fma(e, FloatVector.zero(SPECIES));
      FloatVector slope = q.blend(one.sub(q), given.compare(VectorOperators.GE, 0));
      slope.mul(FloatVector.fromArray(SPECIES, g, gi + i)).intoArray(c, ci + i);
    }
  }
}
