package twofold.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Examples of {@code RandomStreams}. */
class RandomStreamsTest {

  /** The bits of a seed are a promise: recorded results depend on them, whatever JVM runs. */
  @Test
  void theBitsOfASeedStayWhatTheyAre() {
    assertThat(RandomStreams.of(42).nextLong()).isEqualTo(-5600175640509174766L);
    assertThat(RandomStreams.stream(42, 7, 1).nextLong()).isEqualTo(25374906943621524L);
    assertThat(RandomStreams.permutation(8, RandomStreams.of(42)))
        .containsExactly(1, 3, 7, 4, 6, 0, 2, 5);
    assertThat(RandomStreams.normal(RandomStreams.of(42))).isEqualTo(1.2182922604741178);
    assertThat(RandomStreams.name("weights")).isEqualTo(-5671919315842350818L);
  }

  @Test
  void aPathIsNotASum() {
    assertThat(RandomStreams.seed(1, 2)).isNotEqualTo(RandomStreams.seed(2, 1));
    assertThat(RandomStreams.seed(1, 2, 3)).isNotEqualTo(RandomStreams.seed(1, 3, 2));
    assertThat(RandomStreams.seed(0, 0)).isNotEqualTo(RandomStreams.seed(0, 0, 0)).isNotZero();
  }

  @Test
  void withoutAPathTheStreamIsTheRoot() {
    assertThat(RandomStreams.stream(5).nextLong()).isEqualTo(RandomStreams.of(5).nextLong());
  }

  @Test
  void smallPermutations() {
    assertThat(RandomStreams.permutation(0, RandomStreams.of(1))).isEmpty();
    assertThat(RandomStreams.permutation(1, RandomStreams.of(1))).containsExactly(0);
    assertThatThrownBy(() -> RandomStreams.permutation(-1, RandomStreams.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n must be at least 0, got -1");
  }
}
