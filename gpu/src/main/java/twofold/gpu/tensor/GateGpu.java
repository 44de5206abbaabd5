package twofold.gpu.tensor;

import twofold.tensor.Gate;

/** {@link Gate}: the result is chosen, not multiplied, so an infinite b cannot leak through. */
final class GateGpu extends BinaryGpu implements Gate.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    return a > 0 ? b : 0;
  }
}
