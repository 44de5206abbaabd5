package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tile on vector registers: eight rows by two vectors of columns.
 *
 * <p>Sixteen running sums fill sixteen registers; each step of k loads two vectors of B, spreads
 * eight numbers of A over all lanes, one after the other, and does sixteen fused multiply-adds.
 * Sixteen because a fused multiply-add takes about four cycles and up to two start in each: with
 * fewer than eight independent sums the unit would wait for its own results. Ten loads for sixteen
 * multiply-adds also keep the load unit from being the limit. AVX-512 has 32 registers; a processor
 * with sixteen (AVX2) cannot hold such a tile and gets it as two halves of four rows.
 *
 * <p>The methods look repetitive on purpose. The JIT compiler keeps a vector in a register only
 * while it can see all of its life, so a sum must be a local variable: not an element of an array,
 * not a parameter, not a field. And each method has to be small enough to be compiled by itself.
 */
final class MatMulTileSimd implements MatMulTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 8;
  private static final int COLUMNS = 2 * LANES;

  /** Whether sixteen sums, two vectors of B and one of A fit the registers. */
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
      int aStep,
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
      whole(a, ai, aStep, b, bi, bStep, c, ci, cStep, k, add);
      return;
    }
    float[] edge = scratch.get();
    if (columns <= LANES) {
      eightByOne(a, ai, aStep, b, bi, bStep, edge, 0, COLUMNS, k, false);
    } else if (rows <= 4) {
      fourByTwo(a, ai, aStep, b, bi, bStep, edge, 0, COLUMNS, k, false);
    } else {
      whole(a, ai, aStep, b, bi, bStep, edge, 0, COLUMNS, k, false);
    }
    for (int i = 0; i < rows; i++) {
      int from = i * COLUMNS;
      int to = ci + i * cStep;
      for (int j = 0; j < columns; j++) {
        c[to + j] = add ? c[to + j] + edge[from + j] : edge[from + j];
      }
    }
  }

  private static void whole(
      float[] a,
      int ai,
      int aStep,
      float[] b,
      int bi,
      int bStep,
      float[] c,
      int ci,
      int cStep,
      int k,
      boolean add) {
    if (TALL) {
      eightByTwo(a, ai, aStep, b, bi, bStep, c, ci, cStep, k, add);
    } else {
      fourByTwo(a, ai, aStep, b, bi, bStep, c, ci, cStep, k, add);
      fourByTwo(a, ai + 4, aStep, b, bi, bStep, c, ci + 4 * cStep, cStep, k, add);
    }
  }

  /** All eight rows, two vectors of columns. */
  private static void eightByTwo(
      float[] a,
      int ai,
      int aStep,
      float[] b,
      int bi,
      int bStep,
      float[] c,
      int ci,
      int cStep,
      int k,
      boolean add) {
    int c1 = ci + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    int c4 = c3 + cStep;
    int c5 = c4 + cStep;
    int c6 = c5 + cStep;
    int c7 = c6 + cStep;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector t3 = FloatVector.zero(SPECIES);
    FloatVector s4 = FloatVector.zero(SPECIES);
    FloatVector t4 = FloatVector.zero(SPECIES);
    FloatVector s5 = FloatVector.zero(SPECIES);
    FloatVector t5 = FloatVector.zero(SPECIES);
    FloatVector s6 = FloatVector.zero(SPECIES);
    FloatVector t6 = FloatVector.zero(SPECIES);
    FloatVector s7 = FloatVector.zero(SPECIES);
    FloatVector t7 = FloatVector.zero(SPECIES);
    if (add) {
      s0 = FloatVector.fromArray(SPECIES, c, ci);
      t0 = FloatVector.fromArray(SPECIES, c, ci + LANES);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      t1 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
      s2 = FloatVector.fromArray(SPECIES, c, c2);
      t2 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
      s3 = FloatVector.fromArray(SPECIES, c, c3);
      t3 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
      s4 = FloatVector.fromArray(SPECIES, c, c4);
      t4 = FloatVector.fromArray(SPECIES, c, c4 + LANES);
      s5 = FloatVector.fromArray(SPECIES, c, c5);
      t5 = FloatVector.fromArray(SPECIES, c, c5 + LANES);
      s6 = FloatVector.fromArray(SPECIES, c, c6);
      t6 = FloatVector.fromArray(SPECIES, c, c6 + LANES);
      s7 = FloatVector.fromArray(SPECIES, c, c7);
      t7 = FloatVector.fromArray(SPECIES, c, c7 + LANES);
    }
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector w = FloatVector.fromArray(SPECIES, b, bi + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = x.fma(v, s0);
      t0 = x.fma(w, t0);
      x = FloatVector.broadcast(SPECIES, a[ai + 1]);
      s1 = x.fma(v, s1);
      t1 = x.fma(w, t1);
      x = FloatVector.broadcast(SPECIES, a[ai + 2]);
      s2 = x.fma(v, s2);
      t2 = x.fma(w, t2);
      x = FloatVector.broadcast(SPECIES, a[ai + 3]);
      s3 = x.fma(v, s3);
      t3 = x.fma(w, t3);
      x = FloatVector.broadcast(SPECIES, a[ai + 4]);
      s4 = x.fma(v, s4);
      t4 = x.fma(w, t4);
      x = FloatVector.broadcast(SPECIES, a[ai + 5]);
      s5 = x.fma(v, s5);
      t5 = x.fma(w, t5);
      x = FloatVector.broadcast(SPECIES, a[ai + 6]);
      s6 = x.fma(v, s6);
      t6 = x.fma(w, t6);
      x = FloatVector.broadcast(SPECIES, a[ai + 7]);
      s7 = x.fma(v, s7);
      t7 = x.fma(w, t7);
      ai += aStep;
      bi += bStep;
    }
    s0.intoArray(c, ci);
    t0.intoArray(c, ci + LANES);
    s1.intoArray(c, c1);
    t1.intoArray(c, c1 + LANES);
    s2.intoArray(c, c2);
    t2.intoArray(c, c2 + LANES);
    s3.intoArray(c, c3);
    t3.intoArray(c, c3 + LANES);
    s4.intoArray(c, c4);
    t4.intoArray(c, c4 + LANES);
    s5.intoArray(c, c5);
    t5.intoArray(c, c5 + LANES);
    s6.intoArray(c, c6);
    t6.intoArray(c, c6 + LANES);
    s7.intoArray(c, c7);
    t7.intoArray(c, c7 + LANES);
  }

  /** Four rows of the panel of A, two vectors of columns. */
  private static void fourByTwo(
      float[] a,
      int ai,
      int aStep,
      float[] b,
      int bi,
      int bStep,
      float[] c,
      int ci,
      int cStep,
      int k,
      boolean add) {
    int c1 = ci + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector t3 = FloatVector.zero(SPECIES);
    if (add) {
      s0 = FloatVector.fromArray(SPECIES, c, ci);
      t0 = FloatVector.fromArray(SPECIES, c, ci + LANES);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      t1 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
      s2 = FloatVector.fromArray(SPECIES, c, c2);
      t2 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
      s3 = FloatVector.fromArray(SPECIES, c, c3);
      t3 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
    }
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector w = FloatVector.fromArray(SPECIES, b, bi + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = x.fma(v, s0);
      t0 = x.fma(w, t0);
      x = FloatVector.broadcast(SPECIES, a[ai + 1]);
      s1 = x.fma(v, s1);
      t1 = x.fma(w, t1);
      x = FloatVector.broadcast(SPECIES, a[ai + 2]);
      s2 = x.fma(v, s2);
      t2 = x.fma(w, t2);
      x = FloatVector.broadcast(SPECIES, a[ai + 3]);
      s3 = x.fma(v, s3);
      t3 = x.fma(w, t3);
      ai += aStep;
      bi += bStep;
    }
    s0.intoArray(c, ci);
    t0.intoArray(c, ci + LANES);
    s1.intoArray(c, c1);
    t1.intoArray(c, c1 + LANES);
    s2.intoArray(c, c2);
    t2.intoArray(c, c2 + LANES);
    s3.intoArray(c, c3);
    t3.intoArray(c, c3 + LANES);
  }

  /** Eight rows, one vector of columns: the right edge. */
  private static void eightByOne(
      float[] a,
      int ai,
      int aStep,
      float[] b,
      int bi,
      int bStep,
      float[] c,
      int ci,
      int cStep,
      int k,
      boolean add) {
    int c1 = ci + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    int c4 = c3 + cStep;
    int c5 = c4 + cStep;
    int c6 = c5 + cStep;
    int c7 = c6 + cStep;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector s4 = FloatVector.zero(SPECIES);
    FloatVector s5 = FloatVector.zero(SPECIES);
    FloatVector s6 = FloatVector.zero(SPECIES);
    FloatVector s7 = FloatVector.zero(SPECIES);
    if (add) {
      s0 = FloatVector.fromArray(SPECIES, c, ci);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      s2 = FloatVector.fromArray(SPECIES, c, c2);
      s3 = FloatVector.fromArray(SPECIES, c, c3);
      s4 = FloatVector.fromArray(SPECIES, c, c4);
      s5 = FloatVector.fromArray(SPECIES, c, c5);
      s6 = FloatVector.fromArray(SPECIES, c, c6);
      s7 = FloatVector.fromArray(SPECIES, c, c7);
    }
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = x.fma(v, s0);
      x = FloatVector.broadcast(SPECIES, a[ai + 1]);
      s1 = x.fma(v, s1);
      x = FloatVector.broadcast(SPECIES, a[ai + 2]);
      s2 = x.fma(v, s2);
      x = FloatVector.broadcast(SPECIES, a[ai + 3]);
      s3 = x.fma(v, s3);
      x = FloatVector.broadcast(SPECIES, a[ai + 4]);
      s4 = x.fma(v, s4);
      x = FloatVector.broadcast(SPECIES, a[ai + 5]);
      s5 = x.fma(v, s5);
      x = FloatVector.broadcast(SPECIES, a[ai + 6]);
      s6 = x.fma(v, s6);
      x = FloatVector.broadcast(SPECIES, a[ai + 7]);
      s7 = x.fma(v, s7);
      ai += aStep;
      bi += bStep;
    }
    s0.intoArray(c, ci);
    s1.intoArray(c, c1);
    s2.intoArray(c, c2);
    s3.intoArray(c, c3);
    s4.intoArray(c, c4);
    s5.intoArray(c, c5);
    s6.intoArray(c, c6);
    s7.intoArray(c, c7);
  }
}
