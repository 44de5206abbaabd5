package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the matrix product, with C in registers.
 *
 * <p>Twenty-four running sums fill twenty-four registers; each step of k loads two vectors of B,
 * spreads twelve numbers of A over all lanes, one after the other, and does twenty-four fused
 * multiply-adds. A fused multiply-add takes about four cycles and up to two start in each, so eight
 * independent sums would keep the units busy; the others are there for the loads. A vector of B
 * often lies across two cache lines, which costs two accesses: 16 in all for 24 multiply-adds. A
 * tile of eight rows would need 12 for 16, and was measurably slower. AVX-512 and 64-bit ARM have
 * 32 registers; a processor with sixteen (AVX2) cannot hold such a tile and gets it as two halves
 * of six rows.
 *
 * <p>The methods look repetitive on purpose. The JIT compiler keeps a vector in a register only
 * while it can see all of its life, so a sum must be a local variable: not an element of an array,
 * not a parameter, not a field. And each method has to be small enough to be compiled by itself.
 *
 * <p>All of them compute {@code C = A·B} or, if {@code add}, {@code C += A·B}; element (i, p) of A
 * is at {@code ai + i * A_ROW + p}, (p, j) of B at {@code bi + p * bStep + j}, (i, j) of C at
 * {@code ci + i * cStep + j}.
 */
final class MatMulRegistersSimd {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int A_ROW = MatMulTile.A_ROW;

  private MatMulRegistersSimd() {}

  /** All twelve rows, two vectors of columns. */
  static void twelveByTwo(
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
    int c1 = ci + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    int c4 = c3 + cStep;
    int c5 = c4 + cStep;
    int c6 = c5 + cStep;
    int c7 = c6 + cStep;
    int c8 = c7 + cStep;
    int c9 = c8 + cStep;
    int c10 = c9 + cStep;
    int c11 = c10 + cStep;
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
    FloatVector s8 = FloatVector.zero(SPECIES);
    FloatVector t8 = FloatVector.zero(SPECIES);
    FloatVector s9 = FloatVector.zero(SPECIES);
    FloatVector t9 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector t10 = FloatVector.zero(SPECIES);
    FloatVector s11 = FloatVector.zero(SPECIES);
    FloatVector t11 = FloatVector.zero(SPECIES);
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
      s8 = FloatVector.fromArray(SPECIES, c, c8);
      t8 = FloatVector.fromArray(SPECIES, c, c8 + LANES);
      s9 = FloatVector.fromArray(SPECIES, c, c9);
      t9 = FloatVector.fromArray(SPECIES, c, c9 + LANES);
      s10 = FloatVector.fromArray(SPECIES, c, c10);
      t10 = FloatVector.fromArray(SPECIES, c, c10 + LANES);
      s11 = FloatVector.fromArray(SPECIES, c, c11);
      t11 = FloatVector.fromArray(SPECIES, c, c11 + LANES);
    }
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector w = FloatVector.fromArray(SPECIES, b, bi + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = x.fma(v, s0);
      t0 = x.fma(w, t0);
      x = FloatVector.broadcast(SPECIES, a[ai + A_ROW]);
      s1 = x.fma(v, s1);
      t1 = x.fma(w, t1);
      x = FloatVector.broadcast(SPECIES, a[ai + 2 * A_ROW]);
      s2 = x.fma(v, s2);
      t2 = x.fma(w, t2);
      x = FloatVector.broadcast(SPECIES, a[ai + 3 * A_ROW]);
      s3 = x.fma(v, s3);
      t3 = x.fma(w, t3);
      x = FloatVector.broadcast(SPECIES, a[ai + 4 * A_ROW]);
      s4 = x.fma(v, s4);
      t4 = x.fma(w, t4);
      x = FloatVector.broadcast(SPECIES, a[ai + 5 * A_ROW]);
      s5 = x.fma(v, s5);
      t5 = x.fma(w, t5);
      x = FloatVector.broadcast(SPECIES, a[ai + 6 * A_ROW]);
      s6 = x.fma(v, s6);
      t6 = x.fma(w, t6);
      x = FloatVector.broadcast(SPECIES, a[ai + 7 * A_ROW]);
      s7 = x.fma(v, s7);
      t7 = x.fma(w, t7);
      x = FloatVector.broadcast(SPECIES, a[ai + 8 * A_ROW]);
      s8 = x.fma(v, s8);
      t8 = x.fma(w, t8);
      x = FloatVector.broadcast(SPECIES, a[ai + 9 * A_ROW]);
      s9 = x.fma(v, s9);
      t9 = x.fma(w, t9);
      x = FloatVector.broadcast(SPECIES, a[ai + 10 * A_ROW]);
      s10 = x.fma(v, s10);
      t10 = x.fma(w, t10);
      x = FloatVector.broadcast(SPECIES, a[ai + 11 * A_ROW]);
      s11 = x.fma(v, s11);
      t11 = x.fma(w, t11);
      ai++;
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
    s8.intoArray(c, c8);
    t8.intoArray(c, c8 + LANES);
    s9.intoArray(c, c9);
    t9.intoArray(c, c9 + LANES);
    s10.intoArray(c, c10);
    t10.intoArray(c, c10 + LANES);
    s11.intoArray(c, c11);
    t11.intoArray(c, c11 + LANES);
  }

