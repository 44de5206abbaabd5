package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Tanh} on vector registers: a polynomial near 0, the exponential elsewhere.
 *
 * <pre>
 *   With a = |x|, and the sign of x put back at the end: tanh is odd, to the bit.
 *
 *   a ≥ 0.55    tanh a = 1 − 2/(e²ᵃ + 1)
 *     Here tanh a &gt; ½, where an ulp is u. Error of e²ᵃ (1 ulp, relative 2u at most), of the sum (u) and of the quotient (u),
 *     times a quotient of ½ at most; u/2 for the difference: about 2 ulp, measured less. From 9.1 on the result is 1.
 *
 *   a &lt; 0.55    tanh a = a − a³/3 + 2a⁵/15 − …                                 here 1 − 2/(e²ᵃ + 1) would cancel
 *     The coefficients are those of Taylor, 2²ᵏ(2²ᵏ − 1)B₂ₖ/(2k)!·a²ᵏ⁻¹. Neighbours fall by (2a/π)² = 0.123 and alternate in
 *     sign; the first left out, of a¹⁹, is at most 5·10⁻⁹ = 0.1u of the result.
 * </pre>
 */
final class TanhSimd extends UnarySimd implements Tanh.Kernel<float[]> {
  private static final float SMALL = 0.55f;

  /** From here on the result is 1, and the exponential still far from overflow. */
  private static final float LARGE = 10;

  private static final int SIGN = 0x80000000;

  @Override
  void vectors(float[] x, int xi, float[] y, int yi, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xi + i).abs().min(LARGE);
      a.add(a).intoArray(y, yi + i);
    }
    ExpSimd.exp(y, yi, y, yi, n);
    for (int i = 0; i < n; i += LANES) {
      FloatVector given = FloatVector.fromArray(SPECIES, x, xi + i);
      FloatVector e = FloatVector.fromArray(SPECIES, y, yi + i);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector large = one.sub(FloatVector.broadcast(SPECIES, 2).div(e.add(one)));
      FloatVector a = given.abs();
      FloatVector z = a.mul(a);
      FloatVector p = FloatVector.broadcast(SPECIES, 6404582f / 10854718875f);
      p = p.fma(z, FloatVector.broadcast(SPECIES, -929569f / 638512875));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 21844f / 6081075));
      p = p.fma(z, FloatVector.broadcast(SPECIES, -1382f / 155925));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 62f / 2835));
      p = p.fma(z, FloatVector.broadcast(SPECIES, -17f / 315));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2f / 15));
      p = p.fma(z, FloatVector.broadcast(SPECIES, -1f / 3));
      FloatVector small = p.fma(a.mul(z), a);
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
