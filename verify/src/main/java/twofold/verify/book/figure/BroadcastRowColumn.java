package twofold.verify.book.figure;

import java.nio.file.Path;

/** A column of three and a row of four become three by four: each is repeated, then added. */
final class BroadcastRowColumn implements Figure {
  private static final int[] COLUMN = {0, 10, 20};
  private static final int[] ROW = {1, 2, 3, 4};
  private static final double TOP = 76;
  private static final double GAP = 48;
  private static final double WIDE = ROW.length * Svg.CELL_WIDTH;
  private static final double HIGH = COLUMN.length * Svg.CELL_HEIGHT;

  @Override
  public String svg(Path runs) {
    double first = 28;
    double second = first + WIDE + GAP;
    double third = second + WIDE + GAP;
    Svg svg = new Svg(third + WIDE + 28, TOP + HIGH + 56);

    title(svg, first, "the column", "repeated to the right");
    svg.cells(first, TOP, cells((i, j) -> COLUMN[i]), (i, j) -> j == 0 ? "" : "pale");
    svg.arrow(first + Svg.CELL_WIDTH, TOP - 12, first + WIDE - 6, TOP - 12, "soft");

    title(svg, second, "the row", "repeated downwards");
    svg.cells(second, TOP, cells((i, j) -> ROW[j]), (i, j) -> i == 0 ? "" : "pale");
    svg.arrow(second - 12, TOP + Svg.CELL_HEIGHT, second - 12, TOP + HIGH - 4, "soft");

    title(svg, third, "their sum", "element by element");
    svg.cells(third, TOP, cells((i, j) -> COLUMN[i] + ROW[j]), (i, j) -> "");

    double middle = TOP + HIGH / 2 + 7;
    svg.text(second - GAP / 2 - 6, middle, "+", "middle large");
    svg.text(third - GAP / 2, middle, "=", "middle large");
    shape(svg, first, "(3, 1) as (3, 4)");
    shape(svg, second, "(1, 4) as (3, 4)");
    shape(svg, third, "(3, 4)");
    return svg.toString();
  }

  private static void title(Svg svg, double left, String first, String second) {
    svg.text(left + WIDE / 2, 24, first, "middle strong");
    svg.text(left + WIDE / 2, 44, second, "middle small soft");
  }

  private static void shape(Svg svg, double left, String words) {
    svg.text(left + WIDE / 2, TOP + HIGH + 28, words, "middle mono");
  }

  @FunctionalInterface
  private interface Value {
    int at(int i, int j);
  }

  private static String[][] cells(Value value) {
    String[][] cells = new String[COLUMN.length][ROW.length];
    for (int i = 0; i < COLUMN.length; i++) {
      for (int j = 0; j < ROW.length; j++) {
        cells[i][j] = Integer.toString(value.at(i, j));
      }
    }
    return cells;
  }
}
