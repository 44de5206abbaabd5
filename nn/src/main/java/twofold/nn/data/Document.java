package twofold.nn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import twofold.tensor.io.DataException;

/**
 * A text as a list of words, and the name of the class it belongs to.
 *
 * @param label the name of the class
 * @param words in the order of the text
 */
public record Document(String label, List<String> words) {

  public Document {
    words = List.copyOf(words);
  }

  /**
   * Reads a file with a document in each line: the label, a tab, and words between spaces. The file
   * may be gzipped.
   *
   * @throws DataException if the file is missing, unsound or empty, or a line has no label or no
   *     words
   */
  public static List<Document> readAll(Path file) {
    List<Document> documents = new ArrayList<>();
    Map<String, String> known = new HashMap<>(); // each word is kept once, however often it occurs
    DataFiles.lines(
        file,
        (number, line) -> {
          int tab = line.indexOf('\t');
          if (tab < 1) {
            throw DataFiles.wrong(file, number, "expected a label, a tab and words, got no label");
          }
          List<String> words = new ArrayList<>();
          for (StringTokenizer text = new StringTokenizer(line.substring(tab));
              text.hasMoreTokens(); ) {
            String word = text.nextToken();
            words.add(known.computeIfAbsent(word, w -> w));
          }
          if (words.isEmpty()) {
            throw DataFiles.wrong(file, number, "expected words after the label, got none");
          }
          String label = line.substring(0, tab);
          documents.add(new Document(known.computeIfAbsent(label, l -> l), words));
        });
    return documents;
  }

  /** The names of all classes, in alphabetical order: class c is the one at position c. */
  public static List<String> classes(List<Document> documents) {
    return documents.stream().map(Document::label).distinct().sorted().toList();
  }

  /** The first words, for a person who wants to know which text this is. */
  public String beginning(int count) {
    boolean all = count >= words.size();
    return String.join(" ", all ? words : words.subList(0, count)) + (all ? "" : " …");
  }
}
