package twofold.verify.book.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * Throughput over the amount of work, a small chart for each operation, all with the same scales:
 * where a line is flat, time grows in step with the work.
 */
final class Growth {
  private static final int ACROSS = 4;
  private static final double WIDTH = 168;
  private static final double HEIGHT = 112;
  private static final double LEFT = 52;
  private static final double TOP = 34;
  private static final double GAP = 14;

  /** Operations whose line is one of several: over another axis, backwards as well. */
  private static final int MOST_LINES = 6;

  private record Point(double work, double throughput) {}

  private final Map<String, Map<String, List<Point>>> lines = new TreeMap<>();

  /**
   * @param amount {@code flops} or {@code elements}: what is on the lower axis
   * @param wanted which operations
   */
  static String svg(Path runs, String amount, Predicate<String> wanted) {
    Growth growth = new Growth();
    String unit = "";
    for (JsonNode row : Runs.rows(runs, "growth.json")) {
      String operation = Runs.field(row, "operation").asText();
      if (row.path("path").asText().equals("cpu") && row.has(amount) && wanted.test(operation)) {
        growth.add(operation, row, Runs.field(row, amount).asDouble());
        unit = Runs.field(row, "throughputUnit").asText();
      }
    }
    if (growth.lines.isEmpty()) {
      throw new IllegalArgumentException("growth.json has no rows for this figure");
    }
    return growth.draw(amount.equals("flops") ? "operations in a call" : amount, unit);
  }

  private void add(String operation, JsonNode row, double work) {
    StringBuilder line = new StringBuilder();
    for (String key : new String[] {"axis", "pass", "form", "operands", "formula"}) {
      line.append(row.path(key).asText());
    }
    lines
        .computeIfAbsent(operation, name -> new TreeMap<>())
        .computeIfAbsent(line.toString(), name -> new ArrayList<>())
        .add(new Point(work, Runs.field(row, "throughput").asDouble()));
  }

  private String draw(String xTitle, String unit) {
    List<Point> all =
        lines.values().stream().flatMap(m -> m.values().stream()).flatMap(List::stream).toList();
    Scale x = scale(all.stream().mapToDouble(Point::work));
    Scale y = scale(all.stream().mapToDouble(Point::throughput));
    int rows = (lines.size() + ACROSS - 1) / ACROSS;
    Svg svg = new Svg(LEFT + ACROSS * (WIDTH + GAP), TOP + rows * (HEIGHT + 40) + 20);
    svg.text(8, 20, unit + " over " + xTitle, "small soft");
    int k = 0;
    for (Map.Entry<String, Map<String, List<Point>>> operation : lines.entrySet()) {
      double left = LEFT + k % ACROSS * (WIDTH + GAP);
      double top = TOP + k / ACROSS * (HEIGHT + 40) + 18;
      svg.text(left + 4, top - 5, operation.getKey(), "small strong");
      grid(svg, left, top, x, y, k % ACROSS == 0);
      int series = 0;
      for (List<Point> points : operation.getValue().values()) {
        line(svg, left, top, x, y, points, "s" + Math.min(series++, MOST_LINES - 1));
      }
      k++;
    }
    return svg.toString();
  }

  private static Scale scale(DoubleStream values) {
    double[] all = values.toArray();
    return Scale.around(
        DoubleStream.of(all).min().orElseThrow(), DoubleStream.of(all).max().orElseThrow(), true);
  }

  private static void grid(Svg svg, double left, double top, Scale x, Scale y, boolean labelled) {
    for (double tick : y.ticks()) {
      double at = top + HEIGHT * (1 - y.at(tick));
      svg.line(left, at, left + WIDTH, at, "grid");
      if (labelled) {
        svg.text(left - 6, at + 4, Scale.label(tick), "end small soft");
      }
    }
    List<Double> ticks = x.ticks();
    for (int i = 0; i < ticks.size(); i++) {
      double at = left + WIDTH * x.at(ticks.get(i));
      svg.line(at, top + HEIGHT, at, top + HEIGHT + 3, "soft");
      boolean isEnd = i == 0 || i == ticks.size() - 1;
      if (isEnd) {
        svg.text(
            at,
            top + HEIGHT + 16,
            Scale.power((int) Math.round(Math.log10(ticks.get(i)))),
            (i == 0 ? "" : "end") + " small soft");
      }
    }
    svg.line(left, top + HEIGHT, left + WIDTH, top + HEIGHT, "soft");
  }

  private static void line(
      Svg svg, double left, double top, Scale x, Scale y, List<Point> points, String look) {
    List<Point> inOrder = points.stream().sorted((p, q) -> Double.compare(p.work, q.work)).toList();
    double[] px = inOrder.stream().mapToDouble(p -> left + WIDTH * x.at(p.work)).toArray();
    double[] py =
        inOrder.stream().mapToDouble(p -> top + HEIGHT * (1 - y.at(p.throughput))).toArray();
    svg.lines(px, py, look);
    for (int i = 0; i < px.length; i++) {
      svg.dot(px[i], py[i], look);
    }
  }
}
