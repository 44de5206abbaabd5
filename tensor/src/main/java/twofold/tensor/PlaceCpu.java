package twofold.tensor;

/** {@link Place}: dense pieces of x, written in runs along the last axis of y. */
final class PlaceCpu implements Place.Kernel<float[]> {

  @Override
  public void place(View<float[]> x, View<float[]> y) {
    Parallel.ranges(x.size(), UnaryCpu.GRAIN, (from, to) -> range(x, y, from, to));
  }

  private static void range(View<float[]> x, View<float[]> y, int from, int to) {
    Pieces pieces = new Pieces(x, 0);
    Layout target = y.layout();
    int row = target.shape().rank() == 0 ? 1 : target.shape().dim(-1);
    int stride = target.shape().rank() == 0 ? 1 : target.stride(-1);
    int n;
    for (int i = from; i < to; i += n) {
      n = Math.min(to - i, pieces.reach(i));
      pieces.seek(i, n);
      int run;
      for (int done = 0; done < n; done += run) {
        run = Math.min(n - done, row - (i + done) % row);
        write(pieces.data, pieces.at + done, y.data(), y.at(i + done), stride, run);
      }
    }
  }

  private static void write(float[] x, int xi, float[] y, int yi, int stride, int n) {
    if (stride == 1) {
      System.arraycopy(x, xi, y, yi, n);
      return;
    }
    for (int r = 0; r < n; r++) {
      y[yi + r * stride] = x[xi + r];
    }
  }
}
