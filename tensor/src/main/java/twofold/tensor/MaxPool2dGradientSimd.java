package twofold.tensor;

import java.util.Arrays;

/**
 * {@link MaxPool2dGradient} with its comparisons on vector registers: {@link TwoByTwoSimd}, or
 * {@link PlaneSimd} for other windows.
 */
final class MaxPool2dGradientSimd extends MaxPool2dGradientCpu {

  @Override
  public void route(float[] x, float[] g, float[] u, MaxPool2d.Geometry s) {
    if (!PlaneSimd.fits(s)) {
      super.route(x, g, u, s);
      return;
    }
    boolean pairwise = TwoByTwoSimd.fits(s);
    int windows = s.rows().steps() * s.columns().steps();
    int size = s.rows().extent() * s.columns().extent();
    Parallel.ranges(
        s.planes(),
        MaxPool2dCpu.grain(s),
        (from, to) -> {
          PlaneSimd mine = PlaneSimd.mine();
          for (int plane = from; plane < to; plane++) {
            if (pairwise) {
              TwoByTwoSimd.mine().route(x, g, plane * windows, u, plane * size, s);
              continue;
            }
            mine.look(x, plane * size, s);
            Arrays.fill(u, plane * size, (plane + 1) * size, 0);
            mine.add(g, plane * windows, u, plane * size, s);
          }
        });
  }
}
