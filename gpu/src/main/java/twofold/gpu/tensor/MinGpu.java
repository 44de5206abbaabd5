package twofold.gpu.tensor;

import twofold.tensor.Min;

/**
 * {@link Min}: by comparisons, because OpenCL's min drops a NaN.
 *
 * <pre>
 *   p is NaN      p ≠ p                   NaN stays
 *   q is NaN      p &lt; q is false          NaN is taken
 *   two zeros     1/p &lt; 0                 −0 if p is it, else q: −0 is the smaller one
 * </pre>
 */
final class MinGpu extends ReductionGpu implements Min.Kernel<float[]> {

  @Override
  float identity() {
    return Float.POSITIVE_INFINITY;
  }

  @Override
  float combine(float p, float q) {
    return p != p ? p : (p == 0 && q == 0 ? (1 / p < 0 ? p : q) : (p < q ? p : q));
  }
}
