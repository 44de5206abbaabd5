package twofold.nn.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The words that a model knows, numbered from 0: the most frequent ones of a collection of texts.
 * Of equally frequent words the alphabetically first comes first, so the same texts in any order
 * give the same numbers.
 */
public final class Vocabulary {
  private final List<String> words;
  private final Map<String, Integer> numbers = new HashMap<>();

  private Vocabulary(List<String> words) {
    this.words = words;
    for (int number = 0; number < words.size(); number++) {
      numbers.put(words.get(number), number);
    }
  }

  /**
   * Counts the words of all texts.
   *
   * @param most how many words to keep, at least 1; fewer if there are no more
   */
  public static Vocabulary mostFrequent(Stream<? extends List<String>> texts, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "a vocabulary needs room for at least 1 word, got " + most);
    }
    Map<String, Integer> counts = new HashMap<>();
    texts.forEachOrdered(
        text -> {
          for (String word : text) {
            counts.merge(word, 1, Integer::sum);
          }
        });
    return new Vocabulary(
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(most)
            .map(Map.Entry::getKey)
            .toList());
  }

  public int size() {
    return words.size();
  }

  public String word(int number) {
    return words.get(number);
  }

  /** The number of a word, or −1 if it is not known. */
  public int number(String word) {
    return numbers.getOrDefault(word, -1);
  }
}
