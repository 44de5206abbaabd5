package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Log} on vector registers: a power of two, a short interval, a series.
 *
 * <pre>
 *   x = 2ᵏ·m,  √½ ≤ m &lt; √2        ln x = k·ln 2 + ln(1 + f),  f = m − 1, exact
 *
 *   Exponent and mantissa stand side by side in the bits of x. Subtracting the bits of √½ borrows from the exponent
 *   exactly where the mantissa is below that of √½: the exponent of the difference is k.
 *
 *   The series. With s = f/(2 + f), 1 + f = (1 + s)/(1 − s), so
 *     ln(1 + f) = 2·artanh s = 2s + s·R,    R = ⅔s² + ⅖s⁴ + 2/7·s⁶ + 2/9·s⁸ + …
 *   |s| ≤ 0.1716; the first term left out, relative to 2s, is s¹⁰/11 ≤ 2·10⁻⁹ = 0.04u.
 *
 *   The sum. As 2s = f − s·f, and s·f = f²/2 − s·f²/2,
 *     ln(1 + f) = f − (f²/2 − s·(f²/2 + R))                                       [fdlibm, e_logf.c]
 *   f is exact, and what is subtracted from it is small, with an error that is smaller still. ln 2 has a part of 16 bits,
 *   whose product with k is exact, and the rest. All in all about 1 ulp.
 * </pre>
 *
 * Subnormal numbers are multiplied by 2²⁵ first. 0, negative numbers and infinity go through the
 * same instructions, then what is right for them is put in the place of the result.
 */
final class LogSimd extends UnarySimd implements Log.Kernel<float[]> {
  private static final float SCALE = 0x1p25f;
  private static final float LN2_HIGH = 0x1.62e3p-1f;
  private static final float LN2_LOW = 0x1.2fefa4p-17f;

  /** √½, rounded: the smallest m. */
  private static final int ROOT_BITS = 0x3f3504f3;

  private static final int MANTISSA_BITS = 23;
  private static final int MANTISSA = (1 << MANTISSA_BITS) - 1;

  /** 1.5·2²³: the integer k added to its bits is k added to the number. */
  private static final float ROUNDER = 0x1.8p23f;

  private static final int ROUNDER_BITS = 0x4b400000;

  @Override
  void vectors(float[] x, int xi, float[] y, int yi, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xi + i);
      VectorMask<Float> small = a.compare(VectorOperators.LT, Float.MIN_NORMAL);
      FloatVector normal = a.blend(a.mul(SCALE), small);
      IntVector bits = normal.reinterpretAsInts().sub(ROOT_BITS);
      FloatVector k =
          bits.lanewise(VectorOperators.ASHR, MANTISSA_BITS)
              .add(ROUNDER_BITS)
              .reinterpretAsFloats()
              .sub(ROUNDER);
      k = k.blend(k.sub(25), small);
      FloatVector f =
          bits.lanewise(VectorOperators.AND, MANTISSA).add(ROOT_BITS).reinterpretAsFloats().sub(1);
      FloatVector s = f.div(f.add(2));
      FloatVector z = s.mul(s);
      FloatVector p = FloatVector.broadcast(SPECIES, 2f / 9);
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2f / 7));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2f / 5));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2f / 3));
      FloatVector halfSquare = f.mul(f).mul(0.5f);
      FloatVector correction = s.mul(p.fma(z, halfSquare));
      correction = k.fma(FloatVector.broadcast(SPECIES, LN2_LOW), correction);
      FloatVector result =
          k.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), f.sub(halfSquare.sub(correction)));
      result = result.add(a.sub(a)); // NaN for NaN, else 0
      result = result.blend(Float.NaN, a.compare(VectorOperators.LT, 0));
      result = result.blend(Float.NEGATIVE_INFINITY, a.compare(VectorOperators.EQ, 0));
      result = result.blend(a, a.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
      result.intoArray(y, yi + i);
    }
  }
}
