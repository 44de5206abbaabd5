package twofold.nn.data;

import java.nio.file.Path;
import java.util.List;
import twofold.tensor.io.DataException;

/**
 * News of one topic each: the R8 split of Reuters-21578, which keeps the documents of the eight
 * most frequent topics that have no other topic.
 *
 * <pre>
 *   R8-train.txt, R8-test.txt      topic TAB words between spaces, a document in each line
 * </pre>
 *
 * <p>Each may carry {@code .gz}. [Lewis, Reuters-21578, 1997; the split: Cardoso-Cachopo, Improving
 * Methods for Single-label Text Categorization, 2007]
 *
 * @param train what to learn from: the ModApté training documents
 * @param test what to be judged by: later documents
 */
public record ReutersR8(List<Document> train, List<Document> test) {

  private static final int TOPICS = 8;

  /**
   * Reads the two files from {@code folder/reuters}, or from the folder itself if there is no such.
   *
   * @throws DataException if a file is missing or unsound, or the topics are not eight
   */
  public static ReutersR8 read(Path folder) {
    Path place = DataFiles.place(folder, "reuters");
    Path trainFile = DataFiles.find(place, "R8-train.txt");
    List<Document> train = Document.readAll(trainFile);
    Path testFile = DataFiles.find(place, "R8-test.txt");
    List<Document> test = Document.readAll(testFile);
    List<String> known = Document.classes(train);
    if (known.size() != TOPICS) {
      throw new DataException(trainFile + " must have " + TOPICS + " topics, got " + known.size());
    }
    for (int i = 0; i < test.size(); i++) {
      if (!known.contains(test.get(i).label())) {
        throw DataFiles.wrong(
            testFile,
            i + 1,
            "topic %.40s does not occur in %s",
            test.get(i).label(),
            trainFile.getFileName());
      }
    }
    return new ReutersR8(train, test);
  }
}
