package twofold.verify.book.figure;

import java.nio.file.Path;

/** An encoder, a decoder, and one step of it that looks back at all that was read. */
final class LookBack implements Figure {
  private static final String[] READ = {"3", "·", "M", "a", "y"};
  private static final String[] GIVEN = {"▷", "0", "5"};
  private static final String[] SAID = {"0", "5", "-"};
  private static final double[] WEIGHTS = {0.02, 0.03, 0.80, 0.05, 0.10};
  private static final int NOW = 1;
  private static final double ROW = 196;
  private static final double STEP = 76;
  private static final double FIRST = 54;
  private static final double DECODER = FIRST + 6 * STEP;
  private static final double MEET = 96;

  @Override
  public String svg(Path runs) {
    Svg svg = new Svg(720, 300);
    for (int j = 0; j < READ.length; j++) {
      double x = FIRST + j * STEP;
      cell(svg, x, "k" + "₁₂₃₄₅".charAt(j), READ[j], "cell");
      if (j > 0) {
        svg.arrow(x - STEP + 26, ROW - 5, x - 26, ROW - 5, "soft");
        svg.arrow(x - 26, ROW + 5, x - STEP + 26, ROW + 5, "soft");
      }
      weight(svg, x, WEIGHTS[j]);
    }
    for (int t = 0; t < GIVEN.length; t++) {
      double x = DECODER + t * STEP;
      svg.arrow(x - STEP + 26, ROW, x - 26, ROW, "s1");
      cell(svg, x, "q" + "₁₂₃".charAt(t), GIVEN[t], t == NOW ? "cell" : "cell pale");
      svg.text(x, 34, SAID[t], "middle strong");
      svg.arrow(x, ROW - 22, x, t == NOW ? MEET + 16 : 42, "soft");
    }
    double now = DECODER + NOW * STEP;
    svg.line(FIRST, MEET, now - 18, MEET, "s0");
    svg.rect(now - 16, MEET - 16, 32, 32, "cell");
    svg.text(now, MEET + 5, "a", "middle");
    svg.arrow(now, MEET - 16, now, 42, "soft");
    svg.text(FIRST, MEET - 22, "the mean of all keys, by weight", "small s0");
    svg.text(DECODER - STEP + 12, ROW + 5, "s₀", "middle s1");
    svg.text(FIRST + 2 * STEP, 290, "the encoder reads both ways", "middle small soft");
    svg.text(now, 290, "the decoder is given what was said", "middle small soft");
    return svg.toString();
  }

  /** A line to the mean, with a square on it as large as the weight. */
  private static void weight(Svg svg, double x, double weight) {
    double side = 24 * StrictMath.sqrt(weight);
    svg.line(x, ROW - 22, x, MEET, "soft");
    svg.rect(x - side / 2, (ROW - 22 + MEET) / 2 - side / 2, side, side, "bar s0");
  }

  private static void cell(Svg svg, double x, String name, String token, String look) {
    svg.rect(x - 24, ROW - 20, 48, 40, look);
    svg.text(x, ROW + 5, name, "middle");
    svg.arrow(x, ROW + 54, x, ROW + 22, "soft");
    svg.text(x, ROW + 72, token, "middle strong");
  }
}
