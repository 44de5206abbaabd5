package twofold.tensor;

import java.util.function.IntConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product as it is defined, one scalar product per element of C; for few columns.
 *
 * <p>A tile of {@link MatMulTileSimd} lays the vector along the columns of C: with ten columns most
 * lanes would be idle, and A, of which every number is used ten times only, would have been packed
 * for little. Here the vector lies along k instead. Rows of A and columns of B are read where they
 * are, and so must be contiguous in k; the few columns of B are transposed first if they are not.
 *
 * <p>A tile of four rows by four columns needs eight loads for sixteen multiply-adds. Its sixteen
 * sums are vectors, whose lanes are added up at the end: as much work as one or two hundred steps
 * of k, hence the preference for long k. Where C ends inside a tile, the last row or column is
 * taken again instead and the result is not stored.
 */
final class MatMulDotsSimd {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** A tile has SIDE rows and SIDE columns. */
  private static final int SIDE = 4;

  /** Eight lines of 2048 floats are 64 KB: they stay in the cache of level 2 with room to spare. */
  private static final int BLOCK_K = 2048;

  /** The sixteen sums of one tile, lane by lane. */
  private static final ThreadLocal<float[]> SUMS =
      ThreadLocal.withInitial(() -> new float[SIDE * SIDE * LANES]);

  /** Few columns of B, transposed, one block of k at a time: 192 KB at most. */
  private static final ThreadLocal<float[]> TRANSPOSED =
      ThreadLocal.withInitial(() -> new float[0]);

  private final IntConsumer multiplying = this::multiplyPart;

  // The product in work; element (i, p) of A is at aOffset + i * aRow + p.
  private float[] a;
  private int aOffset;
  private int aRow;
  private float[] b;
  private int bOffset;
  private int bRow;
  private int bCol;
  private float[] c;
  private int cOffset;
  private int m;
  private int k;
  private int n;
  private int partsDown;
  private int partsAcross;

  /** {@code C = A·B} with {@code aCol == 1}. */
  void multiply(
      float[] a,
      int aOffset,
      int aRow,
      float[] b,
      int bOffset,
      int bRow,
      int bCol,
      float[] c,
      int cOffset,
      int m,
      int k,
      int n) {
    this.a = a;
    this.aOffset = aOffset;
    this.aRow = aRow;
    this.b = b;
    this.bOffset = bOffset;
    this.bRow = bRow;
    this.bCol = bCol;
    this.c = c;
    this.cOffset = cOffset;
    this.m = m;
    this.k = k;
    this.n = n;
    int parts = (long) m * k * n < MatMulBlocks.SMALL ? 1 : Parallel.threads();
    partsDown = m >= n ? Math.min(parts, MatMulBlocks.pieces(m, SIDE)) : 1;
    partsAcross = m >= n ? 1 : Math.min(parts, MatMulBlocks.pieces(n, SIDE));
    try {
      Parallel.run(partsDown * partsAcross, multiplying);
    } finally {
      this.a = null; // an object that lives on must not keep tensors alive
      this.b = null;
      this.c = null;
    }
  }

  private void multiplyPart(int part) {
    int down = part % partsDown;
    int across = part / partsDown;
    int tilesDown = MatMulBlocks.pieces(m, SIDE);
    int tilesAcross = MatMulBlocks.pieces(n, SIDE);
    int top = MatMulBlocks.cut(tilesDown, down, partsDown) * SIDE;
    int bottom = Math.min(m, MatMulBlocks.cut(tilesDown, down + 1, partsDown) * SIDE);
    int left = MatMulBlocks.cut(tilesAcross, across, partsAcross) * SIDE;
    int right = Math.min(n, MatMulBlocks.cut(tilesAcross, across + 1, partsAcross) * SIDE);
    float[] sums = SUMS.get();
    for (int p = 0; p < k; p += BLOCK_K) {
      int depth = Math.min(BLOCK_K, k - p);
      float[] lines = b; // column j of B from p on is at start + (j - left) * step
      int start = bOffset + p + left * bCol;
      int step = bCol;
      if (bRow != 1) {
        lines = transpose(p, depth, left, right);
        start = 0;
        step = depth;
      }
      for (int i = top; i < bottom; i += SIDE) {
        for (int j = left; j < right; j += SIDE) {
          tile(i, j, p, depth, lines, start + (j - left) * step, step, sums);
        }
      }
    }
  }

  private float[] transpose(int p, int depth, int left, int right) {
    float[] to = TRANSPOSED.get();
    if (to.length < (right - left) * depth) {
      to = new float[(right - left) * depth];
      TRANSPOSED.set(to);
    }
    for (int j = left; j < right; j++) {
      int source = bOffset + p * bRow + j * bCol;
      int target = (j - left) * depth;
      for (int q = 0; q < depth; q++) {
        to[target + q] = b[source + q * bRow];
      }
    }
    return to;
  }

