package twofold.tensor;

/** {@link Gather}: rows dealt out to the threads, each copied as a block. */
final class GatherCpu implements Gather.Kernel<float[]> {

  @Override
  public void gather(float[] x, float[] y, int[] rows, int width) {
    int grain = Math.max(1, UnaryCpu.GRAIN / Math.max(1, width));
    Parallel.ranges(rows.length, grain, (from, to) -> range(x, y, rows, width, from, to));
  }

  private static void range(float[] x, float[] y, int[] rows, int width, int from, int to) {
    if (width == 1) {
      for (int i = from; i < to; i++) {
        y[i] = x[rows[i]];
      }
      return;
    }
    for (int i = from; i < to; i++) {
      System.arraycopy(x, rows[i] * width, y, i * width, width);
    }
  }
}
