package twofold.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twofold.math.RandomStreams;

/**
 * Cuts examples into k parts, each of which is held out once while the others are learned from.
 *
 * <pre>
 *   a random order of 0 … n−1; fold f holds out its positions ⌊f·n/k⌋ … ⌊(f+1)·n/k⌋ − 1
 * </pre>
 *
 * Every example is held out exactly once, and the sizes differ by at most 1. Where there are few
 * examples, the mean over the folds says more than one held-out part. [Stone 1974]
 *
 * @param learned numbers of the examples to learn from
 * @param heldOut numbers of the examples to be judged by
 */
public record KFold(int[] learned, int[] heldOut) {

  /**
   * @param n how many examples
   * @param k how many folds, from 2 to n
   */
  public static List<KFold> split(int n, int k, RandomGenerator random) {
    if (k < 2 || k > n) {
      throw new IllegalArgumentException("folds must be 2 to " + n + ", the examples; got " + k);
    }
    int[] order = RandomStreams.permutation(n, random);
    List<KFold> folds = new ArrayList<>();
    for (int f = 0; f < k; f++) {
      int from = (int) ((long) f * n / k);
      int to = (int) ((long) (f + 1) * n / k);
      int[] learned =
          IntStream.range(0, n).filter(i -> i < from || i >= to).map(i -> order[i]).toArray();
      folds.add(new KFold(learned, Arrays.copyOfRange(order, from, to)));
    }
    return folds;
  }
}