  /**
   * The part of k from {@code p} on, {@code depth} long, for the tile with its corner at (i, j).
   */
  private void tile(int i, int j, int p, int depth, float[] lines, int bi, int step, float[] sums) {
    int rows = Math.min(SIDE, m - i);
    int columns = Math.min(SIDE, n - j);
    int ai = aOffset + i * aRow + p;
    int whole = depth - depth % LANES;
    dots(
        a,
        ai,
        ai + Math.min(1, rows - 1) * aRow,
        ai + Math.min(2, rows - 1) * aRow,
        ai + (rows - 1) * aRow,
        lines,
        bi,
        bi + Math.min(1, columns - 1) * step,
        bi + Math.min(2, columns - 1) * step,
        bi + (columns - 1) * step,
        whole,
        sums);
    for (int r = 0; r < rows; r++) {
      for (int s = 0; s < columns; s++) {
        float sum = sumOfLanes(sums, (r * SIDE + s) * LANES);
        for (int q = whole; q < depth; q++) {
          sum += a[ai + r * aRow + q] * lines[bi + s * step + q];
        }
        int at = cOffset + (i + r) * n + j + s;
        c[at] = p == 0 ? sum : c[at] + sum;
      }
    }
  }

  /** In four strands, as each addition waits for the one before. */
  private static float sumOfLanes(float[] x, int from) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int l = from; l < from + LANES; l += 4) {
      s0 += x[l];
      s1 += x[l + 1];
      s2 += x[l + 2];
      s3 += x[l + 3];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Sixteen scalar products, lane by lane, of four lines of A with four lines of B. */
  private static void dots(
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      float[] b,
      int b0,
      int b1,
      int b2,
      int b3,
      int k,
      float[] sums) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = FloatVector.zero(SPECIES);
    FloatVector s02 = FloatVector.zero(SPECIES);
    FloatVector s03 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s11 = FloatVector.zero(SPECIES);
    FloatVector s12 = FloatVector.zero(SPECIES);
    FloatVector s13 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES);
    FloatVector s21 = FloatVector.zero(SPECIES);
    FloatVector s22 = FloatVector.zero(SPECIES);
    FloatVector s23 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES);
    FloatVector s31 = FloatVector.zero(SPECIES);
    FloatVector s32 = FloatVector.zero(SPECIES);
    FloatVector s33 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p += LANES) {
      FloatVector y0 = FloatVector.fromArray(SPECIES, b, b0 + p);
      FloatVector y1 = FloatVector.fromArray(SPECIES, b, b1 + p);
      FloatVector y2 = FloatVector.fromArray(SPECIES, b, b2 + p);
      FloatVector y3 = FloatVector.fromArray(SPECIES, b, b3 + p);
      FloatVector x = FloatVector.fromArray(SPECIES, a, a0 + p);
      s00 = x.fma(y0, s00);
      s01 = x.fma(y1, s01);
      s02 = x.fma(y2, s02);
      s03 = x.fma(y3, s03);
      x = FloatVector.fromArray(SPECIES, a, a1 + p);
      s10 = x.fma(y0, s10);
      s11 = x.fma(y1, s11);
      s12 = x.fma(y2, s12);
      s13 = x.fma(y3, s13);
      x = FloatVector.fromArray(SPECIES, a, a2 + p);
      s20 = x.fma(y0, s20);
      s21 = x.fma(y1, s21);
      s22 = x.fma(y2, s22);
      s23 = x.fma(y3, s23);
      x = FloatVector.fromArray(SPECIES, a, a3 + p);
      s30 = x.fma(y0, s30);
      s31 = x.fma(y1, s31);
      s32 = x.fma(y2, s32);
      s33 = x.fma(y3, s33);
    }
    s00.intoArray(sums, 0);
    s01.intoArray(sums, LANES);
    s02.intoArray(sums, 2 * LANES);
    s03.intoArray(sums, 3 * LANES);
    s10.intoArray(sums, 4 * LANES);
    s11.intoArray(sums, 5 * LANES);
    s12.intoArray(sums, 6 * LANES);
    s13.intoArray(sums, 7 * LANES);
    s20.intoArray(sums, 8 * LANES);
    s21.intoArray(sums, 9 * LANES);
    s22.intoArray(sums, 10 * LANES);
    s23.intoArray(sums, 11 * LANES);
    s30.intoArray(sums, 12 * LANES);
    s31.intoArray(sums, 13 * LANES);
    s32.intoArray(sums, 14 * LANES);
    s33.intoArray(sums, 15 * LANES);
  }
}
