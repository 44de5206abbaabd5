package twofold.tensor;

/**
 * {@link MaxPool2d} with its comparisons on vector registers: {@link TwoByTwoSimd}, or {@link
 * PlaneSimd} for other windows.
 */
final class MaxPool2dSimd extends MaxPool2dCpu {

  @Override
  public void choose(float[] x, float[] u, float[] y, MaxPool2d.Geometry s) {
    if (!PlaneSimd.fits(s)) {
      super.choose(x, u, y, s);
      return;
    }
    boolean pairwise = u == x && TwoByTwoSimd.fits(s);
    int windows = s.rows().steps() * s.columns().steps();
    int size = s.rows().extent() * s.columns().extent();
    Parallel.ranges(
        s.planes(),
        grain(s),
        (from, to) -> {
          PlaneSimd mine = PlaneSimd.mine();
          for (int plane = from; plane < to; plane++) {
            if (pairwise) {
              TwoByTwoSimd.mine().largest(x, plane * size, y, plane * windows, s);
              continue;
            }
            mine.look(x, plane * size, s);
            if (u == x) {
              System.arraycopy(mine.largest, 0, y, plane * windows, windows);
            } else {
              mine.read(u, plane * size, y, plane * windows, s);
            }
          }
        });
  }
}
