package twofold.gpu.tensor;

import twofold.tensor.Negate;

/** {@link Negate}, one work item for each element. */
final class NegateGpu extends UnaryGpu implements Negate.Kernel<float[]> {

  @Override
  float apply(float x) {
    return -x;
  }
}
