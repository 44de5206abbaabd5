package twofold.gpu.tensor;

import twofold.tensor.Exp;

/** {@link Exp}: OpenCL's own, in single precision. {@code Math.exp} would compute in double. */
final class ExpGpu extends UnaryGpu implements Exp.Kernel<float[]> {

  @Override
  float apply(float x) {
    return exp(x);
  }
}
