package twofold.nn.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs of neighbouring words, so that a bag of them still knows that "not" stood before "good".
 *
 * <pre>
 *   longest = 2:   not good at all   →   not, good, at, all, not good, good at, at all
 * </pre>
 */
public final class NGrams {
  private NGrams() {}

  /**
   * All runs of 1 to {@code longest} words, first those of one word.
   *
   * <p>A run of n words is a run of n − 1 and the word after it.
   */
  public static List<String> of(List<String> words, int longest) {
    if (longest < 1) {
      throw new IllegalArgumentException("n-grams need at least 1 word, got " + longest);
    }
    List<String> all = new ArrayList<>(words);
    List<String> runs = words;
    for (int n = 2; n <= longest; n++) {
      List<String> longer = new ArrayList<>();
      for (int at = 0; at + n <= words.size(); at++) {
        longer.add(runs.get(at) + " " + words.get(at + n - 1));
      }
      all.addAll(longer);
      runs = longer;
    }
    return all;
  }
}
