package twofold.verify.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The book says what the sources, the runs and the properties say: no excerpt, number or link is
 * stale.
 */
class BookTest {
  /** Never fewer than there were: chapters that are no longer found must not go unnoticed. */
  private static final int CHAPTERS = 21;

  @Test
  void nothingInItIsStaleOrBroken() {
    assertThat(Weaver.check(Project.home()).problems()).isEmpty();
  }

  @Test
  void noChapterHasBeenLost() {
    assertThat(Weaver.check(Project.home()).chapters()).isGreaterThanOrEqualTo(CHAPTERS);
  }
}
