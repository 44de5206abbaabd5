package twofold.gpu.tensor;

import twofold.tensor.Less;

/** {@link Less}: compared as IEEE 754 compares. */
final class LessGpu extends BinaryGpu implements Less.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    return a < b ? 1 : 0;
  }
}
