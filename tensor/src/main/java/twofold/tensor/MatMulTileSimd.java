package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tile on vector registers: twelve rows by two vectors of columns. {@link MatMulRegistersSimd}
 * computes it; here it is chosen how, and what lies beyond the edge of C is cut off.
 */
final class MatMulTileSimd implements MatMulTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 12;
  private static final int HALF = ROWS / 2;
  private static final int COLUMNS = 2 * LANES;

  /** Whether twenty-four sums, two vectors of B and one of A fit the registers. */
  private static final boolean TALL = SPECIES.vectorBitSize() != 256;

  /** Where a tile on the edge of C is computed before the part inside C is copied. */
  private final ThreadLocal<float[]> scratch =
      ThreadLocal.withInitial(() -> new float[ROWS * COLUMNS]);

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void multiply(
      float[] a,
      int ai,
      float[] b,
      int bi,
      int bStep,
      float[] c,
      int ci,
      int cStep,
      int rows,
      int k,
      int columns,
      boolean add) {
    if (rows == ROWS && columns == COLUMNS) {
      whole(a, ai, b, bi, bStep, c, ci, cStep, k, add);
      return;
    }
    float[] edge = scratch.get();
    if (columns <= LANES) {
      MatMulRegistersSimd.twelveByOne(a, ai, b, bi, bStep, edge, 0, COLUMNS, k, false);
    } else if (rows <= HALF) {
      MatMulRegistersSimd.sixByTwo(a, ai, b, bi, bStep, edge, 0, COLUMNS, k, false);
    } else {
      whole(a, ai, b, bi, bStep, edge, 0, COLUMNS, k, false);
    }
    for (int i = 0; i < rows; i++) {
      int from = i * COLUMNS;
      int to = ci + i * cStep;
      if (!add) {
        System.arraycopy(edge, from, c, to, columns);
        continue;
      }
      for (int j = 0; j < columns; j++) {
        c[to + j] += edge[from + j];
      }
    }
  }

  /** Two loads and two stores a row, where a call of arraycopy would take longer than its work. */
  @Override
  public void packRows(float[] from, int offset, int along, int k, float[] to, int at) {
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, from, offset);
      FloatVector w = FloatVector.fromArray(SPECIES, from, offset + LANES);
      v.intoArray(to, at);
      w.intoArray(to, at + LANES);
      offset += along;
      at += COLUMNS;
    }
  }

  private static void whole(
      float[] a,
      int ai,
      float[] b,
      int bi,
      int bStep,
      float[] c,
      int ci,
      int cStep,
      int k,
      boolean add) {
    if (TALL) {
      MatMulRegistersSimd.twelveByTwo(a, ai, b, bi, bStep, c, ci, cStep, k, add);
    } else {
      MatMulRegistersSimd.sixByTwo(a, ai, b, bi, bStep, c, ci, cStep, k, add);
      MatMulRegistersSimd.sixByTwo(
          a, ai + HALF * A_ROW, b, bi, bStep, c, ci + HALF * cStep, cStep, k, add);
    }
  }
}
