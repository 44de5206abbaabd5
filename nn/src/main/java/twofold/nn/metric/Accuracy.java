package twofold.nn.metric;

/**
 * How many examples are right.
 *
 * <pre>
 *   accuracy   part of the examples, 0 to 1, whose most likely class is the wanted one
 *   top k      part of the examples that have fewer than k classes more likely than the wanted one
 *
 *   Of classes that are equally likely, accuracy takes the first. Top k counts only what is more
 *   likely, as {@link twofold.tensor.InTopK} does: without ties, top 1 is accuracy.
 * </pre>
 */
public final class Accuracy {
  private Accuracy() {}

  /** "accuracy". */
  public static Metric accuracy() {
    return Mean.of("accuracy", (answers, i) -> answers.guess(i) == answers.wanted(i) ? 1 : 0);
  }

  /**
   * "top 5", say; of predictions (batch, classes).
   *
   * @param k how many guesses there are, from 1 on
   */
  public static Metric top(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("top k needs k of 1 or more, got " + k);
    }
    return Mean.of("top " + k, (answers, i) -> moreLikely(answers, i) < k ? 1 : 0);
  }

  private static int moreLikely(Answers answers, int i) {
    int wanted = answers.wanted(i);
    if (wanted == Answers.NONE) {
      return answers.classes();
    }
    int more = 0;
    for (int j = 0; j < answers.classes(); j++) {
      // not ≤, so that what is not a number counts against the model
      if (j != wanted && !(answers.said(i, j) <= answers.said(i, wanted))) {
        more++;
      }
    }
    return more;
  }
}
