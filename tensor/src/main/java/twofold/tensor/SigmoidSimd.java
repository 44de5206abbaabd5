package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Sigmoid} on vector registers: {@link ExpSimd}, a sum, a quotient, and what both lost.
 *
 * <pre>
 *   With e = e^−|x|, which never overflows, and keeps its digits where σ is too small to be a normal number:
 *     σ(x) = 1/(1 + e)  for x ≥ 0        σ(x) = e/(1 + e)  for x &lt; 0
 *
 *   The sum d = fl(1 + e) loses up to u, which alone would be an ulp of the result. What it lost is known exactly,
 *     l = e − (d − 1)                                   [Dekker 1971: the larger of the two, 1, comes first]
 *   and with i = fl(1/d), q = fl(i·numerator) the remainder of the division puts it right:
 *     σ = q + i·(numerator − q·d − q·l)
 *
 *   Rounding. Relative to e the exponential is off by 1.45u at most: u/p for the last step, where p = eʳ, ur/p for the
 *   one before, ur²/2p, u/4 for r, 0.18u for the end of the series; their sum is largest for r = 0.35, 1.42u. So is σ, by
 *     x &lt; 0    1.45u·σ/(1 + e) ≤ 1.45 ulp        as u·σ ≤ 1 ulp of σ
 *     x ≥ 0    1.45u·e/(1 + e)² ≤ 0.37 ulp        as σ ≥ ½, where an ulp is u
 *   The last sum adds half an ulp, what is left of the remainder's own roundings is of the order of u²: 2 ulp.
 * </pre>
 */
final class SigmoidSimd extends UnarySimd implements Sigmoid.Kernel<float[]> {

  @Override
  void vectors(float[] x, int xi, float[] y, int yi, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xi + i).abs().neg().intoArray(y, yi + i);
    }
    ExpSimd.exp(y, yi, y, yi, n);
    for (int i = 0; i < n; i += LANES) {
      FloatVector given = FloatVector.fromArray(SPECIES, x, xi + i);
      FloatVector e = FloatVector.fromArray(SPECIES, y, yi + i);
      FloatVector numerator = e.blend(1, given.compare(VectorOperators.GE, 0));
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector d = e.add(one);
      FloatVector lost = e.sub(d.sub(one));
      FloatVector inverse = one.div(d);
      FloatVector q = numerator.mul(inverse);
      FloatVector minusQ = q.neg();
      FloatVector remainder = minusQ.fma(lost, minusQ.fma(d, numerator));
      remainder.fma(inverse, q).intoArray(y, yi + i);
    }
  }
}
