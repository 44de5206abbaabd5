package twofold.gpu.tensor;

import twofold.tensor.Multiply;

/** {@link Multiply}, one work item for each element. */
final class MultiplyGpu extends BinaryGpu implements Multiply.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    return a * b;
  }
}
