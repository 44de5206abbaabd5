package twofold.verify.book.figure;

import java.util.Locale;

/**
 * A small drawing board: cells, lines, arrows and words, as SVG that reads well on light and on
 * dark paper.
 *
 * <p>Looks are given by class names, a few words each: {@code soft} (secondary), {@code pale}
 * (repeated, not really there), {@code s0} … {@code s5} (the colour of a series), {@code middle}
 * and {@code end} (how a text is aligned), {@code small}, {@code large}, {@code strong}, {@code
 * mono}.
 */
final class Svg {
  /** Extents of one cell of a grid. */
  static final double CELL_WIDTH = 42;

  static final double CELL_HEIGHT = 34;

  /** Contrast with the paper is at least 4.5 for all text, on both papers. */
  private static final String STYLE =
      """
      .twofold-figure{--fig-paper:#ffffff;--fig-ink:#22211e;--fig-soft:#625f57;--fig-line:#a9a498;\
      --fig-grid:#e4e0d6;--fig-fill:#e3edf6;--fig-pale:#f6f4ef;--fig-faint:#757168;--fig-s0:#0b62a8;\
      --fig-s1:#b3450b;--fig-s2:#13704b;--fig-s3:#86458f;--fig-s4:#7a5b00;--fig-s5:#5c5f66}
      @media (prefers-color-scheme:dark){.twofold-figure{--fig-paper:#17191d;--fig-ink:#e4e1da;\
      --fig-soft:#b0aca2;--fig-line:#6c6a66;--fig-grid:#33353a;--fig-fill:#233a50;--fig-pale:#1f2226;\
      --fig-faint:#918d85;--fig-s0:#6cb2eb;--fig-s1:#f0905a;--fig-s2:#5cc79c;--fig-s3:#d09bdc;\
      --fig-s4:#d9b64a;--fig-s5:#a4a8b0}}
      .twofold-figure text{font-family:"Helvetica Neue",Arial,"Liberation Sans",sans-serif;\
      font-size:14px;fill:var(--fig-ink)}
      .twofold-figure .mono{font-family:Menlo,Consolas,"Liberation Mono",monospace}
      .twofold-figure text.small{font-size:12px}.twofold-figure text.large{font-size:20px}
      .twofold-figure text.strong{font-weight:600}.twofold-figure text.soft{fill:var(--fig-soft)}
      .twofold-figure text.pale{fill:var(--fig-faint)}
      .twofold-figure text.middle{text-anchor:middle}.twofold-figure text.end{text-anchor:end}
      .twofold-figure .paper{fill:var(--fig-paper)}
      .twofold-figure .cell{fill:var(--fig-fill);stroke:var(--fig-line);stroke-width:1.2}
      .twofold-figure .cell.pale{fill:var(--fig-pale);stroke-dasharray:3 3}
      .twofold-figure .line{fill:none;stroke:var(--fig-ink);stroke-width:1.4}
      .twofold-figure .line.soft{stroke:var(--fig-soft)}
      .twofold-figure .line.grid{stroke:var(--fig-grid);stroke-width:1}
      .twofold-figure .tip{fill:var(--fig-ink)}.twofold-figure .tip.soft{fill:var(--fig-soft)}
      """
          + series();

  private final StringBuilder body = new StringBuilder();
  private final double width;
  private final double height;

  Svg(double width, double height) {
    this.width = width;
    this.height = height;
    rect(0, 0, width, height, "paper");
  }

  private static String series() {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      css.append(
          ".twofold-figure text.s%1$d,.twofold-figure .dot.s%1$d,.twofold-figure .bar.s%1$d{fill:var(--fig-s%1$d)}\n.twofold-figure .line.s%1$d{stroke:var(--fig-s%1$d);stroke-width:2.2}\n"
              .formatted(i));
    }
    return css.toString();
  }

  Svg rect(double x, double y, double width, double height, String look) {
    return add(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
        look, number(x), number(y), number(width), number(height));
  }

  /** The base line of the words is at y. */
  Svg text(double x, double y, String words, String look) {
    return add(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>",
        look, number(x), number(y), escape(words));
  }

  Svg line(double x1, double y1, double x2, double y2, String look) {
    return lines(new double[] {x1, x2}, new double[] {y1, y2}, look);
  }

  /** Joined points. */
  Svg lines(double[] x, double[] y, String look) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
    }
    return add("<polyline class=\"line %s\" points=\"%s\"/>", look, points);
  }

  Svg dot(double x, double y, String look) {
    return add(
        "<circle class=\"dot %s\" cx=\"%s\" cy=\"%s\" r=\"3.6\"/>", look, number(x), number(y));
  }

  /** The tip is at the second point. */
  Svg arrow(double x1, double y1, double x2, double y2, String look) {
    double length = Math.hypot(x2 - x1, y2 - y1);
    double dx = (x2 - x1) / length;
    double dy = (y2 - y1) / length;
    double baseX = x2 - 9 * dx;
    double baseY = y2 - 9 * dy;
    line(x1, y1, baseX, baseY, look);
    return add(
        "<polygon class=\"tip %s\" points=\"%s,%s %s,%s %s,%s\"/>",
        look,
        number(x2),
        number(y2),
        number(baseX - 4 * dy),
        number(baseY + 4 * dx),
        number(baseX + 4 * dy),
        number(baseY - 4 * dx));
  }

  /** How the cell in row i and column j looks. */
  @FunctionalInterface
  interface Look {
    String at(int i, int j);
  }

  /** A table of cells; its upper left corner is at (x, y). */
  Svg cells(double x, double y, String[][] rows, Look look) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        double left = x + j * CELL_WIDTH;
        double top = y + i * CELL_HEIGHT;
        rect(left, top, CELL_WIDTH, CELL_HEIGHT, "cell " + look.at(i, j));
        String words = "middle " + look.at(i, j);
        text(left + CELL_WIDTH / 2, top + CELL_HEIGHT / 2 + 5, rows[i][j], words);
      }
    }
    return this;
  }

  private Svg add(String format, Object... arguments) {
    body.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    return this;
  }

  /** At most one digit after the point: a tenth of a pixel is enough. */
  private static String number(double x) {
    String digits = String.format(Locale.ROOT, "%.1f", x);
    return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
  }

  private static String escape(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** The whole file. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        """
        <svg class="twofold-figure" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$s %2$s" \
        width="%1$s" height="%2$s">
        <style>
        %3$s</style>
        %4$s</svg>
        """,
        number(width),
        number(height),
        STYLE,
        body);
  }
}
