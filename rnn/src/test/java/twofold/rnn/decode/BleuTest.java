package twofold.rnn.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static twofold.rnn.Refused.fails;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples that Papineni et al. work through, with the numbers they give. */
class BleuTest {
  private static final List<List<String>> GUIDES =
      List.of(
          words(
              "it is a guide to action that ensures that the military will forever heed party"
                  + " commands"),
          words(
              "it is the guiding principle which guarantees the military forces always being under"
                  + " the command of the party"),
          words(
              "it is the practical guide for the army always to heed the directions of the"
                  + " party"));

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

  /** Example 1: 17/18 and 8/14 of single words, 10/17 and 1/13 of pairs. */
  @Test
  void aGoodAndABadTranslation() {
    List<String> good =
        words(
            "it is a guide to action which ensures that the military always obeys the commands of"
                + " the party");
    List<String> bad =
        words(
            "it is to insure the troops forever hearing the activity guidebook that party direct");
    Bleu first = Bleu.of(good, GUIDES, 4);
    Bleu second = Bleu.of(bad, GUIDES, 4);
    assertThat(first.precision(1)).isEqualTo(17 / 18.0);
    assertThat(first.precision(2)).isEqualTo(10 / 17.0);
    assertThat(second.precision(1)).isEqualTo(8 / 14.0);
    assertThat(second.precision(2)).isEqualTo(1 / 13.0);
    assertThat(first.score()).isGreaterThan(0.4);
    assertThat(second.score()).isZero(); // no three words in a row
    assertThat(second.smoothed()).isBetween(0.01, 0.2);
  }

  /** Example 2: seven times "the" is 2/7 right, not 7/7. */
  @Test
  void repeatsAreClipped() {
    List<List<String>> cats =
        List.of(words("the cat is on the mat"), words("there is a cat on the mat"));
    Bleu bleu = Bleu.of(words("the the the the the the the"), cats, 2);
    assertThat(bleu.matches(1)).isEqualTo(2);
    assertThat(bleu.total(1)).isEqualTo(7);
    assertThat(bleu.precision(2)).isZero();
  }

  /** Example 3: "of the" is right and says nothing; r = 16, as the nearest reference is longer. */
  @Test
  void saidTooLittle() {
    Bleu bleu = Bleu.of(words("of the"), GUIDES, 2);
    assertThat(bleu.precision(1)).isOne();
    assertThat(bleu.precision(2)).isOne();
    assertThat(bleu.brevityPenalty()).isCloseTo(Math.exp(1 - 16 / 2.0), within(1e-18));
    assertThat(bleu.score()).isEqualTo(bleu.brevityPenalty());
  }

  /** Lengths 2 and 4 are as near to 3: the shorter counts, and there is no penalty. */
  @Test
  void ofTwoReferencesAsNearTheShorter() {
    List<List<String>> references = List.of(words("a b c d"), words("a b"));
    assertThat(Bleu.of(words("a b c"), references, 1).brevityPenalty()).isOne();
  }

  @Test
  void nothingSaid() {
    assertThat(Bleu.of(List.of(), List.of(words("a")), 1).score()).isZero();
    assertThat(Bleu.of(List.of(), List.of(List.of()), 1).score()).isZero();
    assertThat(Bleu.of(words("a"), List.of(words("a")), 2).score()).isZero(); // there are no pairs
    assertThat(Bleu.of(words("a"), List.of(words("a")), 2).smoothed()).isOne();
    assertThat(Bleu.of(words("a b"), List.of(words("a b")), 2)).hasToString("BLEU-2 1.0");
  }

  @Test
  void badInputIsNamed() {
    fails(() -> Bleu.of(words("a"), GUIDES, 0), "BLEU needs n-grams of at least 1 token, got 0");
    fails(
        () -> Bleu.of(words("a"), List.<List<String>>of(), 4),
        "BLEU needs at least one reference, got none");
    fails(
        () -> Bleu.corpus(List.of(words("a")), List.<List<List<String>>>of(), 4),
        "BLEU needs references for each of at least one candidate, got 1 candidates and 0");
    fails(
        () -> Bleu.of(words("a"), GUIDES, 2).plus(Bleu.of(words("a"), GUIDES, 3)),
        "both must count n-grams of the same lengths, got up to 2 and 3");
  }
}
