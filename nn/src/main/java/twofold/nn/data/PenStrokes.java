package twofold.nn.data;

import java.util.List;

/**
 * How the ten digits are written: the path of the pen, two or three ways each.
 *
 * <pre>
 *   (0,0) ┌────────────► x        The page is the unit square, x to the right, y DOWN, as in an
 *         │                       image. The writing stays within 0.2 … 0.8 by 0.1 … 0.9, so there
 *         ▼ y           (1,1)     is room to turn, shift and bend it.
 * </pre>
 *
 * <p>The numbers are data, found by drawing on squared paper and looking; nothing depends on them
 * being just these.
 */
final class PenStrokes {

  /** A piece of pen path, (x(t), y(t)) for t from 0 to 1. */
  interface Curve {
    double x(double t);

    double y(double t);
  }

  /** From (x0, y0) to (x1, y1). */
  record Line(double x0, double y0, double x1, double y1) implements Curve {
    @Override
    public double x(double t) {
      return x0 + t * (x1 - x0);
    }

    @Override
    public double y(double t) {
      return y0 + t * (y1 - y0);
    }
  }

  /**
   * A cubic Bézier curve from (x0, y0) to (x3, y3); it leaves towards (x1, y1) and arrives from
   * (x2, y2). B(t) = (1−t)³P₀ + 3(1−t)²t P₁ + 3(1−t)t² P₂ + t³P₃.
   */
  record Bezier(
      double x0, double y0, double x1, double y1, double x2, double y2, double x3, double y3)
      implements Curve {
    @Override
    public double x(double t) {
      return cubic(x0, x1, x2, x3, t);
    }

    @Override
    public double y(double t) {
      return cubic(y0, y1, y2, y3, t);
    }

    private static double cubic(double a, double b, double c, double d, double t) {
      double s = 1 - t;
      return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
    }
  }

  /**
   * A piece of an upright ellipse around (cx, cy) with radii rx and ry. Degrees: 0 is right and, as
   * y points down, 90 is the bottom and 270 the top.
   */
  record Arc(double cx, double cy, double rx, double ry, double from, double to) implements Curve {
    @Override
    public double x(double t) {
      return cx + rx * StrictMath.cos(angle(t));
    }

    @Override
    public double y(double t) {
      return cy + ry * StrictMath.sin(angle(t));
    }

    private double angle(double t) {
      return StrictMath.toRadians(from + t * (to - from));
    }
  }

  private static final List<List<List<Curve>>> DIGITS =
      List.of(
          List.of( // 0: round, narrow, and one that the pen does not quite close
              List.of(new Arc(.5, .5, .25, .38, 270, 630)),
              List.of(new Arc(.5, .5, .18, .38, 270, 630)),
              List.of(new Arc(.5, .5, .24, .37, 295, 610))),
          List.of( // 1: a bar; with a flag; with flag and foot
              List.of(new Line(.5, .1, .5, .9)),
              List.of(new Line(.34, .3, .53, .1), new Line(.53, .1, .53, .9)),
              List.of(
                  new Line(.36, .26, .52, .1),
                  new Line(.52, .1, .52, .9),
                  new Line(.34, .9, .7, .9))),
          List.of( // 2: with a straight base, with a loop
              List.of(
                  new Bezier(.27, .3, .3, .02, .78, .03, .72, .38),
                  new Bezier(.72, .38, .68, .58, .4, .72, .25, .88),
                  new Line(.25, .88, .77, .88)),
              List.of(
                  new Bezier(.28, .24, .38, .02, .76, .06, .7, .36),
                  new Bezier(.7, .36, .64, .62, .34, .95, .27, .8),
                  new Bezier(.27, .8, .22, .66, .5, .8, .78, .87))),
          List.of( // 3: two bows, or a flat roof and a bow
              List.of(
                  new Bezier(.28, .18, .45, .02, .82, .1, .7, .34),
                  new Bezier(.7, .34, .64, .46, .5, .47, .42, .47),
                  new Bezier(.42, .47, .62, .45, .8, .56, .74, .74),
                  new Bezier(.74, .74, .66, .96, .36, .94, .25, .8)),
              List.of(
                  new Line(.28, .12, .72, .12),
                  new Line(.72, .12, .46, .44),
                  new Bezier(.46, .44, .7, .42, .82, .6, .73, .76),
                  new Bezier(.73, .76, .64, .94, .38, .94, .25, .82))),
          List.of( // 4: open at the top, or closed
              List.of(
                  new Line(.33, .12, .25, .55),
                  new Line(.25, .55, .8, .53),
                  new Line(.66, .2, .6, .92)),
              List.of(
                  new Line(.6, .1, .22, .63),
                  new Line(.22, .63, .8, .63),
                  new Line(.6, .1, .6, .92))),
          List.of( // 5: roof, wall and bow, or in one sweep
              List.of(
                  new Line(.7, .12, .34, .12),
                  new Line(.34, .12, .3, .45),
                  new Bezier(.3, .45, .55, .32, .84, .5, .72, .76),
                  new Bezier(.72, .76, .62, .95, .36, .94, .24, .8)),
              List.of(
                  new Bezier(.74, .13, .5, .13, .36, .1, .34, .3),
                  new Bezier(.34, .3, .32, .44, .72, .4, .72, .66),
                  new Bezier(.72, .66, .72, .95, .36, .95, .25, .82))),
          List.of( // 6: a stem and a ring, or one spiral
              List.of(
                  new Bezier(.66, .12, .42, .16, .26, .45, .28, .68),
                  new Arc(.49, .69, .21, .2, 180, 540)),
              List.of(
                  new Bezier(.6, .1, .3, .3, .2, .6, .3, .78),
                  new Bezier(.3, .78, .42, .98, .74, .9, .7, .66),
                  new Bezier(.7, .66, .66, .46, .38, .5, .3, .72))),
          List.of( // 7: straight, crossed, or bent
              List.of(new Line(.24, .14, .76, .14), new Line(.76, .14, .42, .9)),
              List.of(
                  new Line(.24, .14, .74, .14),
                  new Line(.74, .14, .44, .9),
                  new Line(.38, .5, .72, .5)),
              List.of(
                  new Line(.25, .26, .28, .15),
                  new Line(.28, .15, .76, .14),
                  new Bezier(.76, .14, .62, .4, .5, .6, .48, .9))),
          List.of( // 8: two rings, or one crossing stroke
              List.of(new Arc(.5, .29, .18, .18, 90, 450), new Arc(.5, .69, .22, .21, 270, 630)),
              List.of(
                  new Bezier(.68, .2, .5, .0, .2, .2, .38, .4),
                  new Bezier(.38, .4, .5, .5, .76, .6, .7, .78),
                  new Bezier(.7, .78, .6, .97, .3, .94, .29, .74),
                  new Bezier(.29, .74, .3, .58, .72, .42, .68, .2))),
          List.of( // 9: a ring and a straight stem, or a curled one
              List.of(new Arc(.48, .32, .21, .21, 0, 360), new Line(.69, .32, .66, .9)),
              List.of(
                  new Arc(.48, .31, .21, .2, 0, 360),
                  new Bezier(.69, .31, .74, .62, .62, .94, .32, .86))));

  private PenStrokes() {}

  /** The ways of writing a digit, each a list of curves. */
  static List<List<Curve>> ways(int digit) {
    return DIGITS.get(digit);
  }
}
