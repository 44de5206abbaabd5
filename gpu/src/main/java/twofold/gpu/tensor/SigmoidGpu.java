package twofold.gpu.tensor;

import twofold.tensor.Sigmoid;

/** {@link Sigmoid}: the definition, with OpenCL's exponential. */
final class SigmoidGpu extends UnaryGpu implements Sigmoid.Kernel<float[]> {

  @Override
  float apply(float x) {
    return 1 / (1 + exp(-x));
  }
}
