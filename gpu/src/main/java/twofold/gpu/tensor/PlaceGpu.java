package twofold.gpu.tensor;

import twofold.gpu.Walk;
import twofold.tensor.Place;
import twofold.tensor.View;

/**
 * {@link Place}, and not as a kernel: the numbers are written where they lie, in the memory of
 * Java.
 *
 * <p>A launch takes the whole of an array that it reads to the device, and brings back the whole of
 * one that it writes; so that the storage around stays as it is, y would have to make both ways. A
 * concatenation of ten parts would move its result twenty times in order to write it once. Nothing
 * is computed here, so there is nothing to gain on the device either. {@link CopyGpu}, the mirror
 * image, is a kernel: it writes all of its result.
 */
final class PlaceGpu implements Place.Kernel<float[]> {

  @Override
  public void place(View<float[]> x, View<float[]> y) {
    Walk from = Walk.of(x.layout());
    Walk to = Walk.of(y.layout());
    int n = x.size();
    int run;
    for (int i = 0; i < n; i += run) { // as far as both go on in equal steps
      run = Math.min(from.reach(i), to.reach(i));
      run = Math.min(run, n - i);
      copy(x.data(), x.at(i), from.innermostStride(), y.data(), y.at(i), to.innermostStride(), run);
    }
  }

  private static void copy(float[] x, int xi, int xStep, float[] y, int yi, int yStep, int n) {
    if (xStep == 1 && yStep == 1) {
      System.arraycopy(x, xi, y, yi, n);
      return;
    }
    for (int r = 0; r < n; r++) {
      y[yi + r * yStep] = x[xi + r * xStep];
    }
  }
}
