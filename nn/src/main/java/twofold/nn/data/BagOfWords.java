package twofold.nn.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
        bag.words(document).distinct().forEach(w -> df[w]++);
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
      int[] sorted = words(document).sorted().toArray(); // so that equal words are neighbours
      double length = weighting == Weighting.TF_IDF ? length(sorted) : 1;
      for (int at = 0; at < sorted.length; at = next(sorted, at)) {
        double weight = weight(sorted, at);
        if (weight != 0) {
          rows.put(sorted[at], weight / length);
        }
      }
      rows.endRow();
    }
    return rows.build();
  }

  /** √Σ(tf·idf)², or 1 where that is 0: such a row stays all zeros. */
  private double length(int[] sorted) {
    double squares = 0;
    for (int at = 0; at < sorted.length; at = next(sorted, at)) {
      double weight = weight(sorted, at);
      squares += weight * weight;
    }
    return squares == 0 ? 1 : Math.sqrt(squares);
  }

  private double weight(int[] sorted, int at) {
    int tf = next(sorted, at) - at;
    return weighting == Weighting.PRESENCE ? 1 : tf * rarity[sorted[at]];
  }

  /** Where another word begins. */
  private static int next(int[] sorted, int at) {
    int end = at + 1;
    while (end < sorted.length && sorted[end] == sorted[at]) {
      end++;
    }
    return end;
  }

  /** The numbers of the known words of a document, as often as they occur. */
  private IntStream words(Document document) {
    return NGrams.of(document.words(), longest).stream()
        .mapToInt(vocabulary::number)
        .filter(number -> number >= 0);
  }
}
