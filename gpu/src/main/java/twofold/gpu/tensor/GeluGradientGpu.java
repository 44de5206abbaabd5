package twofold.gpu.tensor;

import twofold.tensor.GeluGradient;
import twofold.tensor.MillsRatio;

/**
 * {@link GeluGradient}: as {@link GeluGpu}, with Φ(−a) − a·φ(a) = e^−a²/2·(p(w)/(a + 3) − a/√(2π))
 * for the slope at −a, and 1 minus that at a.
 */
final class GeluGradientGpu extends BinaryGpu implements GeluGradient.Kernel<float[]> {
  private static final float LARGE = MillsRatio.LARGE;
  private static final float SHIFT = MillsRatio.SHIFT;
  private static final float ONE_OVER_ROOT_2_PI = 0.39894228f;

  final float[] p = MillsRatio.polynomial();
  final int terms = p.length;

  @Override
  float apply(float x, float g) {
    float a = abs(x) < LARGE ? abs(x) : LARGE;
    float b = (int) (16 * a) / 16f;
    float e = exp(-0.5f * b * b) * exp(-0.5f * (a - b) * (a + b));
    float inverse = 1 / (a + SHIFT);
    float w = (a - SHIFT) * inverse;
    float tail = p[terms - 1];
    for (int k = terms - 2; k >= 0; k--) {
      tail = tail * w + p[k];
    }
    float q = (tail * inverse - abs(x) * ONE_OVER_ROOT_2_PI) * e + 0; // −0 + 0 is 0, ∞·0 is NaN
    return g * (x < 0 ? q : 1 - q);
  }
}
