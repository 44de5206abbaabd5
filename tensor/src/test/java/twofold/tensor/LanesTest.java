package twofold.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LanesTest {

  @Test
  void addsByHalves() {
    float big = 0x1p24f; // big + 1 is big: what is added first shows
    assertThat(Lanes.sum(new float[] {big, 1, -big, 1})).isEqualTo(2); // (big − big) + (1 + 1)
    assertThat(Lanes.sum(new float[] {big, -big, 1, 1})).isEqualTo(1); // (big + 1) + (1 − big)
    assertThat(Lanes.sum(new float[] {3})).isEqualTo(3);
  }

  /** log₂ n roundings on the way of each number: |fl − Σx| ≤ γ(log₂ n)·Σ|x|. */
  @Test
  void isCloseToTheSum() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 1; n <= 64; n *= 2) {
      float[] x = new float[n];
      double sum = 0;
      double size = 0;
      for (int i = 0; i < n; i++) {
        x[i] = (float) random.nextGaussian();
        sum += x[i];
        size += Math.abs(x[i]);
      }
      double roundings = Math.log(n) / Math.log(2) * 0x1p-24;
      double gamma = roundings / (1 - roundings);
      // The sum in double is off by n·2⁻⁵³ at most: a millionth of the bound.
      assertThat(Math.abs(Lanes.sum(x) - sum)).isLessThanOrEqualTo(1.000001 * gamma * size);
    }
  }
}
