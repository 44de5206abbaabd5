package twofold.gpu.tensor;

import twofold.tensor.Equal;

/** {@link Equal}: compared as IEEE 754 compares. */
final class EqualGpu extends BinaryGpu implements Equal.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    return a == b ? 1 : 0;
  }
}
