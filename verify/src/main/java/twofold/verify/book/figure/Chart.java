package twofold.verify.book.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Lines over one variable, each with its name at its end.
 *
 * <p>Not by a chart library: those measure texts with the fonts of the machine they run on, so that
 * the same numbers give other bytes elsewhere, and they write each colour into the element, where a
 * page that is switched to dark cannot change it.
 */
final class Chart {
  private static final double WIDTH = 680;
  private static final double HEIGHT = 400;
  private static final double LEFT = 62;
  private static final double RIGHT = WIDTH - 160;
  private static final double TOP = 44;
  private static final double BOTTOM = HEIGHT - 54;
  private static final double LINE_HEIGHT = 18;

  private record Series(String name, double[] x, double[] y) {
    double last() {
      return y[y.length - 1];
    }
  }

  private final String xTitle;
  private final String yTitle;
  private final List<Series> series = new ArrayList<>();
  private boolean logarithmicX;
  private boolean logarithmicY;
  private boolean continuous;

  Chart(String xTitle, String yTitle) {
    this.xTitle = xTitle;
    this.yTitle = yTitle;
  }

  Chart logarithmicX() {
    logarithmicX = true;
    return this;
  }

  Chart logarithmicY() {
    logarithmicY = true;
    return this;
  }

  /** For many points: lines without dots, over an axis of round numbers. */
  Chart continuous() {
    continuous = true;
    return this;
  }

  /** Points in the order of x; at most six series, as there are six colours. */
  Chart series(String name, double[] x, double[] y) {
    if (x.length == 0 || x.length != y.length) {
      throw new IllegalArgumentException(
          "series " + name + " needs as many x as y, got " + x.length + " and " + y.length);
    }
    if (series.size() == 6) {
      throw new IllegalArgumentException("a chart holds six series at most");
    }
    series.add(new Series(name, x.clone(), y.clone()));
    return this;
  }

  String svg() {
    Svg svg = new Svg(WIDTH, HEIGHT);
    double[] xs = series.stream().flatMapToDouble(s -> DoubleStream.of(s.x)).toArray();
    double[] ys = series.stream().flatMapToDouble(s -> DoubleStream.of(s.y)).toArray();
    double leastX = DoubleStream.of(xs).min().orElseThrow();
    double largestX = DoubleStream.of(xs).max().orElseThrow();
    Scale x = new Scale(leastX, largestX > leastX ? largestX : 2 * leastX + 1, logarithmicX);
    Scale y =
        Scale.around(
            DoubleStream.of(ys).min().orElseThrow(),
            DoubleStream.of(ys).max().orElseThrow(),
            logarithmicY);
    for (double tick : y.ticks()) {
      svg.line(LEFT, y(y, tick), RIGHT, y(y, tick), "grid");
      svg.text(LEFT - 8, y(y, tick) + 4, Scale.label(tick), "end small soft");
    }
    for (double tick : continuous ? round(x) : DoubleStream.of(xs).distinct().sorted().toArray()) {
      svg.line(x(x, tick), BOTTOM, x(x, tick), BOTTOM + 5, "soft");
      svg.text(x(x, tick), BOTTOM + 20, Scale.label(tick), "middle small soft");
    }
    svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "soft");
    svg.text((LEFT + RIGHT) / 2, HEIGHT - 12, xTitle, "middle soft");
    svg.text(8, 22, yTitle, "soft");
    for (int i = 0; i < series.size(); i++) {
      draw(svg, series.get(i), "s" + i, x, y);
    }
    names(svg, y);
    return svg.toString();
  }

  /** Round numbers that lie on the axis. */
  private static double[] round(Scale axis) {
    return Scale.around(axis.least(), axis.largest(), axis.logarithmic()).ticks().stream()
        .mapToDouble(tick -> tick)
        .filter(tick -> tick >= axis.least() && tick <= axis.largest())
        .toArray();
  }

  private void draw(Svg svg, Series one, String look, Scale x, Scale y) {
    double[] px = DoubleStream.of(one.x).map(value -> x(x, value)).toArray();
    double[] py = DoubleStream.of(one.y).map(value -> y(y, value)).toArray();
    svg.lines(px, py, look);
    for (int i = 0; i < px.length && !continuous; i++) {
      svg.dot(px[i], py[i], look);
    }
  }

  /** Each name at the height of its line's end, moved down where it would lie on another. */
  private void names(Svg svg, Scale y) {
    List<Series> fromTheTop =
        series.stream().sorted(Comparator.comparingDouble(Series::last).reversed()).toList();
    double next = TOP;
    for (Series one : fromTheTop) {
      double place = Math.max(next, y(y, one.last()) + 5);
      svg.text(RIGHT + 12, place, one.name, "strong s" + series.indexOf(one));
      next = place + LINE_HEIGHT;
    }
  }

  private static double x(Scale scale, double value) {
    return LEFT + scale.at(value) * (RIGHT - LEFT - 12) + 6;
  }

  private static double y(Scale scale, double value) {
    return BOTTOM - scale.at(value) * (BOTTOM - TOP);
  }
}
