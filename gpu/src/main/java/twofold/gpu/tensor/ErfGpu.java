package twofold.gpu.tensor;

import twofold.tensor.Erf;

/**
 * {@link Erf}: the two formulas of the definition with fewer terms, as many as a float can tell
 * apart.
 */
final class ErfGpu extends UnaryGpu implements Erf.Kernel<float[]> {
  private static final float TWO_OVER_ROOT_PI = 1.1283792f;
  private static final int TERMS = 24;
  private static final int STEPS = 16;

  @Override
  float apply(float x) {
    float a = abs(x);
    float y = a < 2 ? series(a) : 1 - fraction(a);
    return x < 0 ? -y : (x > 0 ? y : x); // what is neither above 0 nor below is a zero or NaN
  }

  float series(float a) {
    float sum = 1;
    for (int n = TERMS; n > 0; n--) {
      sum = 1 + 2 * a * a / (2 * n + 1) * sum;
    }
    return TWO_OVER_ROOT_PI * a * exp(-a * a) * sum;
  }

  float fraction(float a) {
    float f = a;
    for (int n = STEPS; n > 0; n--) {
      f = a + 0.5f * n / f;
    }
    return 0.5f * TWO_OVER_ROOT_PI * exp(-a * a) / f;
  }
}
