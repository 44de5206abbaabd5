package twofold.gpu.tensor;

import twofold.tensor.Sqrt;

/** {@link Sqrt}: OpenCL's own, in single precision. */
final class SqrtGpu extends UnaryGpu implements Sqrt.Kernel<float[]> {

  @Override
  float apply(float x) {
    return sqrt(x);
  }
}
