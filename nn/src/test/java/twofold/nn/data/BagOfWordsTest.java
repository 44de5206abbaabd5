package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import twofold.nn.data.BagOfWords.Weighting;

/** Examples of {@code Vocabulary}, {@code NGrams}, {@code SparseRows} and {@code BagOfWords}. */
class BagOfWordsTest {
  private static final List<Document> DOCUMENTS =
      List.of(document("b a b c"), document("a b"), document("a d"));

  private static Document document(String words) {
    return new Document("x", List.of(words.split(" ")));
  }

  private static float[] row(SparseRows rows, int i) {
    float[] row = new float[rows.width()];
    Arrays.fill(row, 9); // what was there before must go
    rows.copy(i, row, 0);
    return row;
  }

  @Test
  void frequentWordsComeFirstThenTheAlphabet() {
    var texts = List.of(List.of("b", "a", "d"), List.of("c", "b"), List.of("c", "a"));
    Vocabulary all = Vocabulary.mostFrequent(texts.stream(), 10);
    assertThat(Stream.iterate(0, i -> i + 1).limit(all.size()).map(all::word))
        .containsExactly("a", "b", "c", "d");
    Vocabulary two =
        Vocabulary.mostFrequent(Stream.of(texts.get(2), texts.get(1), texts.get(0)), 2);
    assertThat(two.size()).isEqualTo(2);
    assertThat(two.number("b")).isEqualTo(1);
    assertThat(two.number("c")).isEqualTo(-1);
    assertThatThrownBy(() -> Vocabulary.mostFrequent(texts.stream(), 0))
        .hasMessageContaining("at least 1 word, got 0");
  }

  @Test
  void runsOfWords() {
    List<String> words = List.of("not", "good", "at", "all");
    assertThat(NGrams.of(words, 1)).isEqualTo(words);
    assertThat(NGrams.of(words, 3))
        .containsExactly(
            "not",
            "good",
            "at",
            "all",
            "not good",
            "good at",
            "at all",
            "not good at",
            "good at all");
    assertThat(NGrams.of(List.of("one"), 3)).containsExactly("one");
    assertThat(NGrams.of(List.of(), 2)).isEmpty();
    assertThatThrownBy(() -> NGrams.of(words, 0)).hasMessageContaining("at least 1 word, got 0");
  }

  /** The vocabulary is a, b, c: the first two occur three times, c once and comes before d. */
  @Test
  void presenceAndCounts() {
    SparseRows presence = BagOfWords.learn(DOCUMENTS, 3, 1, Weighting.PRESENCE).rows(DOCUMENTS);
    assertThat(row(presence, 0)).containsExactly(1, 1, 1);
    assertThat(row(presence, 2)).containsExactly(1, 0, 0);
    assertThat(presence.kept(2)).isEqualTo(1);
    SparseRows counts = BagOfWords.learn(DOCUMENTS, 3, 1, Weighting.COUNT).rows(DOCUMENTS);
    assertThat(row(counts, 0)).containsExactly(1, 2, 1);
    assertThat(counts.count()).isEqualTo(3);
  }

  /** By hand: df = 3, 2, 1, 1, so idf = 0, ln 1.5, ln 3, ln 3. */
  @Test
  void rareWordsCountMore() {
    SparseRows rows = BagOfWords.learn(DOCUMENTS, 4, 1, Weighting.TF_IDF).rows(DOCUMENTS);
    double b = 2 * Math.log(1.5);
    double c = Math.log(3);
    double length = Math.sqrt(b * b + c * c);
    assertThat(row(rows, 0)).containsExactly(0, (float) (b / length), (float) (c / length), 0);
    assertThat(row(rows, 1)).containsExactly(0, 1, 0, 0);
    assertThat(row(rows, 2)).containsExactly(0, 0, 0, 1);
  }

  @Test
  void whatIsNotKnownIsPassedOver() {
    BagOfWords bag = BagOfWords.learn(DOCUMENTS, 2, 1, Weighting.TF_IDF);
    SparseRows rows = bag.rows(List.of(document("z c a"), document("a b b")));
    assertThat(row(rows, 0)).containsExactly(0, 0); // a occurs everywhere: ln 1
    assertThat(row(rows, 1)).containsExactly(0, 1);
  }

  @Test
  void pairsHaveColumnsToo() {
    BagOfWords bag = BagOfWords.learn(DOCUMENTS, 100, 2, Weighting.PRESENCE);
    assertThat(bag.vocabulary().size()).isEqualTo(4 + 4);
    int pair = bag.vocabulary().number("a b");
    assertThat(row(bag.rows(DOCUMENTS), 1)[pair]).isEqualTo(1);
    assertThat(row(bag.rows(DOCUMENTS), 2)[pair]).isZero();
  }
}
