package twofold.gpu.tensor;

import twofold.tensor.LessOrEqual;

/** {@link LessOrEqual}: compared as IEEE 754 compares. */
final class LessOrEqualGpu extends BinaryGpu implements LessOrEqual.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    return a <= b ? 1 : 0;
  }
}
