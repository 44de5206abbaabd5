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
    List<String> words = words(DataFiles.find(place, "imdb-vocab.tsv"));
    return new Imdb(
        reviews(DataFiles.find(place, "imdb-train.idx"), words),
        reviews(DataFiles.find(place, "imdb-test.idx"), words));
  }

  /** The word of each rank, with {@link #UNSEEN} at 0. */
  private static List<String> words(Path file) {
    List<String> words = new ArrayList<>(List.of(UNSEEN));
    DataFiles.lines(
        file,
        (number, line) -> {
          if (number == 1) {
            return; // the header
          }
          String[] fields = line.split("\t", -1);
          if (fields.length != 3) {
            throw DataFiles.wrong(
                file, number, "expected rank, word, count; got %d fields", fields.length);
          }
          if (!fields[0].equals(Integer.toString(words.size()))) {
            throw DataFiles.wrong(
                file, number, "expected rank %d, got %s", words.size(), fields[0]);
          }
          words.add(fields[1]);
        });
    return words;
  }

  private static List<Document> reviews(Path file, List<String> words) {
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
            text.add(words.get(rank(ranks.nextToken(), words.size() - 1, file, number)));
          }
          if (text.isEmpty()) {
            throw DataFiles.wrong(file, number, "expected ranks after the label, got none");
          }
          reviews.add(new Document(LABELS.get(line.charAt(0) - '0'), text));
        });
    return reviews;
  }

  private static int rank(String field, int largest, Path file, int line) {
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
        "expected ranks from 0 to %d, the size of the vocabulary, got %.20s",
        largest,
        field);
  }
}
