package twofold.gpu.tensor;

import twofold.tensor.Subtract;

/** {@link Subtract}, one work item for each element. */
final class SubtractGpu extends BinaryGpu implements Subtract.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    return a - b;
  }
}
