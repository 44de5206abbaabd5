package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Erf} on vector registers: two formulas for every element, then the one that is right is
 * taken.
 *
 * <pre>
 *   With a = |x|, at most 4, where erf a is 1 − 1.5·10⁻⁸; the sign of x is put back at the end.
 *
 *   a &lt; 1.25    Taylor's series 2/√π·Σ (−1)ⁿ a²ⁿ⁺¹/(n!·(2n + 1)), written as a + a·p(a²): p takes the 1 out of 2/√π, so that
 *     its roundings count little. Up to here the terms fall from the start and little cancels; 14 of them leave out 10⁻⁹.
 *
 *   a ≥ 1.25    The continued fraction f₁ = a + ½/(a + 1/(a + …)), cut off after 30 steps, as one quotient p/q. From
 *     fₙ = a + (n/2)/fₙ₊₁ and fₙ₊₁ = p/q follows fₙ = (a·p + (n/2)·q)/p: a new p, and the old one becomes q. Neither grows
 *     beyond 6.4³⁰, far from overflow. What is wrong with 1 − erf a counts 0.08 times at most.
 *
 *   Rounding. 2 ulp.
 * </pre>
 */
final class ErfSimd extends UnarySimd implements Erf.Kernel<float[]> {
  private static final float SMALL = 1.25f;
  private static final float LARGE = 4;
  private static final float ONE_OVER_ROOT_PI = 0.56418958f;
  private static final int STEPS = 30;
  private static final int SIGN = 0x80000000;
  private static final int TERMS = 14;
  private static final float[] TAYLOR = taylor();

  /** The coefficients of p. */
  private static float[] taylor() {
    float[] p = new float[TERMS];
    double c = 2 / Math.sqrt(Math.PI); // times (−1)ⁿ/n!
    for (int n = 0; n < TERMS; n++) {
      p[n] = (float) (n == 0 ? c - 1 : c / (2 * n + 1));
      c /= -(n + 1);
    }
    return p;
  }

  @Override
  void vectors(float[] x, int xi, float[] y, int yi, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xi + i).abs().min(LARGE);
      a.mul(a).neg().intoArray(y, yi + i);
    }
    ExpSimd.exp(y, yi, y, yi, n);
    for (int i = 0; i < n; i += LANES) {
      FloatVector given = FloatVector.fromArray(SPECIES, x, xi + i);
      FloatVector e = FloatVector.fromArray(SPECIES, y, yi + i);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector a = given.abs().min(LARGE);

      FloatVector z = a.mul(a);
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int k = TERMS - 1; k >= 0; k--) {
        sum = sum.fma(z, FloatVector.broadcast(SPECIES, TAYLOR[k]));
      }
      FloatVector small = a.fma(sum, a);

      FloatVector p = a;
      FloatVector q = one;
      for (int k = STEPS; k > 0; k--) {
        FloatVector next = a.fma(p, q.mul(0.5f * k));
        q = p;
        p = next;
      }
      FloatVector large = one.sub(e.mul(ONE_OVER_ROOT_PI).mul(q).div(p));

      FloatVector result = large.blend(small, a.compare(VectorOperators.LT, SMALL));
      IntVector sign = given.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      result
          .reinterpretAsInts()
          .lanewise(VectorOperators.OR, sign)
          .reinterpretAsFloats()
          .intoArray(y, yi + i);
    }
  }
}
