package twofold.nn.metric;

import java.util.Arrays;

/**
 * The area under the ROC curve: how often a yes looks more like a yes than a no does. It does not
 * depend on where one draws the line between the two.
 *
 * <pre>
 *   AUC = P(s₊ > s₋) + ½·P(s₊ = s₋)          s₊, s₋: scores of a yes and of a no, drawn at random
 *       = (pairs in the right order + ½·pairs that are equal) / (n₊·n₋)
 *                                                                           [Hanley & McNeil 1982]
 *
 *   Not n₊·n₋ comparisons: with all scores sorted, the p yeses and q noes of one score are right about
 *   each other half of the time, and the yeses are right about all noes before them.
 *     2·pairs = Σ over the scores   p·(2·noes before + q)
 * </pre>
 *
 * It is counted in whole numbers and divided once, so the value is exact but for the rounding of
 * the quotient, with ties and in any order of the examples. All scores are kept until then. NaN if
 * all examples are yeses, or noes, or if a score is not a number.
 */
public final class AreaUnderCurve {
  private AreaUnderCurve() {}

  /** "auc"; of predictions (batch, 1) or (batch, 2). */
  public static Metric auc() {
    return new Metric("auc", Scores::new);
  }

  /**
   * @param scores how much each example looks like a yes
   * @param isYes what it is
   */
  public static double of(double[] scores, boolean[] isYes) {
    Integer[] rising = new Integer[scores.length];
    Arrays.setAll(rising, i -> i);
    Arrays.sort(rising, (a, b) -> Double.compare(scores[a], scores[b])); // NaN last
    long twicePairs = 0;
    long yeses = 0;
    long noes = 0;
    for (int at = 0; at < rising.length; ) {
      double score = scores[rising[at]];
      if (Double.isNaN(score)) {
        return Double.NaN;
      }
      long p = 0;
      long q = 0;
      for (; at < rising.length && scores[rising[at]] == score; at++) { // −0 is 0
        if (isYes[rising[at]]) {
          p++;
        } else {
          q++;
        }
      }
      twicePairs += p * (2 * noes + q);
      yeses += p;
      noes += q;
    }
    return twicePairs / (2.0 * yeses * noes);
  }

  private static final class Scores implements Metric.Sum {
    private double[] scores = new double[16];
    private boolean[] isYes = new boolean[16];
    private int count;

    @Override
    public void add(Answers answers) {
      for (int i = 0; i < answers.count(); i++) {
        if (count == scores.length) {
          scores = Arrays.copyOf(scores, 2 * count);
          isYes = Arrays.copyOf(isYes, 2 * count);
        }
        scores[count] = answers.yes(i);
        isYes[count] = answers.wanted(i) == 1;
        count++;
      }
    }

    @Override
    public double value() {
      return of(Arrays.copyOf(scores, count), Arrays.copyOf(isYes, count));
    }
  }
}
