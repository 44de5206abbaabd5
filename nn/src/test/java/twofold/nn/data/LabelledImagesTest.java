package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Examples of {@code LabelledImages}. */
class LabelledImagesTest {

  /** Three images of one row and two columns. */
  private static LabelledImages three() {
    return new LabelledImages(
        1, 2, 3, new byte[] {0, (byte) 255, 51, 102, 1, 2}, new byte[] {2, 0, 1});
  }

  @Test
  void pixelsAreScaledIntoABatch() {
    float[] batch = {9, 9, 9, 9};
    three().copy(0, batch, 1);
    assertThat(batch).containsExactly(9, 0, 1, 9);
    double[] one = new double[2];
    three().copy(1, one, 0);
    assertThat(one).containsExactly(0.2, 0.4);
    assertThat(three().pixel(0, 0, 1)).isEqualTo(255);
  }

  @Test
  void aSliceIsAWindow() {
    LabelledImages last = three().slice(1, 3).slice(1, 2);
    assertThat(last.count()).isEqualTo(1);
    assertThat(last.label(0)).isEqualTo(1);
    assertThat(last.pixel(0, 0, 1)).isEqualTo(2);
    assertThat(last.labels()).containsExactly(1);
    assertThatThrownBy(() -> last.label(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> last.pixel(-1, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> last.slice(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(three().slice(3, 3).count()).isZero();
  }

  @Test
  void theArraysStayTheCallers() {
    byte[] pixels = {10};
    byte[] labels = {0};
    LabelledImages data = new LabelledImages(1, 1, 1, pixels, labels);
    pixels[0] = 20;
    labels[0] = 5;
    data.labels()[0] = 5;
    assertThat(data.pixel(0, 0, 0)).isEqualTo(10);
    assertThat(data.label(0)).isZero();
  }

  /** Two images of 3 channels, 1 row and 2 columns: channel by channel. */
  @Test
  void coloursLieChannelByChannel() {
    byte[] pixels = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, (byte) 255};
    LabelledImages two = new LabelledImages(3, 1, 2, 2, pixels, new byte[] {0, 1});
    assertThat(two.size()).isEqualTo(6);
    assertThat(two.pixel(0, 1, 0, 1)).isEqualTo(4);
    assertThat(two.slice(1, 2).pixel(0, 2, 0, 1)).isEqualTo(255);
    byte[] second = new byte[6];
    two.copy(1, second, 0);
    assertThat(second).containsExactly(11, 12, 13, 14, 15, 255);
    assertThat(two).hasToString("2 images of 3 x 1 x 2 pixels in 2 classes");
    assertThatThrownBy(() -> two.pixel(0, 0, 0))
        .hasMessage("a pixel of 3 channels needs the number of its channel");
    assertThatThrownBy(() -> two.pixel(0, 3, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new LabelledImages(0, 1, 1, 2, pixels, new byte[1]))
        .hasMessage("channels must be at least 1, got 0");
    assertThatThrownBy(() -> new LabelledImages(3, 1, 1, 2, pixels, new byte[1]))
        .hasMessage(
            "pixels must be 1 x 3 x 1 x 1 bytes (labels x channels x rows x columns), got 12");
    // 2³² pixels in all, which is 0 in ints
    assertThatThrownBy(() -> new LabelledImages(65536, 256, 256, 2, new byte[0], new byte[1]))
        .hasMessageContaining("pixels must be 1 x 65536 x 256 x 256 bytes");
  }

  @Test
  void badInputIsNamed() {
    fails(0, 2, 3, 0, "rows and columns must be at least 1, got 0 x 2");
    fails(1, 2, 0, 2, "classes must be 1 to 256, got 0");
    fails(1, 2, 257, 2, "classes must be 1 to 256, got 257");
    fails(2, 2, 1, 5, "pixels must be 1 x 2 x 2 bytes (labels x rows x columns), got 5");
    fails(65536, 65536, 1, 0, "pixels must be 1 x 65536 x 65536 bytes");
    assertThatThrownBy(() -> new LabelledImages(1, 1, 3, new byte[2], new byte[] {0, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels must be 0 to 2, got 3 at 1");
    assertThatThrownBy(() -> three().copy(0, new float[2], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void fails(int rows, int columns, int classes, int pixels, String message) {
    assertThatThrownBy(
            () -> new LabelledImages(rows, columns, classes, new byte[pixels], new byte[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
