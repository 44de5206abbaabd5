package twofold.verify.book.figure;

import java.nio.file.Path;

/** A block with the norms inside its branches, and one with the norms on the stream. */
final class NormPlaces implements Figure {
  private static final double[] TAKEN = {90, 370};
  private static final String[] PARTS = {"attention", "mlp"};
  private static final double HIGH = 36;

  @Override
  public String svg(Path runs) {
    Svg svg = new Svg(700, 330);
    svg.text(20, 24, "pre-norm: nothing stands on the stream", "strong");
    svg.text(20, 194, "post-norm: each sum is normalised, the stream with it", "strong");
    panel(svg, 60, true);
    panel(svg, 230, false);
    return svg.toString();
  }

  private static void panel(Svg svg, double stream, boolean isInside) {
    double branch = stream + 72;
    svg.text(30, stream + 5, "x", "strong s0");
    svg.arrow(46, stream, 650, stream, "s0");
    svg.text(660, stream + 5, "y", "strong s0");
    for (int k = 0; k < TAKEN.length; k++) {
      double from = TAKEN[k];
      double sum = from + (isInside ? 220 : 150);
      double part = isInside ? from + 92 : from + 30;
      svg.lines(
          new double[] {from, from, isInside ? from + 16 : part},
          new double[] {stream, branch, branch},
          "soft");
      if (isInside) {
        box(svg, from + 16, branch, 56, "norm");
        svg.arrow(from + 72, branch, part, branch, "soft");
      }
      box(svg, part, branch, 92, PARTS[k]);
      svg.line(part + 92, branch, sum, branch, "soft");
      svg.arrow(sum, branch, sum, stream + 13, "soft");
      svg.rect(sum - 12, stream - 12, 24, 24, "cell pale");
      svg.text(sum, stream + 6, "+", "middle large");
      if (!isInside) {
        box(svg, sum + 26, stream, 56, "norm");
      }
    }
  }

  private static void box(Svg svg, double x, double y, double width, String words) {
    svg.rect(x, y - HIGH / 2, width, HIGH, "cell");
    svg.text(x + width / 2, y + 5, words, "middle");
  }
}
