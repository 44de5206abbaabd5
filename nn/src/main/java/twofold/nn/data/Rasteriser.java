package twofold.nn.data;

import java.util.Arrays;

/**
 * Turns line segments into pixels: a pixel is as dark as its centre is near to the pen's path.
 *
 * <pre>
 *   d   = distance of the pixel's centre to the nearest segment, in pixels
 *   ink = 1 where d ≤ w − s,  0 where d ≥ w + s,  smooth between      w half the pen's width
 *                                                                     s softness of the edge
 * </pre>
 *
 * <p>The soft edge is antialiasing and blur in one. As only the nearest segment counts, crossing
 * strokes do not darken each other, and the order of drawing does not matter.
 */
final class Rasteriser {

  private final int side;
  private final double reach;
  private final double[] squaredDistance;

  /**
   * @param side rows and columns of the image
   * @param reach distance from which on a pixel stays white; segments look no further
   */
  Rasteriser(int side, double reach) {
    this.side = side;
    this.reach = reach;
    this.squaredDistance = new double[side * side];
    Arrays.fill(squaredDistance, Double.POSITIVE_INFINITY);
  }

  /** Adds a segment; pixel (row r, column c) has its centre at x = c + ½, y = r + ½. */
  void segment(double x0, double y0, double x1, double y1) {
    int left = clamp(Math.min(x0, x1) - reach);
    int right = clamp(Math.max(x0, x1) + reach);
    int top = clamp(Math.min(y0, y1) - reach);
    int bottom = clamp(Math.max(y0, y1) + reach);
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length2 = dx * dx + dy * dy;
    for (int r = top; r <= bottom; r++) {
      for (int c = left; c <= right; c++) {
        double px = c + 0.5 - x0;
        double py = r + 0.5 - y0;
        // The foot of the perpendicular, held between the ends.
        double t = length2 > 0 ? (px * dx + py * dy) / length2 : 0;
        t = Math.max(0, Math.min(1, t));
        double qx = px - t * dx;
        double qy = py - t * dy;
        int at = r * side + c;
        squaredDistance[at] = Math.min(squaredDistance[at], qx * qx + qy * qy);
      }
    }
  }

  /** How much ink pixel {@code at} (row-major) holds, 0 to 1, for a pen of this half width. */
  double ink(int at, double halfWidth, double softness) {
    double t = (halfWidth + softness - Math.sqrt(squaredDistance[at])) / (2 * softness);
    if (!(t > 0)) {
      return 0;
    }
    if (t >= 1) {
      return 1;
    }
    return t * t * (3 - 2 * t);
  }

  private int clamp(double pixel) {
    return (int) Math.max(0, Math.min(side - 1, pixel));
  }
}
