package twofold.rnn.attention;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.tensor.Lanes;

/**
 * {@link SmallProduct} on vector registers: tiles of four rows by two vectors of columns, whose
 * eight sums stay in registers over all of k. Each step loads two vectors of B and multiplies them
 * with four numbers of A.
 */
final class SmallProductSimd extends SmallProduct {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Where each thread adds up the lanes of a vector. */
  private final ThreadLocal<float[]> partial = ThreadLocal.withInitial(() -> new float[LANES]);

  @Override
  void add(
      float[] a,
      int ai,
      int aRow,
      int aCol,
      float[] b,
      int bi,
      int bRow,
      float[] c,
      int ci,
      int cRow,
      int m,
      int k,
      int n) {
    int whole = n - n % LANES;
    int i = 0;
    for (; i + 4 <= m; i += 4) {
      int from = ai + i * aRow;
      int to = ci + i * cRow;
      int j = 0;
      for (; j + 2 * LANES <= whole; j += 2 * LANES) {
        fourByTwo(a, from, aRow, aCol, b, bi + j, bRow, c, to + j, cRow, k);
      }
      if (j < whole) {
        fourByOne(a, from, aRow, aCol, b, bi + j, bRow, c, to + j, cRow, k);
      }
    }
    for (; i < m; i++) {
      for (int j = 0; j < whole; j += LANES) {
        one(a, ai + i * aRow, aCol, b, bi + j, bRow, c, ci + i * cRow + j, k);
      }
    }
    if (whole < n) {
      int rest = n - whole;
      super.add(a, ai, aRow, aCol, b, bi + whole, bRow, c, ci + whole, cRow, m, k, rest);
    }
  }

  private static void fourByTwo(
      float[] a,
      int ai,
      int aRow,
      int aCol,
      float[] b,
      int bi,
      int bRow,
      float[] c,
      int ci,
      int cRow,
      int k) {
    int c1 = ci + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector s00 = FloatVector.fromArray(SPECIES, c, ci);
    FloatVector s01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, c, c1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
    FloatVector s20 = FloatVector.fromArray(SPECIES, c, c2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
    FloatVector s30 = FloatVector.fromArray(SPECIES, c, c3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
    int at = ai;
    int row = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, row + LANES);
      FloatVector f = FloatVector.broadcast(SPECIES, a[at]);
      s00 = b0.fma(f, s00);
      s01 = b1.fma(f, s01);
      f = FloatVector.broadcast(SPECIES, a[at + aRow]);
      s10 = b0.fma(f, s10);
      s11 = b1.fma(f, s11);
      f = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]);
      s20 = b0.fma(f, s20);
      s21 = b1.fma(f, s21);
      f = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]);
      s30 = b0.fma(f, s30);
      s31 = b1.fma(f, s31);
      at += aCol;
      row += bRow;
    }
    s00.intoArray(c, ci);
    s01.intoArray(c, ci + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
  }

  private static void fourByOne(
      float[] a,
      int ai,
      int aRow,
      int aCol,
      float[] b,
      int bi,
      int bRow,
      float[] c,
      int ci,
      int cRow,
      int k) {
    int c1 = ci + cRow;
    int c2 = c1 + cRow;
    int c3 = c2 + cRow;
    FloatVector s0 = FloatVector.fromArray(SPECIES, c, ci);
    FloatVector s1 = FloatVector.fromArray(SPECIES, c, c1);
    FloatVector s2 = FloatVector.fromArray(SPECIES, c, c2);
    FloatVector s3 = FloatVector.fromArray(SPECIES, c, c3);
    int at = ai;
    int row = bi;
    for (int p = 0; p < k; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, row);
      s0 = b0.fma(FloatVector.broadcast(SPECIES, a[at]), s0);
      s1 = b0.fma(FloatVector.broadcast(SPECIES, a[at + aRow]), s1);
      s2 = b0.fma(FloatVector.broadcast(SPECIES, a[at + 2 * aRow]), s2);
      s3 = b0.fma(FloatVector.broadcast(SPECIES, a[at + 3 * aRow]), s3);
      at += aCol;
      row += bRow;
    }
    s0.intoArray(c, ci);
    s1.intoArray(c, c1);
    s2.intoArray(c, c2);
    s3.intoArray(c, c3);
  }

  private static void one(
      float[] a, int ai, int aCol, float[] b, int bi, int bRow, float[] c, int ci, int k) {
    FloatVector s = FloatVector.fromArray(SPECIES, c, ci);
    int at = ai;
    int row = bi;
    for (int p = 0; p < k; p++) {
      FloatVector f = FloatVector.broadcast(SPECIES, a[at]);
      s = FloatVector.fromArray(SPECIES, b, row).fma(f, s);
      at += aCol;
      row += bRow;
    }
    s.intoArray(c, ci);
  }

  @Override
  float dot(float[] x, int xi, float[] y, int yi, int n) {
    FloatVector s = FloatVector.zero(SPECIES);
    int j = 0;
    for (; j + LANES <= n; j += LANES) {
      s =
          FloatVector.fromArray(SPECIES, x, xi + j)
              .fma(FloatVector.fromArray(SPECIES, y, yi + j), s);
    }
    float[] lanes = partial.get();
    s.intoArray(lanes, 0);
    return Lanes.sum(lanes) + super.dot(x, xi + j, y, yi + j, n - j);
  }
}
