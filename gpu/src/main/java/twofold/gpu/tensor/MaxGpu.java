package twofold.gpu.tensor;

import twofold.tensor.Max;

/**
 * {@link Max}: by comparisons, because OpenCL's max drops a NaN.
 *
 * <pre>
 *   p is NaN      p ≠ p                   NaN stays
 *   q is NaN      p &gt; q is false          NaN is taken
 *   two zeros     p + q                   0 unless both are −0: 0 is the larger one
 * </pre>
 */
final class MaxGpu extends ReductionGpu implements Max.Kernel<float[]> {

  @Override
  float identity() {
    return Float.NEGATIVE_INFINITY;
  }

  @Override
  float combine(float p, float q) {
    return p != p ? p : (p == 0 && q == 0 ? p + q : (p > q ? p : q));
  }
}
