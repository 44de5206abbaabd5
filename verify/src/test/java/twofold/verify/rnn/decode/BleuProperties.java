package twofold.verify.rnn.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import twofold.math.RandomStreams;
import twofold.math.Rounding;
import twofold.rnn.decode.Bleu;
import twofold.verify.Checks;

/** Theorems about BLEU, on sentences of few different words, where matches are many. */
class BleuProperties {

  /** A sentence and its references. */
  private record Pair(List<Integer> candidate, List<List<Integer>> references) {
    static Pair draw(RandomGenerator random) {
      List<List<Integer>> references = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        references.add(sentence(random, random.nextInt(12)));
      }
      return new Pair(sentence(random, random.nextInt(12)), references);
    }

    Bleu bleu(int longest) {
      return Bleu.of(candidate, references, longest);
    }
  }

  private static List<Integer> sentence(RandomGenerator random, int length) {
    List<Integer> words = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      words.add(random.nextInt(4));
    }
    return words;
  }

  private static List<Pair> corpus(RandomGenerator random) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      pairs.add(Pair.draw(random));
    }
    return pairs;
  }

  private static Bleu bleu(List<Pair> pairs, int longest) {
    return Bleu.corpus(
        pairs.stream().map(Pair::candidate).toList(),
        pairs.stream().map(Pair::references).toList(),
        longest);
  }

  /**
   * Clipping, another way: go through the candidate; each n-gram that some reference still has a
   * place for, counting those before, is a match.
   */
  @Property(seed = "1")
  @Checks("bleu-precision")
  void matchesAreWhatReferencesHaveRoomFor(@ForAll long seed) {
    Pair pair = Pair.draw(RandomStreams.of(seed));
    Bleu bleu = pair.bleu(4);
    for (int n = 1; n <= 4; n++) {
      List<List<Integer>> grams = grams(pair.candidate, n);
      long matches = 0;
      for (int i = 0; i < grams.size(); i++) {
        List<Integer> gram = grams.get(i);
        int before = Collections.frequency(grams.subList(0, i), gram);
        int length = n;
        matches +=
            pair.references.stream()
                    .anyMatch(r -> Collections.frequency(grams(r, length), gram) > before)
                ? 1
                : 0;
      }
      assertThat(bleu.matches(n)).isEqualTo(matches);
      assertThat(bleu.total(n)).isEqualTo(grams.size());
    }
  }

  private static List<List<Integer>> grams(List<Integer> words, int n) {
    List<List<Integer>> grams = new ArrayList<>();
    for (int i = 0; i + n <= words.size(); i++) {
      grams.add(words.subList(i, i + n));
    }
    return grams;
  }

  /** From 0 to 1, smoothed or not, and never more than the penalty for brevity. */
  @Property(seed = "2")
  @Checks("bleu")
  void aScoreIsAPart(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int longest) {
    Bleu bleu = bleu(corpus(RandomStreams.of(seed)), longest);
    assertThat(bleu.brevityPenalty()).isBetween(0.0, 1.0);
    assertThat(bleu.score()).isBetween(0.0, bleu.brevityPenalty());
    assertThat(bleu.smoothed()).isBetween(0.0, bleu.brevityPenalty());
    double product = 1;
    for (int n = 1; n <= longest; n++) {
      assertThat(bleu.precision(n)).isBetween(0.0, 1.0);
      product *= bleu.precision(n);
    }
    // The N-th power of the score: up to 5 precisions of at least 1/72 each, with logarithms below
    // 5, rounded in each step.
    double power = Math.pow(bleu.score() / Math.max(bleu.brevityPenalty(), 1e-300), longest);
    assertThat(power).isCloseTo(product, within(Rounding.gamma(100)));
  }

  /** What says just what a reference says has 1, if it has n-grams of every length. */
  @Property(seed = "3")
  void theSameIsPerfect(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int longest) {
    RandomGenerator random = RandomStreams.of(seed);
    List<Pair> same = new ArrayList<>();
    for (Pair pair : corpus(random)) {
      List<Integer> said = sentence(random, longest + random.nextInt(8));
      List<List<Integer>> references = new ArrayList<>(pair.references);
      references.add(random.nextInt(references.size() + 1), said);
      same.add(new Pair(said, references));
    }
    assertThat(bleu(same, longest).score()).isOne();
    assertThat(bleu(same, longest).smoothed()).isOne();
  }

  /** The order of the sentences, and of the references of each, does not matter to the bit. */
  @Property(seed = "4")
  void orderDoesNotMatter(@ForAll long seed) {
    List<Pair> pairs = corpus(RandomStreams.of(seed));
    List<Pair> shuffled = new ArrayList<>();
    for (Pair pair : pairs) {
      List<List<Integer>> references = new ArrayList<>(pair.references);
      Collections.shuffle(references, new Random(seed));
      shuffled.add(new Pair(pair.candidate, references));
    }
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(bleu(shuffled, 4).score()).isEqualTo(bleu(pairs, 4).score());
    assertThat(bleu(shuffled, 4).smoothed()).isEqualTo(bleu(pairs, 4).smoothed());
  }

  /** A word that has been said as often as it may: one more makes precision smaller, if not 0. */
  @Property(seed = "5")
  void oneMoreOfWhatIsClippedNeverHelps(@ForAll long seed, @ForAll @IntRange(max = 3) int word) {
    Pair pair = Pair.draw(RandomStreams.of(seed));
    List<Integer> more = new ArrayList<>(pair.candidate);
    int most =
        pair.references.stream().mapToInt(r -> Collections.frequency(r, word)).max().orElseThrow();
    while (Collections.frequency(more, word) < most) {
      more.add(word);
    }
    Bleu before = Bleu.of(more, pair.references, 1);
    more.add(word);
    Bleu after = Bleu.of(more, pair.references, 1);
    assertThat(after.matches(1)).isEqualTo(before.matches(1));
    assertThat(after.precision(1)).isLessThanOrEqualTo(before.precision(1));
    assertThat(after.precision(1) < before.precision(1)).isEqualTo(before.precision(1) > 0);
  }

  /** One more reference never takes a match away; one more sentence counts only for itself. */
  @Property(seed = "6")
  void moreReferencesNeverHurtPrecision(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    Pair pair = Pair.draw(random);
    Pair other = Pair.draw(random);
    List<List<Integer>> more = new ArrayList<>(pair.references);
    more.addAll(other.references);
    Bleu bleu = pair.bleu(4);
    Bleu both = bleu.plus(other.bleu(4));
    for (int n = 1; n <= 4; n++) {
      assertThat(Bleu.of(pair.candidate, more, 4).matches(n))
          .isGreaterThanOrEqualTo(bleu.matches(n));
      assertThat(both.matches(n)).isEqualTo(bleu.matches(n) + other.bleu(4).matches(n));
      assertThat(both.total(n)).isEqualTo(bleu.total(n) + other.bleu(4).total(n));
    }
  }

  /** A candidate's beginning has no fewer matches to lose than it has words, and pays for it. */
  @Property(seed = "7")
  @Checks("bleu-brevity")
  void whoeverSaysHalfPays(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int length) {
    List<Integer> reference = sentence(RandomStreams.of(seed), length);
    double last = 0;
    for (int said = 1; said <= length; said++) {
      Bleu bleu = Bleu.of(reference.subList(0, said), List.of(reference), 1);
      assertThat(bleu.precision(1)).isOne();
      assertThat(bleu.score()).isGreaterThan(last);
      last = bleu.score();
    }
    assertThat(last).isOne();
  }
}
