package twofold.gpu.nn.layer;

import java.util.Arrays;
import twofold.gpu.GpuKernel;
import twofold.nn.layer.Normalise;

/**
 * What the twins of all normalisations share: where the {@linkplain Normalise.Rows rows} lie, the
 * numbers in them, and what has been measured of each.
 */
abstract class RowsGpu extends GpuKernel {
  int size;
  int outer;
  int rows;
  int inner;
  int channels;
  int space;
  float[] x;
  float[] y;

  /** Means, then variances. */
  float[] moments;

  float epsilon;

  /** ρ of a row. */
  final float rho(int r) {
    return 1 / sqrt(moments[rows + r] + epsilon);
  }

  final void set(float[] from, float[] to, Normalise.Rows s) {
    size = s.size();
    outer = s.outer();
    rows = s.rows();
    inner = s.inner();
    channels = s.channels();
    space = s.space();
    x = from;
    y = to;
  }

  final void setMoments(float[] known, double small) {
    moments = known;
    epsilon = (float) small;
  }

  /**
   * Runs for each of n rows or channels, or, where no number is in any of them, puts the result of
   * no numbers there: OpenCL knows no empty array.
   */
  final void launchOrFill(int n, float ofNothing) {
    if (size == 0) {
      Arrays.fill(y, ofNothing);
    } else {
      launch(n);
    }
  }
}
