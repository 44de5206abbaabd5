package twofold.gpu.tensor;

import twofold.tensor.Maximum;

/** {@link Maximum}: by comparisons, because OpenCL's max drops a NaN; see {@link MaxGpu}. */
final class MaximumGpu extends BinaryGpu implements Maximum.Kernel<float[]> {

  @Override
  float apply(float a, float b) {
    return a != a ? a : (a == 0 && b == 0 ? a + b : (a > b ? a : b));
  }
}