  /** Six rows of the panel of A, two vectors of columns. */
  static void sixByTwo(
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
    int c1 = ci + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    int c4 = c3 + cStep;
    int c5 = c4 + cStep;
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
    }
    // region step
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector w = FloatVector.fromArray(SPECIES, b, bi + LANES);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = x.fma(v, s0);
      t0 = x.fma(w, t0);
      x = FloatVector.broadcast(SPECIES, a[ai + A_ROW]);
      s1 = x.fma(v, s1);
      t1 = x.fma(w, t1);
      x = FloatVector.broadcast(SPECIES, a[ai + 2 * A_ROW]);
      s2 = x.fma(v, s2);
      t2 = x.fma(w, t2);
      x = FloatVector.broadcast(SPECIES, a[ai + 3 * A_ROW]);
      s3 = x.fma(v, s3);
      t3 = x.fma(w, t3);
      x = FloatVector.broadcast(SPECIES, a[ai + 4 * A_ROW]);
      s4 = x.fma(v, s4);
      t4 = x.fma(w, t4);
      x = FloatVector.broadcast(SPECIES, a[ai + 5 * A_ROW]);
      s5 = x.fma(v, s5);
      t5 = x.fma(w, t5);
      ai++;
      bi += bStep;
    }
    // endregion
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
  }

  /** Twelve rows, one vector of columns: the right edge. */
  static void twelveByOne(
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
    int c1 = ci + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    int c4 = c3 + cStep;
    int c5 = c4 + cStep;
    int c6 = c5 + cStep;
    int c7 = c6 + cStep;
    int c8 = c7 + cStep;
    int c9 = c8 + cStep;
    int c10 = c9 + cStep;
    int c11 = c10 + cStep;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector s4 = FloatVector.zero(SPECIES);
    FloatVector s5 = FloatVector.zero(SPECIES);
    FloatVector s6 = FloatVector.zero(SPECIES);
    FloatVector s7 = FloatVector.zero(SPECIES);
    FloatVector s8 = FloatVector.zero(SPECIES);
    FloatVector s9 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s11 = FloatVector.zero(SPECIES);
    if (add) {
      s0 = FloatVector.fromArray(SPECIES, c, ci);
      s1 = FloatVector.fromArray(SPECIES, c, c1);
      s2 = FloatVector.fromArray(SPECIES, c, c2);
      s3 = FloatVector.fromArray(SPECIES, c, c3);
      s4 = FloatVector.fromArray(SPECIES, c, c4);
      s5 = FloatVector.fromArray(SPECIES, c, c5);
      s6 = FloatVector.fromArray(SPECIES, c, c6);
      s7 = FloatVector.fromArray(SPECIES, c, c7);
      s8 = FloatVector.fromArray(SPECIES, c, c8);
      s9 = FloatVector.fromArray(SPECIES, c, c9);
      s10 = FloatVector.fromArray(SPECIES, c, c10);
      s11 = FloatVector.fromArray(SPECIES, c, c11);
    }
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, bi);
      FloatVector x = FloatVector.broadcast(SPECIES, a[ai]);
      s0 = x.fma(v, s0);
      x = FloatVector.broadcast(SPECIES, a[ai + A_ROW]);
      s1 = x.fma(v, s1);
      x = FloatVector.broadcast(SPECIES, a[ai + 2 * A_ROW]);
      s2 = x.fma(v, s2);
      x = FloatVector.broadcast(SPECIES, a[ai + 3 * A_ROW]);
      s3 = x.fma(v, s3);
      x = FloatVector.broadcast(SPECIES, a[ai + 4 * A_ROW]);
      s4 = x.fma(v, s4);
      x = FloatVector.broadcast(SPECIES, a[ai + 5 * A_ROW]);
      s5 = x.fma(v, s5);
      x = FloatVector.broadcast(SPECIES, a[ai + 6 * A_ROW]);
      s6 = x.fma(v, s6);
      x = FloatVector.broadcast(SPECIES, a[ai + 7 * A_ROW]);
      s7 = x.fma(v, s7);
      x = FloatVector.broadcast(SPECIES, a[ai + 8 * A_ROW]);
      s8 = x.fma(v, s8);
      x = FloatVector.broadcast(SPECIES, a[ai + 9 * A_ROW]);
      s9 = x.fma(v, s9);
      x = FloatVector.broadcast(SPECIES, a[ai + 10 * A_ROW]);
      s10 = x.fma(v, s10);
      x = FloatVector.broadcast(SPECIES, a[ai + 11 * A_ROW]);
      s11 = x.fma(v, s11);
      ai++;
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
    s8.intoArray(c, c8);
    s9.intoArray(c, c9);
    s10.intoArray(c, c10);
    s11.intoArray(c, c11);
  }
}
