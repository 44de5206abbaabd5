package twofold.verify.book.figure;

import java.nio.file.Path;

/** A window of three by three over a padded picture of five by five, in steps of two. */
final class ConvolutionWindow implements Figure {
  private static final int PICTURE = 5;
  private static final int PADDED = PICTURE + 2;
  private static final int KERNEL = 3;
  private static final int STEPS = 3;
  private static final double CELL = 30;
  private static final double LEFT = 36;
  private static final double TOP = 64;

  @Override
  public String svg(Path runs) {
    double wide = PADDED * CELL;
    double second = LEFT + wide + 110;
    Svg svg = new Svg(second + STEPS * CELL + 70, TOP + wide + 52);
    svg.text(LEFT + wide / 2, 26, "the picture, 5 × 5", "middle strong");
    svg.text(LEFT + wide / 2, 46, "around it a border of zeros", "middle small soft");
    for (int i = 0; i < PADDED; i++) {
      for (int j = 0; j < PADDED; j++) {
        boolean inside = i >= 1 && i <= PICTURE && j >= 1 && j <= PICTURE;
        svg.rect(LEFT + j * CELL, TOP + i * CELL, CELL, CELL, inside ? "cell" : "cell pale");
      }
    }
    window(svg, 0, 0, "s0");
    window(svg, 0, 1, "s1");
    window(svg, 1, 1, "s2");

    double middle = TOP + (PADDED - STEPS) * CELL / 2;
    svg.text(second + STEPS * CELL / 2, 26, "the result, 3 × 3", "middle strong");
    svg.arrow(
        LEFT + wide + 24, middle + STEPS * CELL / 2, second - 24, middle + STEPS * CELL / 2, "");
    for (int i = 0; i < STEPS; i++) {
      for (int j = 0; j < STEPS; j++) {
        svg.rect(second + j * CELL, middle + i * CELL, CELL, CELL, "cell");
      }
    }
    result(svg, second, middle, 0, 0, "s0");
    result(svg, second, middle, 0, 1, "s1");
    result(svg, second, middle, 1, 1, "s2");
    svg.text(
        LEFT, TOP + wide + 30, "three of the nine positions, each two places on", "small soft");
    return svg.toString();
  }

  /** The frame of one position, a little inside the cells so that two frames stay apart. */
  private static void window(Svg svg, int row, int column, String look) {
    double inset = look.equals("s0") ? 2 : look.equals("s1") ? 5 : 8;
    frame(svg, LEFT + 2 * column * CELL, TOP + 2 * row * CELL, KERNEL * CELL, inset, look);
  }

  private static void result(Svg svg, double left, double top, int row, int column, String look) {
    frame(svg, left + column * CELL, top + row * CELL, CELL, 3, look);
    double x = left + (column + 0.5) * CELL;
    svg.dot(x, top + (row + 0.5) * CELL, look);
  }

  private static void frame(
      Svg svg, double left, double top, double side, double inset, String look) {
    double[] x = {
      left + inset, left + side - inset, left + side - inset, left + inset, left + inset
    };
    double[] y = {top + inset, top + inset, top + side - inset, top + side - inset, top + inset};
    svg.lines(x, y, look);
  }
}
