package twofold.rnn.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Looks for the best sequences, keeping the best few prefixes at each step.
 *
 * <pre>
 *   B₀ = {empty}
 *   Bₜ = the best w of   {y in Bₜ₋₁ that has ended}  and  {y·j : y in Bₜ₋₁ that has not, j any token}
 *
 *   score(y) = ln P(y) / lp(|y|)          lp(n) = ((5 + n) / 6)^α          |y| counts the end
 * </pre>
 *
 * <p>Every token makes a sequence less probable, so without a penalty (α = 0) short ones win; α = 1
 * nearly is the mean per token, and 0.6 to 0.7 was found good for translations. Ended sequences
 * stay in the beam and may be overtaken. It ends when all have ended, or are as long as they may
 * be.
 *
 * <p>A width of 1 is {@link Decode#greedy}; a width no set of prefixes can fill is exhaustive
 * search; in between nothing is promised. A wider beam may find a worse sequence, if what leads to
 * it pushes a better one's beginning out.
 *
 * <p>Of equal scores that one comes first whose prefix was better, then whose last token is more
 * probable, then whose last token is lower. [Lowerre, The Harpy Speech Recognition System, 1976;
 * for sequences to sequences Sutskever, Vinyals and Le 2014; the penalty is equation 14 of Wu et
 * al., Google's Neural Machine Translation System, 2016]
 *
 * @param width w, at least 1
 * @param alpha α, at least 0
 */
public record BeamSearch(int width, double alpha) {

  public BeamSearch {
    if (width < 1) {
      throw new IllegalArgumentException("a beam must be at least 1 wide, got " + width);
    }
    if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("alpha must be 0 or more and finite, got " + alpha);
    }
  }

  /** Without a penalty: the most probable sequence is wanted. */
  public BeamSearch(int width) {
    this(width, 0);
  }

  /** A hypothesis in the beam, and the model's state after it; null if it has ended. */
  private record Beam<S>(Hypothesis hypothesis, S state) {}

  /**
   * What may come into the next beam.
   *
   * @param score of the hypothesis
   * @param parent its place in this beam
   * @param logP of the token
   * @param token the last one, or none if the parent has ended
   */
  private record Candidate(double score, int parent, double logP, int token) {
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparingInt(Candidate::parent)
            .thenComparing(Comparator.comparingDouble(Candidate::logP).reversed())
            .thenComparingInt(Candidate::token);
  }

  /** ln P(y) / lp(|y|). */
  public double score(Hypothesis hypothesis) {
    return score(hypothesis.logProbability(), hypothesis.length());
  }

  private double score(double logProbability, int length) {
    return logProbability / StrictMath.pow((5 + length) / 6.0, alpha);
  }

  /**
   * The sequences found, the best first: at least one, at most as many as the beam is wide. What is
   * impossible is not among them.
   */
  public <S> List<Hypothesis> search(LanguageModel<S> model, S start, Until until) {
    List<Beam<S>> beams = List.of(new Beam<>(Hypothesis.EMPTY, start));
    boolean isDone = false;
    while (!isDone) {
      beams = step(model, beams, until);
      isDone = beams.stream().allMatch(beam -> beam.hypothesis.isDone(until));
    }
    return beams.stream().map(Beam::hypothesis).toList();
  }

  private <S> List<Beam<S>> step(LanguageModel<S> model, List<Beam<S>> beams, Until until) {
    List<Beam<S>> next = new ArrayList<>();
    for (Candidate candidate : best(model, beams, until)) {
      Beam<S> parent = beams.get(candidate.parent);
      next.add(candidate.token == Until.NONE ? parent : child(model, parent, candidate, until));
    }
    return next;
  }

  private static <S> Beam<S> child(
      LanguageModel<S> model, Beam<S> parent, Candidate candidate, Until until) {
    Hypothesis longer = parent.hypothesis.plus(candidate.token, candidate.logP, until);
    boolean isDone = longer.isDone(until);
    return new Beam<>(longer, isDone ? null : model.next(parent.state, candidate.token));
  }

  /** The best w candidates, the best first. Of all others none is kept longer than it takes. */
  private <S> List<Candidate> best(LanguageModel<S> model, List<Beam<S>> beams, Until until) {
    PriorityQueue<Candidate> worstFirst =
        new PriorityQueue<>(Collections.reverseOrder(Candidate.BEST_FIRST));
    for (int parent = 0; parent < beams.size(); parent++) {
      Hypothesis prefix = beams.get(parent).hypothesis;
      if (prefix.isEnded()) {
        offer(worstFirst, new Candidate(score(prefix), parent, 0, Until.NONE));
        continue;
      }
      double[] logP = until.logProbabilities(model, beams.get(parent).state);
      for (int token = 0; token < logP.length; token++) {
        if (logP[token] > Double.NEGATIVE_INFINITY) {
          double score = score(prefix.logProbability() + logP[token], prefix.length() + 1);
          offer(worstFirst, new Candidate(score, parent, logP[token], token));
        }
      }
    }
    List<Candidate> best = new ArrayList<>(worstFirst);
    best.sort(Candidate.BEST_FIRST);
    return best;
  }

  private void offer(PriorityQueue<Candidate> worstFirst, Candidate candidate) {
    worstFirst.add(candidate);
    if (worstFirst.size() > width) {
      worstFirst.remove();
    }
  }
}
