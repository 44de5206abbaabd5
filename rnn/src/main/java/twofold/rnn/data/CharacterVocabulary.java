package twofold.rnn.data;

import java.util.Arrays;
import java.util.List;

/**
 * The characters that a model knows, numbered in the order of Unicode: the same characters in any
 * order, any number of times, give the same numbers.
 *
 * <p>A {@linkplain #marked marked} one begins with three tokens that are no characters: {@link
 * #PAD} fills up what is shorter than its neighbours, {@link #START} is what a decoder reads before
 * it has said anything, and {@link #END} is what it says last.
 *
 * <p>Characters are Unicode code points; one that Java keeps in two {@code char}s is one here.
 */
public final class CharacterVocabulary {
  /** Nothing is here; of a marked vocabulary. */
  public static final int PAD = 0;

  /** Before the first character; of a marked vocabulary. */
  public static final int START = 1;

  /** After the last character; of a marked vocabulary. */
  public static final int END = 2;

  private static final int MARKS = 3;

  private final int marks;
  private final int[] characters; // rising

  private CharacterVocabulary(int marks, String text) {
    this.marks = marks;
    characters = text.codePoints().sorted().distinct().toArray();
    if (characters.length == 0) {
      throw new IllegalArgumentException("a vocabulary needs at least one character, got none");
    }
  }

  /** The characters of a text, from 0 on. */
  public static CharacterVocabulary of(String text) {
    return new CharacterVocabulary(0, text);
  }

  /** PAD, START and END, and then the characters of a text, from 3 on. */
  public static CharacterVocabulary marked(String text) {
    return new CharacterVocabulary(MARKS, text);
  }

  /** How many tokens there are, marks among them. */
  public int size() {
    return marks + characters.length;
  }

  /** For what is filled up, or ends. */
  void requireMarks() {
    if (marks == 0) {
      throw new IllegalArgumentException(
          "pairs need vocabularies with marks, got one of " + size() + " characters without");
    }
  }

  /** The token of each character; there are no marks among them. */
  public int[] encode(String text) {
    int[] read = text.codePoints().toArray();
    int[] tokens = new int[read.length];
    for (int i = 0; i < read.length; i++) {
      int place = Arrays.binarySearch(characters, read[i]);
      if (place < 0) {
        throw new IllegalArgumentException(
            "character '%s' (U+%04X) at %d is not among the %d that are known"
                .formatted(Character.toString(read[i]), read[i], i, characters.length));
      }
      tokens[i] = marks + place;
    }
    return tokens;
  }

  /** The text up to the first END, without PAD and START. */
  public String decode(int... tokens) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < 0 || tokens[i] >= size()) {
        throw new IllegalArgumentException(
            "tokens must be from 0 to " + (size() - 1) + ", got " + tokens[i] + " at " + i);
      }
      if (marks > 0 && tokens[i] == END) {
        break;
      }
      if (tokens[i] >= marks) {
        text.appendCodePoint(characters[tokens[i] - marks]);
      }
    }
    return text.toString();
  }

  /** The same of what decoding has found. */
  public String decode(List<Integer> tokens) {
    return decode(tokens.stream().mapToInt(token -> token).toArray());
  }
}
