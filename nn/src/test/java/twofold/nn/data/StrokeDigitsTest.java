package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;

/** Examples of {@code StrokeDigits}. */
class StrokeDigitsTest {

  /** Recorded results hang on these bytes: whoever changes the drawing changes them knowingly. */
  @Test
  void theFirstHundredDigitsStayWhatTheyAre() {
    LabelledImages digits = StrokeDigits.draw(100, 1);
    CRC32 crc = new CRC32();
    for (int i = 0; i < 100; i++) {
      crc.update(image(digits, i));
      crc.update(digits.label(i));
    }
    assertThat(Long.toHexString(crc.getValue())).isEqualTo("b1b7c371");
  }

  @Test
  void anExampleDependsOnSeedAndIndexOnly() {
    LabelledImages many = StrokeDigits.draw(50, 3);
    LabelledImages few = StrokeDigits.draw(40, 5, 3);
    for (int i = 0; i < 5; i++) {
      assertThat(image(few, i)).isEqualTo(image(many, 40 + i));
      assertThat(few.label(i)).isEqualTo(many.label(40 + i));
    }
  }

  @Test
  void anotherSeedAnotherHand() {
    assertThat(image(StrokeDigits.draw(1, 1), 0)).isNotEqualTo(image(StrokeDigits.draw(1, 2), 0));
  }

  /** Each class has n/10 examples, within six standard errors √(n·0.1·0.9) of a fair draw. */
  @Test
  void allDigitsAreDrawnEquallyOften() {
    int n = 5000;
    int[] seen = new int[10];
    for (int label : StrokeDigits.draw(n, 4).labels()) {
      seen[label]++;
    }
    double miss = 6 * Math.sqrt(n * 0.09);
    for (int s : seen) {
      assertThat((double) s).isBetween(500 - miss, 500 + miss);
    }
  }

  /** On white paper, grain aside, and with enough ink to read. */
  @Test
  void inkOnPaper() {
    LabelledImages digits = StrokeDigits.draw(500, 5);
    for (int i = 0; i < digits.count(); i++) {
      byte[] pixels = image(digits, i);
      int dark = 0;
      int light = 0;
      for (byte pixel : pixels) {
        dark += (pixel & 0xff) > 127 ? 1 : 0;
        light += (pixel & 0xff) < 32 ? 1 : 0;
      }
      assertThat(dark).isBetween(10, 300);
      assertThat(light).isGreaterThan(784 / 2);
    }
  }

  @Test
  void noneIsFineAndFewerIsNot() {
    assertThat(StrokeDigits.draw(0, 1).count()).isZero();
    assertThatThrownBy(() -> StrokeDigits.draw(-1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count must be 0 to 2739137, got -1");
    assertThatThrownBy(() -> StrokeDigits.draw(3_000_000, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StrokeDigits.draw(-1, 5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("from must be 0 to 2147483642, got -1");
  }

  /** A segment of the rasteriser is dark along its length and nowhere else. */
  @Test
  void aLineIsALine() {
    Rasteriser page = new Rasteriser(5, 1);
    page.segment(0.5, 2.5, 4.5, 2.5);
    double[] ink = new double[25];
    Arrays.setAll(ink, at -> page.ink(at, 0.5, 0.5));
    for (int at = 0; at < 25; at++) {
      assertThat(ink[at]).isEqualTo(at / 5 == 2 ? 1 : 0);
    }
  }

  /**
   * The field has no jump, also where two cells meet: at x = ¼, ½ and ¾. A step of 10⁻⁶ across a
   * jump of a thousandth would be a slope of 1000.
   */
  @Test
  void theFieldIsSmooth() {
    ElasticField field = new ElasticField(0.1, RandomStreams.of(1));
    double step = 1e-6;
    for (int k = 0; k <= 20; k++) {
      double x = k / 20.0;
      double slope = (field.dx(x + step / 2, x) - field.dx(x - step / 2, x)) / step;
      assertThat(Math.abs(slope)).isLessThan(4);
    }
  }

  private static byte[] image(LabelledImages digits, int i) {
    byte[] pixels = new byte[digits.size()];
    digits.copy(i, pixels, 0);
    return pixels;
  }
}
