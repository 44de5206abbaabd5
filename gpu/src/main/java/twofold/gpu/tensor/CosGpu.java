package twofold.gpu.tensor;

import twofold.tensor.Cos;

/** {@link Cos}: OpenCL's own, in single precision. */
final class CosGpu extends UnaryGpu implements Cos.Kernel<float[]> {

  @Override
  float apply(float x) {
    return cos(x);
  }
}
