package twofold.gpu.tensor;

import twofold.tensor.Tanh;

/** {@link Tanh}: OpenCL's own, in single precision. */
final class TanhGpu extends UnaryGpu implements Tanh.Kernel<float[]> {

  @Override
  float apply(float x) {
    return tanh(x);
  }
}
