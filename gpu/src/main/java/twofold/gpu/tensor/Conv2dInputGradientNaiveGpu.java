package twofold.gpu.tensor;

import twofold.tensor.Conv2d;
import twofold.tensor.Conv2dInputGradient;

/**
 * {@link Conv2dInputGradient} with one work item for each element of x, which fetches what belongs
 * to it: the definition adds from each g to many x, and two work items must not add to the same.
 *
 * <pre>
 *   i = r·s + m·d − p   ⟺   r = (i + p − m·d) / s, where that is a whole number from 0 to rows − 1
 * </pre>
 */
final class Conv2dInputGradientNaiveGpu extends Conv2dNaive
    implements Conv2dInputGradient.Kernel<float[]> {
  float[] g;
  float[] w;
  float[] x;

  @Override
  public void run() {
    int t = getGlobalId();
    if (t < total) {
      int j = t % width;
      int i = t / width % height;
      int channel = t / (width * height) % (groups * inputs);
      int b = t / (width * height * groups * inputs);
      int q = channel % inputs;
      int firstOutput = channel / inputs * outputs;
      float sum = 0;
      for (int m = 0; m < kernelHeight; m++) {
        int y = i + top - m * dilationY;
        int r = y / strideY;
        if (y >= 0 && r < rows && r * strideY == y) {
          for (int n = 0; n < kernelWidth; n++) {
            int z = j + left - n * dilationX;
            int c = z / strideX;
            if (z >= 0 && c < columns && c * strideX == z) {
              for (int o = firstOutput; o < firstOutput + outputs; o++) {
                sum +=
                    w[((o * inputs + q) * kernelHeight + m) * kernelWidth + n]
                        * g[((b * groups * outputs + o) * rows + r) * columns + c];
              }
            }
          }
        }
      }
      x[t] = sum;
    }
  }

  @Override
  public synchronized void spread(float[] from, float[] kernel, float[] to, Conv2d.Geometry s) {
    requireFits(Math.max(from.length, kernel.length));
    g = from;
    w = kernel;
    x = to;
    start(s, s.input().size());
  }
}
