package twofold.nn.image;

/**
 * A projective map of the plane: straight lines stay straight, parallels may meet. It is what a
 * camera does to a sheet of paper.
 *
 * <pre>
 *   ⎛u⎞   ⎛a b c⎞ ⎛x⎞
 *   ⎜v⎟ = ⎜d e f⎟ ⎜y⎟        x′ = u/w,  y′ = v/w
 *   ⎝w⎠   ⎝g h i⎠ ⎝1⎠
 * </pre>
 *
 * <p>A matrix and any multiple of it are the same map, so there are eight numbers to choose: four
 * points and where they go determine it.
 */
public record Homography(
    double a, double b, double c, double d, double e, double f, double g, double h, double i)
    implements Mapping {

  /** A point. */
  public record Point(double x, double y) {}

  /**
   * The one that takes four points to four others, in the same order around.
   *
   * @throws IllegalArgumentException unless there are four each, no three of them on a line
   */
  public static Homography of(Point[] from, Point[] to) {
    return ofSquare(from).inverse().then(ofSquare(to));
  }

  /**
   * Takes the corners (0, 0), (1, 0), (1, 1), (0, 1) of the unit square to four points.
   *
   * <p>With i = 1 the first corner gives c = x₀, the second a = x₁ − x₀ + g·x₁, the fourth b = x₃ −
   * x₀ + h·x₃. Put into the third, a + b + c = x₂·(g + h + 1), they leave two equations, the other
   * one in y, for g and h:
   *
   * <pre>
   *   g·(x₁ − x₂) + h·(x₃ − x₂) = x₀ − x₁ + x₂ − x₃ =: s
   * </pre>
   *
   * s is 0 for a parallelogram, whose map is affine: then so are g and h. [Heckbert, Fundamentals
   * of Texture Mapping and Image Warping, 1989, section 2.2.3]
   */
  static Homography ofSquare(Point[] p) {
    requireQuadrilateral(p);
    double x1 = p[1].x - p[2].x;
    double y1 = p[1].y - p[2].y;
    double x3 = p[3].x - p[2].x;
    double y3 = p[3].y - p[2].y;
    double sx = p[0].x - p[1].x + p[2].x - p[3].x;
    double sy = p[0].y - p[1].y + p[2].y - p[3].y;
    double determinant = x1 * y3 - x3 * y1;
    double g = (sx * y3 - x3 * sy) / determinant;
    double h = (x1 * sy - sx * y1) / determinant;
    return new Homography(
        p[1].x - p[0].x + g * p[1].x,
        p[3].x - p[0].x + h * p[3].x,
        p[0].x,
        p[1].y - p[0].y + g * p[1].y,
        p[3].y - p[0].y + h * p[3].y,
        p[0].y,
        g,
        h,
        1);
  }

  private static void requireQuadrilateral(Point[] p) {
    if (p.length != 4) {
      throw new IllegalArgumentException("four points are needed, got " + p.length);
    }
    for (int skipped = 0; skipped < 4; skipped++) {
      Point one = p[(skipped + 1) % 4];
      Point two = p[(skipped + 2) % 4];
      Point three = p[(skipped + 3) % 4];
      double area = (two.x - one.x) * (three.y - one.y) - (two.y - one.y) * (three.x - one.x);
      if (!(Math.abs(area) > 0)) {
        throw new IllegalArgumentException(
            "no three of the four points may lie on a line, got %s, %s, %s"
                .formatted(one, two, three));
      }
    }
  }

  /** This map, then the next: the matrix next · this. */
  public Homography then(Homography next) {
    return new Homography(
        next.a * a + next.b * d + next.c * g,
        next.a * b + next.b * e + next.c * h,
        next.a * c + next.b * f + next.c * i,
        next.d * a + next.e * d + next.f * g,
        next.d * b + next.e * e + next.f * h,
        next.d * c + next.e * f + next.f * i,
        next.g * a + next.h * d + next.i * g,
        next.g * b + next.h * e + next.i * h,
        next.g * c + next.h * f + next.i * i);
  }

  /** The way back: the adjugate matrix, as a factor does not matter. */
  public Homography inverse() {
    return new Homography(
        e * i - f * h,
        c * h - b * i,
        b * f - c * e,
        f * g - d * i,
        a * i - c * g,
        c * d - a * f,
        d * h - e * g,
        b * g - a * h,
        a * e - b * d);
  }

  /** Where a point goes; not finite for one that goes to the horizon. */
  public Point at(double x, double y) {
    double w = g * x + h * y + i;
    return new Point((a * x + b * y + c) / w, (d * x + e * y + f) / w);
  }

  @Override
  public void row(int row, double[] x, double[] y) {
    for (int column = 0; column < x.length; column++) {
      Point from = at(column, row);
      boolean finite = Double.isFinite(from.x) && Double.isFinite(from.y);
      x[column] = finite ? from.x : Double.NaN;
      y[column] = finite ? from.y : Double.NaN;
    }
  }
}
