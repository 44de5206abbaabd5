package twofold.gpu.tensor;

import twofold.tensor.Sum;

/** {@link Sum}, one work item for each result or for each part of it. */
final class SumGpu extends ReductionGpu implements Sum.Kernel<float[]> {

  @Override
  float identity() {
    return 0;
  }

  @Override
  float combine(float p, float q) {
    return p + q;
  }
}
