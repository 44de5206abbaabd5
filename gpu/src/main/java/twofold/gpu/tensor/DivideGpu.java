package twofold.gpu.tensor;

import twofold.tensor.Divide;

/** {@link Divide}, one work item for each element. OpenCL allows 2.5 ulp here. */
final class DivideGpu extends BinaryGpu implements Divide.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    return a / b;
  }
}
