package twofold.gpu.tensor;

import twofold.tensor.Prod;

/** {@link Prod}, one work item for each result or for each part of it. */
final class ProdGpu extends ReductionGpu implements Prod.Kernel<float[]> {

  @Override
  float identity() {
    return 1;
  }

  @Override
  float combine(float p, float q) {
    return p * q;
  }
}
