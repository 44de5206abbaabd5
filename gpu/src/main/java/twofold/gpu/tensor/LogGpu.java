package twofold.gpu.tensor;

import twofold.tensor.Log;

/** {@link Log}: OpenCL's own, in single precision. */
final class LogGpu extends UnaryGpu implements Log.Kernel<float[]> {

  @Override
  float apply(float x) {
    return log(x);
  }
}
