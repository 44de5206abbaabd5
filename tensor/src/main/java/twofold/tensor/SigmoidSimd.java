package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Sigmoid} on vector registers: {@link ExpSimd}, one sum, one quotient.
 *
 * <pre>
 *   With e = e^−|x|, which never overflows, and keeps its digits where σ is too small to be a normal number:
 *     σ(x) = 1/(1 + e)  for x ≥ 0        σ(x) = e/(1 + e)  for x &lt; 0
 *
 *   Rounding. The exponential below 1 ulp, the sum and the quotient ½ ulp each, ulps of different numbers: 3 ulp.
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
      FloatVector above = e.blend(1, given.compare(VectorOperators.GE, 0));
      above.div(e.add(1)).intoArray(y, yi + i);
    }
  }
}
