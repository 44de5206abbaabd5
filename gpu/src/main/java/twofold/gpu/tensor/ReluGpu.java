package twofold.gpu.tensor;

import twofold.tensor.Relu;

/**
 * {@link Relu}: by comparisons, because OpenCL's max drops a NaN. What is neither above 0 nor below
 * is NaN and stays.
 */
final class ReluGpu extends UnaryGpu implements Relu.Kernel<float[]> {

  @Override
  float apply(float x) {
    return x > 0 ? x : (x <= 0 ? 0 : x);
  }
}
