package twofold.verify.book.figure;

import java.nio.file.Path;
import java.util.Locale;
import twofold.rnn.decode.Filter;
import twofold.rnn.decode.LogProbabilities;
import twofold.rnn.decode.Nucleus;
import twofold.rnn.decode.Temperature;
import twofold.rnn.decode.TopK;

/** One distribution over eight words, and what filters make of it. */
final class FilteredDistribution implements Figure {
  private static final String[] WORDS = {
    "mat", "floor", "sofa", "roof", "moon", "of", "seven", "whom"
  };
  private static final double[] PROBABILITIES = {.40, .22, .15, .10, .06, .04, .02, .01};

  private static final double LEFT = 14;
  private static final double TOP = 34;
  private static final double ACROSS = 228;
  private static final double DOWN = 226;
  private static final double ROW = 22;
  private static final double NAME = 48;

  /** Pixels for a probability of 1. */
  private static final double LENGTH = 150;

  @Override
  public String svg(Path runs) {
    Svg svg = new Svg(LEFT + 3 * ACROSS, TOP + 2 * DOWN - 20);
    panel(svg, 0, 0, "the model", Filter.none());
    panel(svg, 0, 1, "temperature 0.5", new Temperature(0.5));
    panel(svg, 0, 2, "temperature 2", new Temperature(2));
    panel(svg, 1, 0, "top 3", new TopK(3));
    panel(svg, 1, 1, "nucleus 0.8", new Nucleus(0.8));
    panel(svg, 1, 2, "both: 0.5, then 0.8", new Temperature(0.5).then(new Nucleus(0.8)));
    return svg.toString();
  }

  private static void panel(Svg svg, int row, int column, String title, Filter filter) {
    double x = LEFT + column * ACROSS;
    double y = TOP + row * DOWN;
    svg.text(x, y - 12, title, "strong");
    double[] logP = new double[WORDS.length];
    for (int j = 0; j < logP.length; j++) {
      logP[j] = StrictMath.log(PROBABILITIES[j]);
    }
    double[] filtered = filter.of(LogProbabilities.of(logP));
    for (int j = 0; j < filtered.length; j++) {
      double p = StrictMath.exp(filtered[j]);
      double top = y + j * ROW;
      svg.text(x + NAME - 6, top + 14, WORDS[j], "end small");
      if (p > 0) {
        double length = Math.max(1, p * LENGTH);
        svg.rect(x + NAME, top + 2, length, ROW - 6, "bar s" + (row == 0 && column == 0 ? 5 : 0));
        svg.text(
            x + NAME + length + 4, top + 14, String.format(Locale.ROOT, "%.3f", p), "small soft");
      }
    }
  }
}
