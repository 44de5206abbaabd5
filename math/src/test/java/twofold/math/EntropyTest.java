package twofold.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static twofold.math.Entropy.BITS;
import static twofold.math.Entropy.NATS;

import org.junit.jupiter.api.Test;

/** Examples of {@code Entropy}. */
class EntropyTest {

  @Test
  void fiveEqualClassesHoldTwoBitsAndAThird() {
    double log2of5 = 2.321928094887362;
    assertThat(BITS.of(0.2, 0.2, 0.2, 0.2, 0.2)).isCloseTo(log2of5, within(1e-15));
    assertThat(BITS.ofCounts(3, 3, 3, 3, 3)).isCloseTo(log2of5, within(1e-15));
  }

  @Test
  void powersOfTwoAreExact() {
    assertThat(BITS.of(0.5, 0.5)).isEqualTo(1);
    assertThat(BITS.of(0.5, 0.25, 0.125, 0.125)).isEqualTo(1.75);
    for (int k = 0; k <= 1074; k++) {
      assertThat(BITS.selfInformation(Math.scalb(1.0, -k))).isEqualTo(k);
    }
  }

  @Test
  void certaintyTeachesNothing() {
    assertThat(BITS.of(1)).isZero();
    assertThat(BITS.of(0, 1, 0)).isZero();
    assertThat(NATS.ofCounts(0, 7)).isZero();
    assertThat(NATS.selfInformation(1)).isEqualTo(0.0);
    assertThat(NATS.selfInformation(0)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aNatIsMoreThanABit() {
    assertThat(NATS.of(0.5, 0.5)).isEqualTo(StrictMath.log(2));
  }

  /**
   * Eight days on which a price went up (1) or down (0), and three attributes known the evening
   * before. D says nothing, E is right on three days of four, F says it all.
   */
  @Test
  void whichAttributeForeseesTheDay() {
    int[] up = {1, 1, 1, 1, 0, 0, 0, 0};
    int[] d = {0, 1, 0, 1, 0, 1, 0, 1};
    int[] e = {1, 1, 1, 0, 0, 0, 0, 1};
    int[] f = {1, 1, 1, 1, 0, 0, 0, 0};

    assertThat(BITS.ofCounts(4, 4)).isEqualTo(1);

    assertThat(BITS.conditionalOfCounts(Entropy.table(d, up))).isEqualTo(1);
    assertThat(BITS.conditionalOfCounts(Entropy.table(e, up))).isCloseTo(0.81, within(0.005));
    assertThat(BITS.conditionalOfCounts(Entropy.table(f, up))).isZero();

    assertThat(BITS.gainOfCounts(Entropy.table(d, up))).isZero();
    assertThat(BITS.gainOfCounts(Entropy.table(e, up))).isCloseTo(0.19, within(0.005));
    assertThat(BITS.gainOfCounts(Entropy.table(f, up))).isEqualTo(1);
  }

  @Test
  void gainFromProbabilities() {
    double[][] copy = {{0.5, 0}, {0, 0.5}};
    double[][] apart = {{0.25, 0.25}, {0.25, 0.25}};
    assertThat(BITS.joint(copy)).isEqualTo(1);
    assertThat(BITS.joint(apart)).isEqualTo(2);
    assertThat(BITS.gain(copy)).isEqualTo(1);
    assertThat(BITS.gain(apart)).isZero();
  }

  @Test
  void anEmptyRowOfATableCountsForNothing() {
    assertThat(BITS.conditional(new double[][] {{0, 0}, {0.5, 0.5}})).isEqualTo(1);
    assertThat(BITS.conditionalOfCounts(new long[][] {{0, 0}, {2, 2}})).isEqualTo(1);
  }

  @Test
  void badInputIsNamed() {
    fails(() -> BITS.of(), "p must have at least one outcome, got none");
    fails(() -> BITS.of(0.5, 0.4), "p must sum to 1 within 1.2e-10, got 0.9");
    fails(() -> BITS.of(1.5, -0.5), "p must not be negative, got -0.5 at 1");
    fails(() -> BITS.of(Double.NaN), "p must not be negative, got NaN at 0");
    fails(() -> BITS.selfInformation(1.1), "p must be in [0, 1], got 1.1");
    fails(() -> BITS.ofCounts(0, 0), "counts must have at least one observation, got none");
    fails(() -> BITS.ofCounts(1, -1), "counts must not be negative, got -1 at 1");
    fails(
        () -> Entropy.table(new int[2], new int[3]), "y must have as many labels as x (2), got 3");
    fails(
        () -> BITS.joint(new double[][] {{0.5, 0}, {0.5}}),
        "the table's rows must be equally long (2), got 1 in row 1");
  }

  private static void fails(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
