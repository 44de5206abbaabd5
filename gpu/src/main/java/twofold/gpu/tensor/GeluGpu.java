package twofold.gpu.tensor;

import twofold.tensor.Gelu;
import twofold.tensor.MillsRatio;

/**
 * {@link Gelu}: x·Φ(x), with Φ(−a) = e^−a²/2·p(w)/(a + 3) for a = |x|, see {@link MillsRatio}.
 *
 * <pre>
 *   Exponent. Let b be a without what is smaller than 1/16. Then b² is exact, and what is left of a² is small:
 *     e^−a²/2 = e^−b²/2·e^−(a − b)(a + b)/2                                                       [Cody 1969, for erfc]
 *   Right however the compiler fuses, which a fused multiplication and addition would depend on.
 *
 *   Rounding, in u, to first order: two exponentials of 3 ulp 12, the second exponent, at most 1, 1, their product 1; the
 *   inverse of a + 3, a quotient of 2.5 ulp, 6; w 8·|w·p′/p|, at most 5.6; Horner's rule, here with products that round, 6
 *   at most; three products 3, the difference 1. All together below 40.
 * </pre>
 */
final class GeluGpu extends UnaryGpu implements Gelu.Kernel<float[]> {
  private static final float LARGE = MillsRatio.LARGE;
  private static final float SHIFT = MillsRatio.SHIFT;

  final float[] p = MillsRatio.polynomial();
  final int terms = p.length;

  @Override
  float apply(float x) {
    float a = abs(x) < LARGE ? abs(x) : LARGE;
    float b = (int) (16 * a) / 16f;
    float e = exp(-0.5f * b * b) * exp(-0.5f * (a - b) * (a + b));
    float inverse = 1 / (a + SHIFT);
    float w = (a - SHIFT) * inverse;
    float tail = p[terms - 1];
    for (int k = terms - 2; k >= 0; k--) {
      tail = tail * w + p[k];
    }
    tail = tail * inverse;
    // what is not below 0 may be NaN, and stays so; −∞·0 is NaN, too
    return x < 0 ? x * tail * e : x - a * tail * e;
  }
}
