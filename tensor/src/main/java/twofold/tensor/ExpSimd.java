package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Exp} on vector registers: a short interval, a polynomial, a power of two.
 *
 * <pre>
 *   x  = n·ln 2 + r,  n the integer nearest to x/ln 2,  so |r| ≤ ½ ln 2 = 0.3466
 *   eˣ = 2ⁿ·eʳ
 *
 *   The nearest integer. 1.5·2²³ + x/ln 2 has no room for a fraction: the addition rounds, and n stands in the last bits
 *   of the sum. [the usual trick; Muller et al. 2018, Handbook of Floating-Point Arithmetic, section 10.3]
 *
 *   r. With h = ln 2 to 24 bits and l = ln 2 − h, r = (x − n·h) − n·l. The first difference, fused, is exact: it is a
 *   multiple of 2⁻²⁵ below ½ (for n = ±1 by Sterbenz' lemma). The second rounds by at most 2⁻²⁶ = u/4.
 *
 *   eʳ. Taylor's polynomial of degree 7. What it leaves out, relative to eʳ, is at most
 *     |r|⁸/8!·e^|r| / e⁻^|r| ≤ 0.3466⁸/40320·2 = 1.1·10⁻⁸ = 0.18u                    degree 6 would leave out 4u
 *   In Horner's form only the last steps round noticeably: u·(1 + ½) or so. All in all less than 1 ulp.
 *
 *   2ⁿ. Where the result is a normal number, n is added to the exponent of eʳ, which stands in the bits from 23 on.
 *   Elsewhere in two steps, 2ⁿ = 2^⌊n/2⌋·2^(n−⌊n/2⌋), both normal numbers for all n from −150 to 128, also where 2ⁿ is not.
 *   The first product is exact, so that a subnormal result is rounded only once.
 * </pre>
 *
 * A vector with an argument beyond ±87 takes the second way, which gives the same bits where both
 * can be taken. There, outside [−104, 89] the result is 0 or infinite, and so it is at the ends:
 * arguments are brought there first. NaN goes through all of it.
 */
final class ExpSimd extends UnarySimd implements Exp.Kernel<float[]> {
  /** e⁻⁸⁷ = 1.4·2⁻¹²⁶ is still a normal number, and e⁸⁷ = 1.5·2¹²⁵ far from the largest. */
  private static final float NORMAL = 87;

  private static final float LOWEST = -104;
  private static final float HIGHEST = 89;
  private static final float LOG2_E = 0x1.715476p0f;
  private static final float LN2_HIGH = 0x1.62e43p-1f;
  private static final float LN2_LOW = -0x1.05c61p-29f;

  /** Between 2²³ and 2²⁴ neighbouring floats are 1 apart. */
  private static final float ROUNDER = 0x1.8p23f;

  private static final int ROUNDER_BITS = 0x4b400000;
  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;

  @Override
  void vectors(float[] x, int xi, float[] y, int yi, int n) {
    exp(x, xi, y, yi, n);
  }

  /**
   * As {@link #vectors}; x and y may be the same.
   *
   * <p>Both ways are in this one method, which makes it longer than what HotSpot puts into its
   * callers (325 bytes of bytecode, FreqInlineSize). So it is always compiled for itself. As a part
   * of another function, between loops of its own, its vectors became objects in every second JVM
   * of version 17.
   */
  static void exp(float[] x, int xi, float[] y, int yi, int length) {
    FloatVector rounder = FloatVector.broadcast(SPECIES, ROUNDER);
    for (int i = 0; i < length; i += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, xi + i);
      if (a.abs().compare(VectorOperators.LE, NORMAL).allTrue()) {
        FloatVector sum = a.fma(FloatVector.broadcast(SPECIES, LOG2_E), rounder);
        FloatVector n = sum.sub(rounder);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), a);
        r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(SPECIES, 1f / 5040);
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 720));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 120));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 24));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 6));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 2));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1));
        // the shift leaves nothing of the rounder: its last one bit is the 22nd
        IntVector power = sum.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        p.reinterpretAsInts().add(power).reinterpretAsFloats().intoArray(y, yi + i);
      } else {
        a = a.max(LOWEST).min(HIGHEST);
        FloatVector sum = a.fma(FloatVector.broadcast(SPECIES, LOG2_E), rounder);
        FloatVector n = sum.sub(rounder);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), a);
        r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(SPECIES, 1f / 5040);
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 720));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 120));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 24));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 6));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1f / 2));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1));
        p = p.fma(r, FloatVector.broadcast(SPECIES, 1));
        IntVector exponent = sum.reinterpretAsInts().sub(ROUNDER_BITS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        IntVector rest = exponent.sub(half);
        half = half.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        rest = rest.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
        p.mul(half.reinterpretAsFloats()).mul(rest.reinterpretAsFloats()).intoArray(y, yi + i);
      }
    }
  }
}
