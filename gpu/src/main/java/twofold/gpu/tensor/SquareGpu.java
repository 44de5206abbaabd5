package twofold.gpu.tensor;

import twofold.tensor.Square;

/** {@link Square}: one product for each work item. */
final class SquareGpu extends UnaryGpu implements Square.Kernel<float[]> {

  @Override
  float apply(float x) {
    return x * x;
  }
}
