package twofold.nn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import twofold.tensor.io.DataException;

/**
 * Film reviews from IMDB, half of them for the film and half against it.
 *
 * <pre>
 *   imdb-vocab.tsv    a header, then: rank TAB word TAB count         1 is the most frequent word
 *   imdb-train.idx    label TAB ranks between spaces                  0 against, 1 for
 *   imdb-test.idx     the same; rank 0 is a word that does not occur in the training reviews
 * </pre>
 *
 * <p>Each may carry {@code .gz}. [Maas, Daly, Pham, Huang, Ng and Potts, Learning Word Vectors for
 * Sentiment Analysis, ACL 2011]
 *
 * @param train what to learn from
 * @param test what to be judged by: other films
 */
public record Imdb(List<Document> train, List<Document> test) {
  /** What stands for a word that does not occur in the training reviews. */
  public static final String UNSEEN = "<unseen>";

  private static final List<String> LABELS = List.of("negative", "positive");

  /**
   * Reads the three files from {@code folder/imdb}, or from the folder itself if there is no such.
   *
   * @throws DataException if a file is missing or unsound
   */
  public static Imdb read(Path folder) {
    Path place = DataFiles.place(folder, "imdb");
    Path vocabulary = DataFiles.find(place, "imdb-vocab.tsv");
    List<String> words = words(vocabulary);
    return new Imdb(
        reviews(DataFiles.find(place, "imdb-train.idx"), words, vocabulary),
        reviews(DataFiles.find(place, "imdb-test.idx"), words, vocabulary));
  }

  /** The word of each rank, with {@link #UNSEEN} at 0. */
  private static List<String> words(Path file) {
    List<String> words = new ArrayList<>(List.of(UNSEEN));
    DataFiles.lines(
        file,
        (number, line) -> {
          String[] fields = line.split("\t", -1);
          if (fields.length != 3) {
            throw DataFiles.wrong(
                file, number, "expected rank, word, count; got %d fields", fields.length);
          }
          if (number == 1) {
            return; // the header
          }
          if (!fields[0].equals(Integer.toString(words.size()))) {
            throw DataFiles.wrong(
                file, number, "expected rank %d, got %.20s", words.size(), fields[0]);
          }
          words.add(fields[1]);
        });
    if (words.size() == 1) {
      throw new DataException(file + " has no words after its header");
    }
    return words;
  }

  private static List<Document> reviews(Path file, List<String> words, Path vocabulary) {
    List<Document> reviews = new ArrayList<>();
    DataFiles.lines(
        file,
        (number, line) -> {
          if (!line.startsWith("0\t") && !line.startsWith("1\t")) {
            throw DataFiles.wrong(file, number, "expected label 0 or 1 and a tab, got %.20s", line);
          }
          List<String> text = new ArrayList<>();
          StringTokenizer ranks = new StringTokenizer(line.substring(2));
          while (ranks.hasMoreTokens()) {
            String rank = ranks.nextToken();
            text.add(words.get(rank(rank, words.size() - 1, file, number, vocabulary)));
          }
          if (text.isEmpty()) {
            throw DataFiles.wrong(file, number, "expected ranks after the label, got none");
          }
          reviews.add(new Document(LABELS.get(line.charAt(0) - '0'), text));
        });
    return reviews;
  }

  private static int rank(String field, int largest, Path file, int line, Path vocabulary) {
    try {
      int rank = Integer.parseInt(field);
      if (rank >= 0 && rank <= largest) {
        return rank;
      }
    } catch (NumberFormatException e) { // said below
    }
    throw DataFiles.wrong(
        file,
        line,
        "expected ranks from 0 to %d, the size of the vocabulary in %s, got %.20s",
        largest,
        vocabulary.getFileName(),
        field);
  }
}
