package twofold.nn.data;

import java.util.AbstractList;
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
   * All runs of 1 to {@code longest} words, first those of one word. A run is put together when it
   * is asked for: of a large corpus they would not fit into memory at once.
   */
  public static List<String> of(List<String> words, int longest) {
    if (longest < 1) {
      throw new IllegalArgumentException("n-grams need at least 1 word, got " + longest);
    }
    int size = 0;
    for (int n = 1; n <= longest; n++) {
      size += count(words, n);
    }
    int total = size;
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        int n = 1;
        int at = index;
        while (n <= longest && at >= count(words, n)) {
          at -= count(words, n);
          n++;
        }
        if (index < 0 || n > longest) {
          throw new IndexOutOfBoundsException(index);
        }
        return n == 1 ? words.get(at) : String.join(" ", words.subList(at, at + n));
      }

      @Override
      public int size() {
        return total;
      }
    };
  }

  private static int count(List<String> words, int n) {
    return Math.max(0, words.size() - n + 1);
  }
}
