package twofold.rnn.decode;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * BLEU: how much of a translation stands in translations by people.
 *
 * <pre>
 *   matchesₙ = Σ over the different n-grams g of the candidate   min(count of g in it, the most in any one reference)
 *   pₙ       = matchesₙ / all n-grams of the candidate                            the clipped precision
 *   BP       = 1 if c > r, else exp(1 − r/c)                                      the brevity penalty
 *   BLEU     = BP·exp(1/N·Σₙ ln pₙ)         n = 1 … N, usually N = 4
 *
 *   c is the length of the candidate, r that of the reference whose length is nearest to it; of two the shorter.
 * </pre>
 *
 * <p>Clipping is the point: "the the the" matches "the" once for each "the" of a reference, not
 * three times. Precision alone would reward saying little; the penalty takes the place of recall,
 * which has no meaning where several references say the same with different words.
 *
 * <p>Of a whole corpus all counts are added up <i>before</i> anything is divided, so this is the
 * counts, and {@link #plus} adds them: the score of a corpus is not the mean of the scores of its
 * sentences. [Papineni, Roukos, Ward and Zhu, BLEU: a Method for Automatic Evaluation of Machine
 * Translation, ACL 2002]
 *
 * <p>A single sentence often has no match of four tokens, and then its score is 0, whatever else is
 * right. {@link #smoothed} adds 1 to the counts of n > 1. [Lin and Och, ORANGE, COLING 2004]
 */
public final class Bleu {
  private final long[] matches; // matches[n − 1] of n-grams
  private final long[] totals;
  private final long candidateLength;
  private final long referenceLength;

  private Bleu(long[] matches, long[] totals, long candidateLength, long referenceLength) {
    this.matches = matches;
    this.totals = totals;
    this.candidateLength = candidateLength;
    this.referenceLength = referenceLength;
  }

  /**
   * The counts of one sentence.
   *
   * @param candidate tokens: words, say, or their numbers
   * @param references at least one
   * @param longest N, the longest n-grams to look at, at least 1
   */
  public static <T> Bleu of(
      List<T> candidate, Collection<? extends List<T>> references, int longest) {
    if (longest < 1) {
      throw new IllegalArgumentException("BLEU needs n-grams of at least 1 token, got " + longest);
    }
    if (references.isEmpty()) {
      throw new IllegalArgumentException("BLEU needs at least one reference, got none");
    }
    long[] matches = new long[longest];
    long[] totals = new long[longest];
    for (int n = 1; n <= longest; n++) {
      matches[n - 1] = clippedMatches(candidate, references, n);
      totals[n - 1] = Math.max(0, candidate.size() - n + 1);
    }
    return new Bleu(matches, totals, candidate.size(), nearest(candidate, references));
  }

  /** The counts of many sentences, each with its references. */
  public static <T> Bleu corpus(
      List<? extends List<T>> candidates,
      List<? extends Collection<? extends List<T>>> references,
      int longest) {
    if (candidates.isEmpty() || candidates.size() != references.size()) {
      throw new IllegalArgumentException(
          "BLEU needs references for each of at least one candidate, got %d candidates and %d"
              .formatted(candidates.size(), references.size()));
    }
    return IntStream.range(0, candidates.size())
        .mapToObj(i -> of(candidates.get(i), references.get(i), longest))
        .reduce(Bleu::plus)
        .orElseThrow();
  }

  private static <T> long clippedMatches(
      List<T> candidate, Collection<? extends List<T>> references, int n) {
    Map<List<T>, Integer> most = new HashMap<>();
    for (List<T> reference : references) {
      counts(reference, n).forEach((gram, count) -> most.merge(gram, count, Math::max));
    }
    long matches = 0;
    for (Map.Entry<List<T>, Integer> gram : counts(candidate, n).entrySet()) {
      matches += Math.min(gram.getValue(), most.getOrDefault(gram.getKey(), 0));
    }
    return matches;
  }

  private static <T> Map<List<T>, Integer> counts(List<T> tokens, int n) {
    Map<List<T>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= tokens.size(); i++) {
      counts.merge(tokens.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }

  private static <T> int nearest(List<T> candidate, Collection<? extends List<T>> references) {
    int best = -1;
    for (List<T> reference : references) {
      int length = reference.size();
      int nearer =
          Integer.compare(Math.abs(length - candidate.size()), Math.abs(best - candidate.size()));
      if (best < 0 || nearer < 0 || nearer == 0 && length < best) {
        best = length;
      }
    }
    return best;
  }

  /** The counts of these sentences and of others. */
  public Bleu plus(Bleu others) {
    if (others.longest() != longest()) {
      throw new IllegalArgumentException(
          "both must count n-grams of the same lengths, got up to "
              + longest()
              + " and "
              + others.longest());
    }
    long[] moreMatches = new long[longest()];
    long[] moreTotals = new long[longest()];
    for (int i = 0; i < longest(); i++) {
      moreMatches[i] = matches[i] + others.matches[i];
      moreTotals[i] = totals[i] + others.totals[i];
    }
    return new Bleu(
        moreMatches,
        moreTotals,
        candidateLength + others.candidateLength,
        referenceLength + others.referenceLength);
  }

  /** N. */
  public int longest() {
    return matches.length;
  }

  /** matchesₙ. */
  public long matches(int n) {
    return matches[n - 1];
  }

  /** How many n-grams the candidates have. */
  public long total(int n) {
    return totals[n - 1];
  }

  /** pₙ; 0 where there are no n-grams at all. */
  public double precision(int n) {
    return total(n) == 0 ? 0 : (double) matches(n) / total(n);
  }

  /** BP; 0 for candidates without a single token. */
  public double brevityPenalty() {
    return candidateLength > referenceLength
        ? 1
        : candidateLength == 0 ? 0 : Math.exp(1 - (double) referenceLength / candidateLength);
  }

  /** BLEU, from 0 to 1; 0 as soon as one precision is. */
  public double score() {
    return score(false);
  }

  /** The same with (matchesₙ + 1) / (totalₙ + 1) for n > 1: for single sentences. */
  public double smoothed() {
    return score(true);
  }

  private double score(boolean isSmoothed) {
    double sum = Math.log(precision(1)); // ln 0 = −∞, and exp(−∞) = 0
    for (int n = 2; n <= longest(); n++) {
      sum += Math.log(isSmoothed ? (matches(n) + 1.0) / (total(n) + 1.0) : precision(n));
    }
    return brevityPenalty() * Math.exp(sum / longest());
  }

  @Override
  public String toString() {
    return "BLEU-" + longest() + " " + score();
  }
}
