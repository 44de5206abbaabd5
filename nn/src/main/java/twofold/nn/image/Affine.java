package twofold.nn.image;

/**
 * An affine map of the plane: straight lines stay straight, parallels parallel.
 *
 * <pre>
 *   ⎛x′⎞   ⎛xx xy x0⎞ ⎛x⎞
 *   ⎜y′⎟ = ⎜yx yy y0⎟ ⎜y⎟
 *   ⎝1 ⎠   ⎝ 0  0  1⎠ ⎝1⎠
 * </pre>
 *
 * <p>The third row turns moving into multiplying: doing one map after another is the product of
 * their matrices. A rotation, then a shear, then a shift make one matrix, and a picture is
 * resampled once and blurred once.
 */
public record Affine(double xx, double xy, double x0, double yx, double yy, double y0)
    implements Mapping {

  /** Leaves every point where it is. */
  public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 1, 0);

  /** Right by dx and down by dy. */
  public static Affine shift(double dx, double dy) {
    return new Affine(1, 0, dx, 0, 1, dy);
  }

  /** x times a, y times b. */
  public static Affine scale(double a, double b) {
    return new Affine(a, 0, 0, 0, b, 0);
  }

  /** Rows slide sideways, the lower the further: x′ = x + k·y. */
  public static Affine shear(double k) {
    return new Affine(1, k, 0, 0, 1, 0);
  }

  /**
   * About the origin by an angle in degrees; as y points down, clockwise. Exact for multiples of
   * 90°, where a computed cosine would be 6·10⁻¹⁷.
   */
  public static Affine rotation(double degrees) {
    double quarters = degrees / 90;
    double cos = StrictMath.cos(StrictMath.toRadians(degrees));
    double sin = StrictMath.sin(StrictMath.toRadians(degrees));
    if (quarters == Math.rint(quarters)) {
      cos = Math.rint(cos);
      sin = Math.rint(sin);
    }
    return new Affine(cos, -sin, 0, sin, cos, 0);
  }

  /** Mirrors a picture of this width: column c becomes column width − 1 − c. */
  public static Affine mirror(int width) {
    return new Affine(-1, 0, width - 1, 0, 1, 0);
  }

  /** The same about another point than the origin. */
  public Affine about(double x, double y) {
    return shift(-x, -y).then(this).then(shift(x, y));
  }

  /** This map, then the next: the matrix next · this. */
  @Override
  public Affine then(Affine next) {
    return new Affine(
        next.xx * xx + next.xy * yx,
        next.xx * xy + next.xy * yy,
        next.xx * x0 + next.xy * y0 + next.x0,
        next.yx * xx + next.yy * yx,
        next.yx * xy + next.yy * yy,
        next.yx * x0 + next.yy * y0 + next.y0);
  }

  /**
   * The way back, by Cramer's rule.
   *
   * @throws IllegalArgumentException if there is none, as the plane falls into a line
   */
  public Affine inverse() {
    double determinant = xx * yy - xy * yx;
    if (!(Math.abs(determinant) > 0) || Double.isInfinite(determinant)) {
      throw new IllegalArgumentException("an affine map with a way back is needed, got " + this);
    }
    double a = yy / determinant;
    double b = -xy / determinant;
    double c = -yx / determinant;
    double d = xx / determinant;
    return new Affine(a, b, -(a * x0 + b * y0), c, d, -(c * x0 + d * y0));
  }

  /** x′ of a point. */
  public double x(double x, double y) {
    return xx * x + xy * y + x0;
  }

  /** y′ of a point. */
  public double y(double x, double y) {
    return yx * x + yy * y + y0;
  }

  @Override
  public void row(int row, double[] x, double[] y) {
    for (int c = 0; c < x.length; c++) {
      x[c] = x(c, row);
      y[c] = y(c, row);
    }
  }

  /** Moves points in place. */
  void move(double[] x, double[] y) {
    for (int c = 0; c < x.length; c++) {
      double u = x[c];
      double v = y[c];
      x[c] = x(u, v);
      y[c] = y(u, v);
    }
  }
}
