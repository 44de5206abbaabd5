package twofold.verify.rnn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import twofold.nn.train.Examples;
import twofold.rnn.data.CharacterVocabulary;
import twofold.rnn.data.Dates;
import twofold.rnn.data.DigitSequences;
import twofold.rnn.data.SequencePairs;
import twofold.rnn.data.SequencePairs.Pair;
import twofold.tensor.Device;

/**
 * Theorems about pairs of texts. Statements about chance hold within z = 6 standard errors, with
 * fixed seeds.
 */
class SequencePairsProperties {
  private static final double Z = 6;

  /** What the network reads, decoded, is the pair; given is the target one step later. */
  @Property(tries = 100)
  void arraysAreTheTexts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int count) {
    for (SequencePairs pairs :
        List.of(DigitSequences.draw(count, 1, 9, seed), Dates.draw(count, seed))) {
      Examples examples = pairs.examples();
      assertThat(examples.count()).isEqualTo(count);
      Examples.Batch batch =
          examples.batch(Device.reference(), examples.inOrder(), 0, examples.count());
      int[][] sources = rows(batch, 0, pairs.sourceTime());
      int[][] lengths = rows(batch, 1, 1);
      int[][] given = rows(batch, 2, pairs.targetTime());
      int[][] targets = rows(batch.targets().toArray(), pairs.targetTime());
      int longest = 0;
      for (int i = 0; i < count; i++) {
        Pair pair = pairs.pairs().get(i);
        int length = pair.source().length();
        longest = Math.max(longest, length);
        assertThat(lengths[i]).containsExactly(length);
        assertThat(pairs.sources().decode(Arrays.copyOf(sources[i], length)))
            .isEqualTo(pair.source());
        assertPadded(sources[i], length);
        assertThat(pairs.targets().decode(targets[i])).isEqualTo(pair.target());
        assertThat(targets[i][pair.target().length()]).isEqualTo(CharacterVocabulary.END);
        assertPadded(targets[i], pair.target().length() + 1);
        assertPadded(given[i], pair.target().length() + 1);
        assertThat(given[i][0]).isEqualTo(CharacterVocabulary.START);
        for (int t = 0; t < pair.target().length(); t++) {
          assertThat(given[i][t + 1]).isEqualTo(targets[i][t]);
        }
      }
      assertThat(pairs.sourceTime()).isEqualTo(longest);
    }
  }

  private static void assertPadded(int[] tokens, int length) {
    for (int t = 0; t < tokens.length; t++) {
      assertThat(tokens[t] == CharacterVocabulary.PAD).isEqualTo(t >= length);
    }
  }

  private static int[][] rows(Examples.Batch batch, int input, int width) {
    return rows(batch.allInputs().get(input).toArray(), width);
  }

  private static int[][] rows(double[] numbers, int width) {
    int[][] rows = new int[numbers.length / width][width];
    for (int i = 0; i < numbers.length; i++) {
      rows[i / width][i % width] = (int) numbers[i];
    }
    return rows;
  }

  /** Of short digit sequences many are there twice: on one side of a split, all of them. */
  @Property(tries = 200)
  void whatIsHeldOutIsUnseen(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int count,
      @ForAll @DoubleRange(max = 1) double part) {
    SequencePairs pairs = DigitSequences.draw(count, 1, 2, seed);
    SequencePairs.Split split = pairs.holdOut(part, seed);
    Set<Pair> train = new HashSet<>(split.train().pairs());
    Set<Pair> heldOut = new HashSet<>(split.heldOut().pairs());
    assertThat(Collections.disjoint(train, heldOut)).isTrue();
    int different = new HashSet<>(pairs.pairs()).size();
    assertThat(heldOut).hasSize((int) Math.round(part * different));
    List<Pair> both = new ArrayList<>(split.train().pairs());
    both.addAll(split.heldOut().pairs());
    assertThat(both).containsExactlyInAnyOrderElementsOf(pairs.pairs());
    assertThat(split.heldOut().sourceTime()).isEqualTo(pairs.sourceTime());
    assertThat(split.train().targetTime()).isEqualTo(pairs.targetTime());
    assertThat(pairs.holdOut(part, seed).heldOut().pairs()).isEqualTo(split.heldOut().pairs());
  }

  /** No date is drawn twice, so one that is held out was not seen in another format either. */
  @Property(tries = 30)
  void datesAreDifferent(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int count) {
    SequencePairs dates = Dates.draw(count, seed);
    assertThat(dates.pairs().stream().map(Pair::target)).doesNotHaveDuplicates();
    SequencePairs.Split split = dates.holdOut(0.2, seed);
    Set<String> seen = split.train().pairs().stream().map(Pair::target).collect(Collectors.toSet());
    assertThat(split.heldOut().pairs()).noneMatch(pair -> seen.contains(pair.target()));
    assertThat(Dates.draw(count, seed).pairs()).isEqualTo(dates.pairs());
  }

  /**
   * Of all dates in all formats, no text stands for two dates; and all characters are known, as
   * drawing makes pairs of them.
   */
  @Example
  void noTextStandsForTwoDates() {
    Map<String, String> meaning = new HashMap<>();
    CharacterVocabulary known = Dates.draw(1, 1).sources();
    for (int i = 0; i < Dates.dates(); i++) {
      for (int format = 0; format < Dates.formats(); format++) {
        Pair pair = Dates.pair(i, format);
        String before = meaning.put(pair.source(), pair.target());
        assertThat(before == null || before.equals(pair.target())).as("%s", pair).isTrue();
        assertThat(known.encode(pair.source())).hasSize(pair.source().length());
      }
    }
    assertThat(new HashSet<>(meaning.values())).hasSize(Dates.dates());
  }

  /** Formats come alike. All are told apart by the dates of one that is given. */
  @Property(seed = "1", tries = 5)
  void formatsAreUniform(@ForAll long seed) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < Dates.dates(); i++) {
      numbers.put(Dates.pair(i, 0).target(), i);
    }
    int n = 20_000;
    double[] seen = new double[Dates.formats()];
    for (Pair pair : Dates.draw(n, seed).pairs()) {
      int number = numbers.get(pair.target());
      List<Integer> as = new ArrayList<>(); // 3 May is 03 May where days have two digits
      for (int format = 0; format < seen.length; format++) {
        if (Dates.pair(number, format).equals(pair)) {
          as.add(format);
        }
      }
      as.forEach(format -> seen[format] += 1.0 / as.size());
    }
    double p = 1.0 / seen.length;
    for (double count : seen) {
      // halves of a count of two formats vary less than the counts do
      assertThat(count / n).isBetween(p - error(p, n), p + error(p, n));
    }
  }

  /** The same digits, in rising order, as many of each; shorter lists begin the longer ones. */
  @Property(tries = 200)
  void digitsAreSorted(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int shortest,
      @ForAll @IntRange(max = 8) int more) {
    List<Pair> pairs = DigitSequences.draw(30, shortest, shortest + more, seed).pairs();
    for (Pair pair : pairs) {
      assertThat(pair.source().length()).isBetween(shortest, shortest + more);
      assertThat(counts(pair.target())).isEqualTo(counts(pair.source()));
      assertThat(pair.target().chars().boxed().toList()).isSorted();
    }
    assertThat(DigitSequences.draw(10, shortest, shortest + more, seed).pairs())
        .isEqualTo(pairs.subList(0, 10));
  }

  private static Map<Integer, Long> counts(String digits) {
    return digits
        .chars()
        .boxed()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** Lengths are uniform, and so are first digits. */
  @Property(seed = "2", tries = 10)
  void lengthsAndDigitsAreUniform(@ForAll long seed) {
    int n = 20_000;
    int[] lengths = new int[4];
    int[] digits = new int[10];
    for (Pair pair : DigitSequences.draw(n, 3, 6, seed).pairs()) {
      lengths[pair.source().length() - 3]++;
      digits[pair.source().charAt(0) - '0']++;
    }
    for (int count : lengths) {
      assertThat((double) count / n).isBetween(0.25 - error(0.25, n), 0.25 + error(0.25, n));
    }
    for (int count : digits) {
      assertThat((double) count / n).isBetween(0.1 - error(0.1, n), 0.1 + error(0.1, n));
    }
  }

  private static double error(double p, int n) {
    return Z * Math.sqrt(p * (1 - p) / n);
  }
}
