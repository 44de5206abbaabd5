package twofold.gpu.tensor;

import twofold.tensor.MaxPool2d;
import twofold.tensor.MaxPool2dGradient;

/**
 * {@link MaxPool2dGradient}, one work item for each element of u, which asks every window that sees
 * it whether it was chosen: no two work items write to the same place.
 *
 * <pre>
 *   step r sees i   ⟺   r·stride ≤ i + before ≤ r·stride + window − 1
 *                   ⟺   ⌈(i + before − window + 1)/stride⌉ ≤ r ≤ ⌊(i + before)/stride⌋
 * </pre>
 */
final class MaxPool2dGradientGpu extends MaxPool2dForm
    implements MaxPool2dGradient.Kernel<float[]> {
  float[] g;
  float[] u;

  @Override
  public void run() {
    int t = getGlobalId();
    if (t < total) {
      int j = t % width;
      int i = t / width % height;
      int plane = t / (width * height);
      int firstRow = max(0, (i + top - windowHeight + strideY) / strideY);
      int lastRow = min(rows - 1, (i + top) / strideY);
      int first = max(0, (j + left - windowWidth + strideX) / strideX);
      int last = min(columns - 1, (j + left) / strideX);
      float sum = 0;
      for (int r = firstRow; r <= lastRow; r++) {
        for (int c = first; c <= last; c++) {
          if (chosen(plane, r, c) == t) {
            sum += g[(plane * rows + r) * columns + c];
          }
        }
      }
      u[t] = sum;
    }
  }

  @Override
  public synchronized void route(float[] from, float[] other, float[] to, MaxPool2d.Geometry s) {
    x = from;
    g = other;
    u = to;
    start(s, s.input().size());
  }
}
