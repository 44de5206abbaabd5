package twofold.gpu.tensor;

import twofold.tensor.Softplus;

/**
 * {@link Softplus}: the stable form, by comparison because OpenCL's max drops a NaN. Here NaN comes
 * back through the logarithm.
 */
final class SoftplusGpu extends UnaryGpu implements Softplus.Kernel<float[]> {

  @Override
  float apply(float x) {
    return (x > 0 ? x : 0) + log1p(exp(-abs(x)));
  }
}
