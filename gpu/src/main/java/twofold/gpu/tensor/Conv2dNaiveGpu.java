package twofold.gpu.tensor;

import twofold.tensor.Conv2d;

/**
 * {@link Conv2d} with one work item for each element of y: the four outer loops of the definition
 * become the index space, the three inner loops stay.
 */
final class Conv2dNaiveGpu extends Conv2dNaive implements Conv2d.Kernel<float[]> {
  float[] x;
  float[] w;
  float[] y;

  // region run
  @Override
  public void run() {
    int t = getGlobalId();
    if (t < total) {
      int c = t % columns;
      int r = t / columns % rows;
      int o = t / (columns * rows) % (groups * outputs);
      int b = t / (columns * rows * groups * outputs);
      int channel = b * groups * inputs + o / outputs * inputs;
      int weight = o * inputs * kernelHeight * kernelWidth;
      float sum = 0;
      for (int q = 0; q < inputs; q++) {
        for (int m = 0; m < kernelHeight; m++) {
          int i = r * strideY + m * dilationY - top;
          for (int n = 0; n < kernelWidth; n++) {
            int j = c * strideX + n * dilationX - left;
            float seen = 0;
            if (i >= 0 && i < height && j >= 0 && j < width) {
              seen = x[((channel + q) * height + i) * width + j];
            }
            sum += w[weight] * seen;
            weight++;
          }
        }
      }
      y[t] = sum;
    }
  }

  // endregion

  @Override
  public synchronized void convolve(float[] from, float[] kernel, float[] to, Conv2d.Geometry s) {
    requireFits(Math.max(from.length, kernel.length));
    x = from;
    w = kernel;
    y = to;
    start(s, s.output().size());
  }
}
