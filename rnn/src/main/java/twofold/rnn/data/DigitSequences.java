package twofold.rnn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.rnn.data.SequencePairs.Pair;

/**
 * Digits, and the same digits sorted: 31415 becomes 11345.
 *
 * <p>The smallest task that asks for a memory of everything that was read: no digit can be said
 * before the last one has been seen. [Vinyals, Bengio and Kudlur, Order Matters: Sequence to
 * Sequence for Sets, ICLR 2016]
 */
public final class DigitSequences {
  private DigitSequences() {}

  /**
   * Sequences whose lengths are equally likely, and of each length every sequence. Pair number i
   * depends on the seed and on i alone.
   *
   * @param shortest at least 1
   * @param longest at least as long
   */
  public static SequencePairs draw(int count, int shortest, int longest, long seed) {
    if (count < 0) {
      throw new IllegalArgumentException("count must be at least 0, got " + count);
    }
    if (shortest < 1 || longest < shortest) {
      throw new IllegalArgumentException(
          "lengths must be from 1 on, and rise, got " + shortest + " to " + longest);
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RandomGenerator random = RandomStreams.stream(seed, i);
      int length = shortest + random.nextInt(longest - shortest + 1);
      int[] digits = random.ints(length, '0', '9' + 1).toArray();
      pairs.add(new Pair(text(digits), text(sorted(digits))));
    }
    CharacterVocabulary digits = CharacterVocabulary.marked("0123456789");
    return new SequencePairs(pairs, digits, digits);
  }

  private static String text(int[] characters) {
    return new String(characters, 0, characters.length);
  }

  private static int[] sorted(int[] numbers) {
    return Arrays.stream(numbers).sorted().toArray();
  }
}
