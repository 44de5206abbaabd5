package twofold.nn.data;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Texts as rows of numbers, one column for each word of a vocabulary; in which order the words
 * stood is forgotten.
 *
 * <pre>
 *   tf(d, w)    how often word w occurs in document d
 *   df(w)       in how many of the N documents learned from it occurs
 *
 *   PRESENCE    1 if tf(d, w) &gt; 0, else 0            "multi-hot"
 *   COUNT       tf(d, w)
 *   TF_IDF      tf(d, w)·ln(N/df(w)), then each row divided by its length √Σ²
 *                                                     [Spärck Jones 1972; Salton &amp; Buckley 1988]
 * </pre>
 *
 * A word of every document has ln 1 = 0: it tells documents apart as little as one of none. Words
 * outside the vocabulary are passed over. A row without any known word is all zeros.
 */
public final class BagOfWords {

  /** What a column holds. */
  public enum Weighting {
    PRESENCE,
    COUNT,
    TF_IDF
  }

  private final Vocabulary vocabulary;
  private final int longest;
  private final Weighting weighting;
  private final double[] rarity;

  private BagOfWords(Vocabulary vocabulary, int longest, Weighting weighting, double[] rarity) {
    this.vocabulary = vocabulary;
    this.longest = longest;
    this.weighting = weighting;
    this.rarity = rarity;
  }

  /**
   * Learns the vocabulary, and how rare its words are. To be learned from training documents alone:
   * what it knows of the others, a model would know as well.
   *
   * @param words the most columns there may be
   * @param longest the longest run of words that has a column; see {@link NGrams}
   */
  public static BagOfWords learn(
      List<Document> documents, int words, int longest, Weighting weighting) {
    Vocabulary vocabulary =
        Vocabulary.mostFrequent(
            documents.stream().map(document -> NGrams.of(document.words(), longest)), words);
    double[] rarity = new double[vocabulary.size()];
    Arrays.fill(rarity, 1);
    BagOfWords bag = new BagOfWords(vocabulary, longest, weighting, rarity);
    if (weighting == Weighting.TF_IDF) {
      int[] df = new int[vocabulary.size()];
      for (Document document : documents) {
        bag.counts(document).keySet().forEach(w -> df[w]++);
      }
      for (int w = 0; w < df.length; w++) {
        rarity[w] = Math.log((double) documents.size() / df[w]);
      }
    }
    return bag;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** A row for each document. */
  public SparseRows rows(List<Document> documents) {
    SparseRows.Builder rows = new SparseRows.Builder(vocabulary.size());
    for (Document document : documents) {
      SortedMap<Integer, Integer> tf = counts(document);
      double length = weighting == Weighting.TF_IDF ? length(tf) : 1;
      tf.forEach(
          (w, times) -> {
            double value = weighting == Weighting.PRESENCE ? 1 : times * rarity[w] / length;
            if (value != 0) {
              rows.put(w, value);
            }
          });
      rows.endRow();
    }
    return rows.build();
  }

  /** √Σ(tf·idf)², or 1 where that is 0: such a row stays all zeros. */
  private double length(SortedMap<Integer, Integer> tf) {
    double squares = 0;
    for (var word : tf.entrySet()) {
      double value = word.getValue() * rarity[word.getKey()];
      squares += value * value;
    }
    return squares == 0 ? 1 : Math.sqrt(squares);
  }

  /** tf of the known words of a document, by their numbers. */
  private SortedMap<Integer, Integer> counts(Document document) {
    SortedMap<Integer, Integer> counts = new TreeMap<>();
    for (String word : NGrams.of(document.words(), longest)) {
      int number = vocabulary.number(word);
      if (number >= 0) {
        counts.merge(number, 1, Integer::sum);
      }
    }
    return counts;
  }
}
