package twofold.gpu.tensor;

import twofold.tensor.Power;

/**
 * {@link Power}: OpenCL's own, in single precision, but for two cases in which C and Java disagree:
 * C says that 1 to the power of NaN is 1, and ±1 to the power of ±∞ too. Java says NaN.
 */
final class PowerGpu extends BinaryGpu implements Power.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    float whole = b - b; // 0, or NaN where b is infinite or NaN
    return abs(a) == 1 && whole != whole ? whole : pow(a, b);
  }
}
