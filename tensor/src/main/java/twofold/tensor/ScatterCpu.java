package twofold.tensor;

import java.util.Arrays;

/** {@link Scatter}: targets dealt out to the threads, each fetches what belongs to it. */
final class ScatterCpu implements Scatter.Kernel<float[]> {

  @Override
  public void scatter(float[] x, float[] y, int[] rows, int width) {
    if (y.length == 0) {
      return;
    }
    int targets = y.length / width;
    Sources sources = new Sources(rows, targets);
    int grain = Math.max(1, UnaryCpu.GRAIN / width);
    Parallel.ranges(targets, grain, (from, to) -> range(x, y, sources, width, from, to));
  }

  private static void range(float[] x, float[] y, Sources sources, int width, int from, int to) {
    int[] starts = sources.starts();
    int[] order = sources.order();
    Arrays.fill(y, from * width, to * width, 0);
    for (int t = from; t < to; t++) {
      for (int s = starts[t]; s < starts[t + 1]; s++) {
        int source = order[s] * width;
        for (int j = 0; j < width; j++) {
          y[t * width + j] += x[source + j];
        }
      }
    }
  }
}
