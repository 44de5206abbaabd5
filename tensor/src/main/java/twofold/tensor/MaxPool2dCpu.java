package twofold.tensor;

/** {@link MaxPool2d}: planes dealt out to the threads, windows cut off at the edges beforehand. */
class MaxPool2dCpu implements MaxPool2d.Kernel<float[]> {

  @Override
  public void choose(float[] x, float[] u, float[] y, MaxPool2d.Geometry s) {
    int places = s.rows().steps() * s.columns().steps();
    Parallel.ranges(
        s.planes(),
        grain(s),
        (from, to) -> {
          for (int plane = from; plane < to; plane++) {
            int t = plane * places;
            for (int r = 0; r < s.rows().steps(); r++) {
              for (int c = 0; c < s.columns().steps(); c++) {
                y[t++] = u[chosen(x, s, plane, r, c)];
              }
            }
          }
        });
  }

  /** Planes worth a task. */
  static int grain(MaxPool2d.Geometry s) {
    long looks = (long) s.rows().steps() * s.columns().steps() * s.rows().kernel();
    return (int) Math.max(1, UnaryCpu.GRAIN / Math.max(1, looks * s.columns().kernel()));
  }

  static int chosen(float[] x, MaxPool2d.Geometry s, int plane, int r, int c) {
    int width = s.columns().extent();
    int top = s.rows().at(r, 0);
    int left = s.columns().at(c, 0);
    int firstRow = Math.max(0, top);
    int endRow = Math.min(s.rows().extent(), top + s.rows().kernel());
    int first = Math.max(0, left);
    int end = Math.min(width, left + s.columns().kernel());
    int start = plane * s.rows().extent() * width;
    int best = start + firstRow * width + first;
    float largest = x[best];
    for (int i = firstRow; i < endRow; i++) {
      for (int k = start + i * width + first; k < start + i * width + end; k++) {
        float value = x[k];
        if (value > largest || value != value && largest == largest) { // the latter: the first NaN
          largest = value;
          best = k;
        }
      }
    }
    return best;
  }
}
