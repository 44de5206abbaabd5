package twofold.gpu.tensor;

import twofold.tensor.Conv2d;
import twofold.tensor.Conv2dWeightGradient;

/**
 * {@link Conv2dWeightGradient} with one work item for each weight, which sums over all places of
 * all pictures.
 */
final class Conv2dWeightGradientNaiveGpu extends Conv2dNaive
    implements Conv2dWeightGradient.Kernel<float[]> {
  float[] x;
  float[] g;
  float[] w;

  @Override
  public void run() {
    int t = getGlobalId();
    if (t < total) {
      int n = t % kernelWidth;
      int m = t / kernelWidth % kernelHeight;
      int q = t / (kernelWidth * kernelHeight) % inputs;
      int o = t / (kernelWidth * kernelHeight * inputs);
      float sum = 0;
      for (int b = 0; b < batch; b++) {
        int channel = b * groups * inputs + o / outputs * inputs + q;
        int wanted = (b * groups * outputs + o) * rows * columns;
        for (int r = 0; r < rows; r++) {
          int i = r * strideY + m * dilationY - top;
          for (int c = 0; c < columns; c++) {
            int j = c * strideX + n * dilationX - left;
            float seen = 0;
            if (i >= 0 && i < height && j >= 0 && j < width) {
              seen = x[(channel * height + i) * width + j];
            }
            sum += g[wanted] * seen;
            wanted++;
          }
        }
      }
      w[t] = sum;
    }
  }

  @Override
  public synchronized void correlate(float[] from, float[] other, float[] to, Conv2d.Geometry s) {
    requireFits(Math.max(from.length, other.length));
    x = from;
    g = other;
    w = to;
    start(s, s.kernel().size());
  }
}
