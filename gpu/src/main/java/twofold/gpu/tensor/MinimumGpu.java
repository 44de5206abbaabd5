package twofold.gpu.tensor;

import twofold.tensor.Minimum;

/**
 * {@link Minimum}: by comparisons, because OpenCL's min drops a NaN. Of two zeros the one whose
 * reciprocal is negative is the smaller one.
 */
final class MinimumGpu extends BinaryGpu implements Minimum.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    return a != a ? a : (a == 0 && b == 0 ? (1 / a < 0 ? a : b) : (a < b ? a : b));
  }
}
