package twofold.gpu.tensor;

import java.util.stream.IntStream;

/**
 * The matrices of a batch cut into panels of 64 columns, each panel row by row in one piece of
 * memory.
 *
 * <pre>
 *   element (p, j)  →  packed[(j / 64 · rows + p) · 64 + j % 64]
 * </pre>
 *
 * Going down a panel is then one straight run through memory. In a matrix of 2048 columns the rows
 * of a panel lie 8 KiB apart: so many of them fall into the same few sets of the cache that they
 * push each other out, and each is on another page. The last panel is filled up with whatever the
 * storage held before.
 *
 * <p>A matrix of fewer columns is one panel, no wider than the matrix: a batch of narrow matrices
 * does not grow. Who reads 64 columns of it nevertheless, sees the beginning of the next rows, or
 * what is kept free behind the last.
 */
final class Panels {
  static final int WIDTH = 64;

  /** Rows packed at a time: 64 × 64 floats fit the fastest cache. */
  private static final int CHUNK = 64;

  private Panels() {}

  static int count(int columns) {
    return (columns + WIDTH - 1) / WIDTH;
  }

  /** From one row of a panel to the next. */
  static int pitch(int columns) {
    return Math.min(columns, WIDTH);
  }

  /** How many numbers so many packed matrices take, and what is kept free behind them. */
  static int size(int matrices, int rows, int columns) {
    int one = Math.multiplyExact(count(columns) * pitch(columns), rows);
    return Math.addExact(Math.multiplyExact(matrices, one), WIDTH);
  }

  /** Packs one matrix after the other, each read from its own start. */
  static void pack(
      float[] from, int[] starts, int row, int column, int rows, int columns, float[] packed) {
    int panels = count(columns);
    int pitch = pitch(columns);
    int chunks = (rows + CHUNK - 1) / CHUNK;
    IntStream.range(0, starts.length * panels * chunks)
        .parallel()
        .forEach(
            task -> {
              int matrix = task / (panels * chunks);
              int j = task % panels * WIDTH;
              int p = task / panels % chunks * CHUNK;
              int height = Math.min(CHUNK, rows - p);
              int width = Math.min(WIDTH, columns - j);
              int source = starts[matrix] + p * row + j * column;
              int target = (matrix * panels * pitch + j) * rows + p * pitch;
              if (Math.abs(row) < Math.abs(column)) { // along the shorter step
                copy(from, source, column, row, width, height, packed, target, 1, pitch);
              } else {
                copy(from, source, row, column, height, width, packed, target, pitch, 1);
              }
            });
  }

  /** {@code to[t + i·ti + j·tj] = from[f + i·fi + j·fj]}. */
  private static void copy(
      float[] from, int f, int fi, int fj, int m, int n, float[] to, int t, int ti, int tj) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        to[t + i * ti + j * tj] = from[f + i * fi + j * fj];
      }
    }
  }
}
