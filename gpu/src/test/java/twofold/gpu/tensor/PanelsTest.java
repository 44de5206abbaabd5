package twofold.gpu.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Packed matrices are where the layout says, and there are 64 numbers to read from each row on. */
class PanelsTest {

  @Test
  void everyElementIsWhereTheLayoutSays() {
    for (int columns : new int[] {1, 5, 63, 64, 65, 130}) {
      for (int rows : new int[] {1, 3, 70}) {
        int[] starts = {0, rows * columns};
        float[] from = new float[2 * rows * columns];
        for (int i = 0; i < from.length; i++) {
          from[i] = i;
        }
        float[] packed = new float[Panels.size(2, rows, columns)];
        Panels.pack(from, starts, columns, 1, rows, columns, packed);
        check(packed, rows, columns);
        float[] turned = new float[packed.length];
        Panels.pack(from, starts, 1, rows, rows, columns, turned); // the same, column by column
        assertThat(turned[Panels.pitch(columns) * (rows - 1)]).isEqualTo(rows - 1);
      }
    }
  }

  private static void check(float[] packed, int rows, int columns) {
    int pitch = Math.min(columns, 64);
    int panels = (columns + 63) / 64;
    for (int s = 0; s < 2; s++) {
      for (int p = 0; p < rows; p++) {
        for (int j = 0; j < columns; j++) {
          int row = ((s * panels + j / 64) * rows + p) * pitch;
          assertThat(packed[row + j % 64])
              .as("(%d, %d) of matrix %d of %d columns", p, j, s, columns)
              .isEqualTo((s * rows + p) * columns + j);
          assertThat(row + 64).isLessThanOrEqualTo(packed.length);
        }
      }
    }
  }
}
