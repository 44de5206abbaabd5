package twofold.gpu.tensor;

import twofold.tensor.Abs;

/** {@link Abs}: OpenCL's own clears the sign bit, also of −0. */
final class AbsGpu extends UnaryGpu implements Abs.Kernel<float[]> {

  @Override
  float apply(float x) {
    return abs(x);
  }
}
