package twofold.verify.book.figure;

import java.nio.file.Path;

/** A recurrent cell as a loop, and the same written out over three steps. */
final class UnrolledLoop implements Figure {
  private static final double WIDTH = 84;
  private static final double HEIGHT = 46;
  private static final double MIDDLE = 112;

  @Override
  public String svg(Path runs) {
    Svg svg = new Svg(700, 224);
    cell(svg, 96, "x", "h");
    double above = MIDDLE - HEIGHT / 2 - 18;
    svg.lines(new double[] {96, 14, 14}, new double[] {above, above, MIDDLE}, "s1");
    svg.arrow(13, MIDDLE, 96 - WIDTH / 2, MIDDLE, "s1");
    svg.text(190, MIDDLE + 6, "=", "large middle");
    double start = 330;
    double step = 150;
    svg.text(start - WIDTH / 2 - 48, MIDDLE + 5, "h₀", "middle");
    for (int t = 1; t <= 3; t++) {
      double x = start + (t - 1) * step;
      svg.arrow(x - WIDTH / 2 - (t == 1 ? 34 : 64), MIDDLE, x - WIDTH / 2 - 2, MIDDLE, "soft");
      cell(svg, x, "x" + "₀₁₂₃".charAt(t), "h" + "₀₁₂₃".charAt(t));
    }
    svg.text(start + step, 214, "the same weights three times", "middle small s1");
    svg.text(96, 214, "one step back goes in again", "middle small s1");
    return svg.toString();
  }

  private static void cell(Svg svg, double x, String in, String out) {
    svg.rect(x - WIDTH / 2, MIDDLE - HEIGHT / 2, WIDTH, HEIGHT, "cell");
    svg.text(x, MIDDLE + 5, "W, U, b", "middle");
    svg.text(x, MIDDLE + HEIGHT / 2 + 52, in, "middle strong");
    svg.arrow(x, MIDDLE + HEIGHT / 2 + 36, x, MIDDLE + HEIGHT / 2 + 2, "soft");
    svg.arrow(x, MIDDLE - HEIGHT / 2, x, MIDDLE - HEIGHT / 2 - 36, "soft");
    svg.text(x, MIDDLE - HEIGHT / 2 - 44, out, "middle strong");
  }
}
