package twofold.nn.data;

import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;

/**
 * A random smooth displacement of the plane, as if the paper were rubber.
 *
 * <p>Pull the knots of a coarse grid by independent normal amounts, and carry every point between
 * them along by the cubic B-spline, whose four weights per axis are
 *
 * <pre>
 *   t in [0, 1) past the knot:  b₋₁ = (1−t)³/6   b₀ = (3t³ − 6t² + 4)/6   b₂ = t³/6
 *                               b₁ = 1 − b₋₁ − b₀ − b₂
 * </pre>
 *
 * <p>The field is twice continuously differentiable, so a smooth stroke stays smooth. Simard,
 * Steinkraus and Platt [Best Practices for Convolutional Neural Networks, ICDAR 2003] blur one
 * random vector per pixel instead; on strokes, which are moved before they become pixels, the grid
 * says the same with {@value #KNOTS}² numbers.
 */
final class ElasticField {

  /** Knots per axis: 4 cells over the unit square, and one knot more on either side. */
  private static final int KNOTS = 7;

  private static final int CELLS = KNOTS - 3;

  private final double[] dx = new double[KNOTS * KNOTS];
  private final double[] dy = new double[KNOTS * KNOTS];

  /**
   * @param strength standard deviation of a knot's pull, in units of the page
   */
  ElasticField(double strength, RandomGenerator random) {
    for (int i = 0; i < dx.length; i++) {
      dx[i] = strength * RandomStreams.normal(random);
      dy[i] = strength * RandomStreams.normal(random);
    }
  }

  /** How far (x, y) moves to the right. */
  double dx(double x, double y) {
    return interpolate(dx, x, y);
  }

  /** How far (x, y) moves down. */
  double dy(double x, double y) {
    return interpolate(dy, x, y);
  }

  private static double interpolate(double[] knots, double x, double y) {
    int column = cell(x);
    int row = cell(y);
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double along = 0;
      for (int j = 0; j < 4; j++) {
        along += weight(j, x * CELLS - column) * knots[(row + i) * KNOTS + column + j];
      }
      sum += weight(i, y * CELLS - row) * along;
    }
    return sum;
  }

  /** The cell that holds a coordinate; points off the page go with the cell at its edge. */
  private static int cell(double x) {
    return Math.max(0, Math.min(CELLS - 1, (int) Math.floor(x * CELLS)));
  }

  private static double weight(int knot, double t) {
    double s = 1 - t;
    return switch (knot) {
      case 0 -> s * s * s / 6;
      case 1 -> (3 * t * t * t - 6 * t * t + 4) / 6;
      case 2 -> (3 * s * s * s - 6 * s * s + 4) / 6; // b₁ is b₀ seen from the other side
      default -> t * t * t / 6;
    };
  }
}
