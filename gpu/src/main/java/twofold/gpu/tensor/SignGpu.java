package twofold.gpu.tensor;

import twofold.tensor.Sign;

/**
 * {@link Sign}: by comparisons, because Math.signum does not translate. What is neither above 0 nor
 * below is a zero or NaN and stays.
 */
final class SignGpu extends UnaryGpu implements Sign.Kernel<float[]> {

  @Override
  float apply(float x) {
    return x > 0 ? 1 : (x < 0 ? -1 : x);
  }
}
