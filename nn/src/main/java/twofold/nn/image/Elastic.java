package twofold.nn.image;

import java.util.random.RandomGenerator;

/**
 * A random smooth displacement of the plane, as if the picture were on rubber.
 *
 * <pre>
 *   (x, y) ↦ (x + e(x, y), y + f(x, y))      e, f independent random fields
 * </pre>
 *
 * <p>Simard, Steinkraus and Platt [ICDAR 2003] draw a random number for each pixel and blur them by
 * a Gaussian of standard deviation σ. Here random numbers are drawn for the knots of a grid only,
 * and every point is carried along by the cubic B-spline, which is nearly a Gaussian: four steps of
 * length h blurred together, of variance 4·h²/12. So h = √3·σ says the same with a fiftieth of the
 * numbers. Its weights for the four knots around a point are
 *
 * <pre>
 *   t in [0, 1) past the second knot:  (1 − t)³/6,  (3t³ − 6t² + 4)/6,  the rest,  t³/6
 * </pre>
 *
 * <p>A knot's number has a uniform law with standard deviation s. Then a displacement has on
 * average the variance s²·(151/315)², as 151/315 is the sum of the squares of the four weights,
 * averaged over t.
 */
final class Elastic implements Mapping {
  private static final double SQUARED_WEIGHTS = 151.0 / 315;

  private final int knotColumns;
  private final double spacing;
  private final double[] right;
  private final double[] down;

  // Cell j has the columns start[j] … start[j + 1] − 1 of the picture.
  private final int[] start;

  // What four knots weigh for each column of the picture: those of its cell, and one on each side.
  private final double[][] weights;

  // The knots of one axis, already weighted along the other.
  private final double[] e;
  private final double[] f;

  /**
   * @param strength standard deviation of a displacement, in pixels
   * @param smoothness σ in pixels: how far apart two points must be to go separate ways
   */
  Elastic(int height, int width, double strength, double smoothness, RandomGenerator random) {
    spacing = Math.sqrt(3) * smoothness;
    knotColumns = knots(width);
    int n = Math.multiplyExact(knots(height), knotColumns);
    right = new double[n];
    down = new double[n];
    double reach = Math.sqrt(3) * strength / SQUARED_WEIGHTS; // uniform on ±a has deviation a/√3
    for (int i = 0; i < n; i++) {
      right[i] = reach * (2 * random.nextDouble() - 1);
      down[i] = reach * (2 * random.nextDouble() - 1);
    }
    start = new int[knotColumns - 2];
    weights = new double[4][width];
    for (int c = 0; c < width; c++) {
      int cell = (int) (c / spacing);
      start[cell + 1] = c + 1;
      double[] w = weigh(c / spacing - cell);
      for (int j = 0; j < 4; j++) {
        weights[j][c] = w[j];
      }
    }
    e = new double[knotColumns];
    f = new double[knotColumns];
  }

  /** Knots along an axis: one before the first pixel, and two after the last cell's first. */
  private int knots(int pixels) {
    return (int) ((pixels - 1) / spacing) + 4;
  }

  private static double[] weigh(double t) {
    double s = 1 - t;
    return new double[] {
      s * s * s / 6,
      (3 * t * t * t - 6 * t * t + 4) / 6,
      (3 * s * s * s - 6 * s * s + 4) / 6, // the second seen from the other side
      t * t * t / 6
    };
  }

  @Override
  public void row(int row, double[] x, double[] y) {
    int top = (int) (row / spacing);
    double[] w = weigh(row / spacing - top);
    for (int k = 0; k < knotColumns; k++) {
      int at = top * knotColumns + k;
      e[k] = 0;
      f[k] = 0;
      for (int i = 0; i < 4; i++) {
        e[k] += w[i] * right[at + i * knotColumns];
        f[k] += w[i] * down[at + i * knotColumns];
      }
    }
    for (int cell = 0; cell < start.length - 1; cell++) {
      sum(e, cell, x);
      sum(f, cell, y);
    }
    for (int c = 0; c < x.length; c++) {
      x[c] += c;
      y[c] += row;
    }
  }

  /** Four knots' numbers for each column of a cell: no loop but that over columns, for speed. */
  private void sum(double[] knots, int cell, double[] target) {
    double[] w0 = weights[0];
    double[] w1 = weights[1];
    double[] w2 = weights[2];
    double[] w3 = weights[3];
    double k0 = knots[cell];
    double k1 = knots[cell + 1];
    double k2 = knots[cell + 2];
    double k3 = knots[cell + 3];
    for (int c = start[cell]; c < start[cell + 1]; c++) {
      target[c] = w0[c] * k0 + w1[c] * k1 + w2[c] * k2 + w3[c] * k3;
    }
  }
}
