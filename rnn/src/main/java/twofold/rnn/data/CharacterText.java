package twofold.rnn.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import twofold.nn.data.TextLines;
import twofold.nn.pipeline.Dataset;
import twofold.nn.train.RowExamples.Row;
import twofold.tensor.io.DataException;

/**
 * A text as one long sequence of characters: what a character language model is trained on.
 *
 * <pre>
 *   input    x[s]       x[s + 1]  …  x[s + T − 1]       T characters from place s on
 *   target   x[s + 1]   x[s + 2]  …  x[s + T]           for each of them the one that comes next
 * </pre>
 *
 * <p>Windows are rows of tokens, (batch, time) as tensors, as {@link twofold.nn.layer.Embedding}
 * reads them; {@link SequenceCrossEntropy} takes the targets as they are:
 *
 * <pre>
 *   Examples train = RowExamples.ofEachEpoch(text.randomWindows(64, 1000, seed));
 *   new Fit(device, model, Objective.mean(SequenceCrossEntropy::perToken), new Adam(0.001))
 *       .measuring(SequenceAccuracy.perToken(-1))
 *       .run(train, RowExamples.of(held.windows(64), 0), options);      the loss is in nats per character
 * </pre>
 */
public final class CharacterText {

  /**
   * @param train the first part
   * @param validation the rest
   */
  public record Split(CharacterText train, CharacterText validation) {}

  private final CharacterVocabulary vocabulary;
  private final int[] tokens;

  private CharacterText(CharacterVocabulary vocabulary, int[] tokens) {
    this.vocabulary = vocabulary;
    this.tokens = tokens;
  }

  /** With the vocabulary of just its characters; at least one. */
  public static CharacterText of(String text) {
    CharacterVocabulary vocabulary = CharacterVocabulary.of(text);
    return new CharacterText(vocabulary, vocabulary.encode(text));
  }

  /**
   * Reads a file of UTF-8, gzipped if its name ends with {@code .gz}. Each line ends with one line
   * feed, whatever it ends with in the file.
   *
   * @throws DataException in one line, if there is no such file, or it is empty or unsound
   */
  public static CharacterText read(Path file) {
    List<String> lines = TextLines.of(file).toList();
    if (lines.isEmpty()) {
      throw new DataException(file + " is empty");
    }
    return of(String.join("\n", lines) + "\n");
  }

  /** Its characters and their numbers; both parts of a {@link #split} have that of the whole. */
  public CharacterVocabulary vocabulary() {
    return vocabulary;
  }

  /** How many characters. */
  public int length() {
    return tokens.length;
  }

  /** The tokens, in a fresh array. */
  public int[] tokens() {
    return tokens.clone();
  }

  /**
   * The beginning to learn from, and the end to be judged by. Neighbouring characters are alike, so
   * a random choice of them would not be unseen.
   *
   * @param part of the characters that come first, rounded down to whole ones: 0.9, say
   */
  public Split split(double part) {
    int first = part > 0 && part < 1 ? (int) (part * tokens.length) : 0;
    if (first == 0) {
      throw new IllegalArgumentException(
          "the first part must be above 0 and below 1 and have a character, got %s of %d characters"
              .formatted(part, tokens.length));
    }
    return new Split(
        new CharacterText(vocabulary, Arrays.copyOf(tokens, first)),
        new CharacterText(vocabulary, Arrays.copyOfRange(tokens, first, tokens.length)));
  }

  /**
   * Windows that begin anywhere, each place equally likely; others in each epoch, the same for the
   * same seed.
   */
  public Dataset<Row> randomWindows(int time, int count, long seed) {
    requireWindows(1, time);
    int starts = tokens.length - time;
    return Dataset.range(count)
        .mapRandomly((i, random) -> window(random.nextInt(starts), time), seed, 1);
  }

  /**
   * Windows that lie one after the other: every character but the very first is a target once; what
   * is too short for a window is left out at the end. For scores.
   */
  public Dataset<Row> windows(int time) {
    requireWindows(1, time);
    return Dataset.range((tokens.length - 1) / time).map(i -> window(i * time, time));
  }

  /** Windows for training with a state that is carried from batch to batch. */
  public ConsecutiveWindows consecutive(int rows, int time) {
    return new ConsecutiveWindows(this, rows, time);
  }

  /** The window that begins at a place. */
  Row window(int start, int time) {
    double[] input = new double[time];
    double[] target = new double[time];
    for (int t = 0; t < time; t++) {
      input[t] = tokens[start + t];
      target[t] = tokens[start + t + 1];
    }
    return new Row(input, target);
  }

  /** That so many windows fit in, one after the other, and the character after the last. */
  void requireWindows(int windows, int time) {
    if (windows < 1 || time < 1) {
      throw new IllegalArgumentException(
          "there must be at least 1 window of 1 character, got " + windows + " of " + time);
    }
    if ((long) windows * time >= tokens.length) {
      throw new IllegalArgumentException(
          "%d × %d characters and the one after them need a text of at least %d, got %d"
              .formatted(windows, time, (long) windows * time + 1, tokens.length));
    }
  }
}
