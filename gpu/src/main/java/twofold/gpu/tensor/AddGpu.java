package twofold.gpu.tensor;

import twofold.tensor.Add;

/** {@link Add}, one work item for each element: the first twin to read. */
final class AddGpu extends BinaryGpu implements Add.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    return a + b;
  }
}
