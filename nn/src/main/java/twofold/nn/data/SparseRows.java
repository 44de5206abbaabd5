package twofold.nn.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * A matrix of which only the numbers that are not 0 are kept, row by row (CSR, "compressed sparse
 * rows").
 *
 * <pre>
 *   row i:   x[i, columns[k]] = values[k]    for k from starts[i] to starts[i + 1] − 1;   0 elsewhere
 * </pre>
 *
 * <p>A review has some 150 different words out of 10,000: kept densely, 25,000 of them would take a
 * gigabyte. Immutable.
 */
public final class SparseRows {
  private final int width;
  private final int[] starts;
  private final int[] columns;
  private final float[] values;

  private SparseRows(int width, int[] starts, int[] columns, float[] values) {
    this.width = width;
    this.starts = starts;
    this.columns = columns;
    this.values = values;
  }

  /** How many rows. */
  public int count() {
    return starts.length - 1;
  }

  /** How many columns. */
  public int width() {
    return width;
  }

  /** How many numbers of row i are kept. */
  public int kept(int i) {
    Objects.checkIndex(i, count());
    return starts[i + 1] - starts[i];
  }

  /** Row i as it is meant: {@code target[at] … target[at + width − 1]}, zeros included. */
  public void copy(int i, float[] target, int at) {
    Objects.checkIndex(i, count());
    Arrays.fill(target, at, at + width, 0);
    for (int k = starts[i]; k < starts[i + 1]; k++) {
      target[at + columns[k]] = values[k];
    }
  }

  /** Takes rows one after another. */
  static final class Builder {
    private final int width;
    private int[] starts = new int[1];
    private int[] columns = new int[1024];
    private float[] values = new float[1024];
    private int rows;
    private int used;

    Builder(int width) {
      this.width = width;
    }

    /** One number of the row that is being made; every column at most once. */
    void put(int column, double value) {
      Objects.checkIndex(column, width);
      if (used == columns.length) {
        columns = Arrays.copyOf(columns, 2 * used);
        values = Arrays.copyOf(values, 2 * used);
      }
      columns[used] = column;
      values[used++] = (float) value;
    }

    /** The row is complete. */
    void endRow() {
      if (++rows == starts.length) {
        starts = Arrays.copyOf(starts, 2 * rows);
      }
      starts[rows] = used;
    }

    SparseRows build() {
      return build(width);
    }

    /** Where the width is not known before all rows are read. */
    SparseRows build(int width) {
      return new SparseRows(
          width,
          Arrays.copyOf(starts, rows + 1),
          Arrays.copyOf(columns, used),
          Arrays.copyOf(values, used));
    }
  }
}
