package twofold.tensor;

import java.util.Arrays;

/** {@link MaxPool2dGradient}: planes dealt out to the threads; within one, as it is defined. */
class MaxPool2dGradientCpu implements MaxPool2dGradient.Kernel<float[]> {

  @Override
  public void route(float[] x, float[] g, float[] u, MaxPool2d.Geometry s) {
    int size = s.rows().extent() * s.columns().extent();
    int places = s.rows().steps() * s.columns().steps();
    Parallel.ranges(
        s.planes(),
        MaxPool2dCpu.grain(s),
        (from, to) -> {
          Arrays.fill(u, from * size, to * size, 0);
          for (int plane = from; plane < to; plane++) {
            int t = plane * places;
            for (int r = 0; r < s.rows().steps(); r++) {
              for (int c = 0; c < s.columns().steps(); c++) {
                u[MaxPool2dCpu.chosen(x, s, plane, r, c)] += g[t++];
              }
            }
          }
        });
  }
}
