package twofold.nn.metric;

import java.util.Arrays;

/**
 * Which classes are taken for which.
 *
 * <pre>
 *   C[w][g] = examples of class w that were guessed to be g
 *
 *   of class k:   hits  C[k][k]      guessed  Σ_w C[w][k]      there  Σ_g C[k][g]
 *
 *     precision = hits / guessed               of those called k, how many are
 *     recall    = hits / there                 of those that are k, how many were called so
 *     F₁        = 2·hits / (guessed + there)   the harmonic mean of the two
 *                                                                   [van Rijsbergen 1979, chapter 7]
 * </pre>
 *
 * What would be 0/0 is 0: who never says k is not precise about it. The macro F₁ is the mean over
 * all classes, rare ones counting as much as common ones.
 */
public final class ConfusionMatrix {
  private long[][] counts = new long[0][0];

  /** Counts some more examples. */
  public void add(Answers answers) {
    if (answers.count() == 0) {
      return;
    }
    if (counts.length == 0) {
      counts = new long[answers.classes()][answers.classes()];
    }
    if (answers.classes() != counts.length) {
      throw new IllegalArgumentException(
          "the confusion matrix is of "
              + counts.length
              + " classes, got answers of "
              + answers.classes());
    }
    for (int i = 0; i < answers.count(); i++) {
      int wanted = answers.wanted(i);
      if (wanted == Answers.NONE) {
        throw new IllegalArgumentException(
            "a confusion matrix needs targets that are classes, 0 to " + (counts.length - 1));
      }
      counts[wanted][answers.guess(i)]++;
    }
  }

  /** Whether nothing has been counted yet. */
  boolean isEmpty() {
    return counts.length == 0;
  }

  /** {@code counts[wanted][guessed]}; a copy. */
  public long[][] counts() {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  public double precision(int k) {
    return part(hits(k), guessed(k));
  }

  public double recall(int k) {
    return part(hits(k), there(k));
  }

  public double f1(int k) {
    return part(2 * hits(k), guessed(k) + there(k));
  }

  /** The mean of F₁ over the classes. */
  public double macroF1() {
    double sum = 0;
    for (int k = 0; k < counts.length; k++) {
      sum += f1(k);
    }
    return sum / counts.length;
  }

  private static double part(long some, long all) {
    return all == 0 ? 0 : (double) some / all;
  }

  private long hits(int k) {
    return counts[requireClass(k)][k];
  }

  private long guessed(int k) {
    return Arrays.stream(counts).mapToLong(row -> row[k]).sum();
  }

  private long there(int k) {
    return Arrays.stream(counts[k]).sum();
  }

  private int requireClass(int k) {
    if (k < 0 || k >= counts.length) {
      throw new IllegalArgumentException(
          "the classes are 0 to " + (counts.length - 1) + ", got " + k);
    }
    return k;
  }
}
