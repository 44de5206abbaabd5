package twofold.verify.book.figure;

import java.nio.file.Path;

/** Six numbers in memory, and two ways of walking over them: a matrix and its transpose. */
final class StridesTranspose implements Figure {
  private static final int[] NUMBERS = {0, 1, 2, 3, 4, 5};
  private static final double LEFT = 40;
  private static final double TOP = 70;

  @Override
  public String svg(Path runs) {
    double memory = NUMBERS.length * Svg.CELL_WIDTH;
    double second = LEFT + memory + 70;
    double third = second + 3 * Svg.CELL_WIDTH + 70;
    double bottom = TOP + 3 * Svg.CELL_HEIGHT;
    Svg svg = new Svg(third + 2 * Svg.CELL_WIDTH + LEFT, bottom + 48);

    svg.text(LEFT + memory / 2, 26, "in memory", "middle strong");
    svg.text(LEFT + memory / 2, 46, "one row of places", "middle small soft");
    svg.cells(LEFT, TOP, matrix(1, 6, 6, 1), (i, j) -> "");
    double below = TOP + Svg.CELL_HEIGHT;
    step(svg, 0, 1, below + 14, "a step right in x, a step down in its transpose: 1");
    step(svg, 0, 3, below + 46, "a step down in x, a step right in its transpose: 3");

    seen(svg, second, 2, 3, "x", "strides (3, 1)");
    seen(svg, third, 3, 2, "its transpose", "strides (1, 3)");
    return svg.toString();
  }

  /** An arrow under the memory from the middle of one place to that of another. */
  private static void step(Svg svg, int from, int to, double y, String words) {
    double x1 = LEFT + (from + 0.5) * Svg.CELL_WIDTH;
    double x2 = LEFT + (to + 0.5) * Svg.CELL_WIDTH;
    svg.line(x1, y - 10, x1, y, "soft");
    svg.arrow(x1, y, x2, y, "soft");
    svg.text(LEFT, y + 18, words, "small soft");
  }

  private static void seen(Svg svg, double left, int rows, int columns, String name, String how) {
    double middle = left + columns * Svg.CELL_WIDTH / 2;
    svg.text(middle, 26, name, "middle strong");
    svg.text(middle, 46, how, "middle small mono soft");
    int down = rows == 2 ? 3 : 1;
    int right = rows == 2 ? 1 : 3;
    svg.cells(left, TOP, matrix(rows, columns, down, right), (i, j) -> "");
  }

  private static String[][] matrix(int rows, int columns, int down, int right) {
    String[][] cells = new String[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        cells[i][j] = Integer.toString(NUMBERS[i * down + j * right]);
      }
    }
    return cells;
  }
}
