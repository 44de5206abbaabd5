package twofold.gpu.tensor;

import twofold.tensor.Sin;

/** {@link Sin}: OpenCL's own, in single precision. */
final class SinGpu extends UnaryGpu implements Sin.Kernel<float[]> {

  @Override
  float apply(float x) {
    return sin(x);
  }
}
