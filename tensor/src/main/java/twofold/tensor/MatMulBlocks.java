package twofold.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The loops around a {@link MatMulTile}: they spread the product over {@link Parallel}, cut it into
 * blocks that fit the caches and pack the operands.
 *
 * <pre>
 *   for a part of C                               parallel
 *     for a slab of its columns, at most 1024
 *       for a block of k, at most 512
 *         pack B's share into panels              2 MB, level 3
 *         for a block of rows, at most 144
 *           pack A's share into panels            290 KB, level 2 cache
 *           for a panel of B                      32 columns x 512: 64 KB, level 2
 *             for a panel of A                    12 rows x 512: 24 KB, level 1
 *               tile of C (+)= A's panel · B's    in registers
 * </pre>
 *
 * This is the order of [Goto &amp; van de Geijn 2008] and BLIS [Van Zee &amp; van de Geijn 2015].
 *
 * <p>Each thread packs all it needs itself, even what another thread packs as well. Sharing would
 * save that work, but the threads would have to wait for each other between packing and
 * multiplying, and to fetch what another core has just written; with two threads that was the
 * slower way, most of all for small products.
 *
 * <p>Where panels and blocks of k begin depends on m, k and n only, and a part is made of whole
 * panels. An element is thus summed in the same order whoever computes it, and the result does not
 * depend on the number of threads. The blocks of k are made even: 600 is cut into 300 and 300, not
 * into 512 and 88, as short blocks spend their time loading and storing C.
 *
 * <p>One object serves one calling thread and is itself the body of the parallel region, so that a
 * call allocates nothing.
 */
final class MatMulBlocks {
  private static final int SLAB_COLUMNS = 1024;

  /**
   * Longer than a panel of B that fits level 1 (256): loading and storing C half as often was worth
   * more on the processors tried, as panels stream from level 2 fast enough.
   */
  static final int BLOCK_K = 512;

  private static final int BLOCK_ROWS = 144;

  /**
   * Below this many multiply-adds (some 10 microseconds) a second thread costs more than it does.
   */
  static final long SMALL = 64 * 64 * 96;

  /**
   * From so many multiply-adds on (some 20 milliseconds) each thread gets several parts, so that a
   * slow one does not hold up the rest. Before, packing the same panels again would cost more.
   */
  private static final long LARGE = 1L << 31;

  private static final int PARTS_IF_LARGE = 4;

  /** Steps of k packed at a time: so many rows of B, on as many pages, are read side by side. */
  private static final int STEPS = 16;

  /** Packing a number takes about as long as this many multiply-adds, if lines are copied. */
  private static final int COST_OF_COPYING = 8;

  /** The same where each number goes to another line than its neighbour. */
  private static final int COST_OF_TRANSPOSING = 36;

  /** Where a thread packs. */
  private static final class Panels {
    float[] a = {};
    float[] b = {};
  }

  /**
   * Where the panels of B begin. HotSpot gives an array of a megabyte or more whole pages of its
   * own and puts 16 bytes before its first element; 12 floats further begins a cache line, and no
   * vector of B lies across two of them. Where that is not so, nothing is lost but time.
   */
  static final int B_START = 12;

  private static final ThreadLocal<Panels> PANELS = ThreadLocal.withInitial(Panels::new);

  private final MatMulTile tile;
  private final IntConsumer multiplying = this::multiplyPart;

  // The product in work.
  private float[] a;
  private int aOffset;
  private int aRow;
  private int aCol;
  private float[] b;
  private int bOffset;
  private int bRow;
  private int bCol;
  private float[] c;
  private int cOffset;
  private int m;
  private int k;
  private int n;

  /** B's rows are read where they are: worth it if used for one or two panels of A only. */
  private boolean bInPlace;

  /** Cᵀ, while it waits to be transposed. */
  private float[] transposed = {};

  private int partsDown;
  private int partsAcross;

  MatMulBlocks(MatMulTile tile) {
    this.tile = tile;
  }

  void multiply(
      float[] a,
      int aOffset,
      int aRow,
      int aCol,
      float[] b,
      int bOffset,
      int bRow,
      int bCol,
      float[] c,
      int cOffset,
      int m,
      int k,
      int n) {
    if (k == 0) {
      Arrays.fill(c, cOffset, cOffset + m * n, 0);
      return;
    }
    this.a = a;
    this.aOffset = aOffset;
    this.aRow = aRow;
    this.aCol = aCol;
    this.b = b;
    this.bOffset = bOffset;
    this.bRow = bRow;
    this.bCol = bCol;
    this.c = c;
    this.cOffset = cOffset;
    this.m = m;
    this.k = k;
    this.n = n;
    bInPlace = bCol == 1 && m <= 2 * tile.rows();
    long work = (long) m * k * n;
    chooseParts(
        work < SMALL ? 1 : work < LARGE ? Parallel.threads() : PARTS_IF_LARGE * Parallel.threads());
    try {
      Parallel.run(partsDown * partsAcross, multiplying);
    } finally {
      this.a = null; // an object that lives on must not keep tensors alive
      this.b = null;
      this.c = null;
    }
  }

  /** {@code C = A·B} by way of {@code Cᵀ = BᵀAᵀ}, for narrow C. */
  void multiplyTransposed(
      float[] a,
      int aOffset,
      int aRow,
      int aCol,
      float[] b,
      int bOffset,
      int bRow,
      int bCol,
      float[] c,
      int cOffset,
      int m,
      int k,
      int n) {
    transposed = atLeast(transposed, m * n);
    multiply(b, bOffset, bCol, bRow, a, aOffset, aCol, aRow, transposed, 0, n, k, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        c[cOffset + i * n + j] = transposed[j * m + i];
      }
    }
  }

  /** Cuts C into at most that many parts, so that the largest of them is done soonest. */
  private void chooseParts(int atMost) {
    int panelsA = pieces(m, tile.rows());
    int panelsB = pieces(n, tile.columns());
    int costA = aCol == 1 ? COST_OF_COPYING : COST_OF_TRANSPOSING;
    int costB = bCol == 1 ? COST_OF_COPYING : COST_OF_TRANSPOSING;
    long least = Long.MAX_VALUE;
    for (int down = 1; down <= Math.min(atMost, panelsA); down++) {
      int across = Math.min(atMost / down, panelsB);
      long height = pieces(panelsA, down) * tile.rows();
      long width = pieces(panelsB, across) * tile.columns();
      long cost = height * width + costA * height + costB * width;
      if (cost < least) {
        least = cost;
        partsDown = down;
        partsAcross = across;
      }
    }
  }

  private void multiplyPart(int part) {
    int panelsA = pieces(m, tile.rows());
    int panelsB = pieces(n, tile.columns());
    int down = part % partsDown;
    int across = part / partsDown;
    int top = cut(panelsA, down, partsDown) * tile.rows();
    int bottom = Math.min(m, cut(panelsA, down + 1, partsDown) * tile.rows());
    int left = cut(panelsB, across, partsAcross) * tile.columns();
    int right = Math.min(n, cut(panelsB, across + 1, partsAcross) * tile.columns());
    int blocksOfK = pieces(k, BLOCK_K);
    Panels panels = PANELS.get();
    for (int j = left; j < right; j += SLAB_COLUMNS) {
      int columns = Math.min(SLAB_COLUMNS, right - j);
      for (int block = 0; block < blocksOfK; block++) {
        int p = cut(k, block, blocksOfK);
        int depth = cut(k, block + 1, blocksOfK) - p;
        packB(panels, p, depth, j, columns);
        for (int i = top; i < bottom; i += BLOCK_ROWS) {
          int rows = Math.min(BLOCK_ROWS, bottom - i);
          packA(panels, i, rows, p, depth);
          multiplyBlock(panels, i, rows, p, depth, j, columns);
        }
      }
    }
  }

  /** Only whole panels are read in place: a tile reads a whole panel even where C ends. */
  private boolean readColumnsInPlace(int count) {
    return bInPlace && count == tile.columns();
  }

  /**
   * Packs some steps of k of all panels before the next steps: rows of B, and of a transposed A,
   * are then read from end to end, as memory likes it, and not in slices a page apart. Where it is
   * the columns that are contiguous, all of k is one piece.
   */
  private static int steps(boolean alongK, int depth) {
    return alongK ? depth : STEPS;
  }

  private void packA(Panels panels, int row, int rows, int p, int depth) {
    panels.a = atLeast(panels.a, (BLOCK_ROWS + tile.rows()) * MatMulTile.A_ROW);
    int steps = steps(aCol == 1, depth);
    for (int q = 0; q < depth; q += steps) {
      int count = Math.min(steps, depth - q);
      int from = aOffset + row * aRow + (p + q) * aCol;
      MatMulPanels.packA(a, from, aRow, aCol, rows, count, panels.a, q);
    }
  }

  private void packB(Panels panels, int p, int depth, int column, int columns) {
    panels.b = atLeast(panels.b, B_START + SLAB_COLUMNS * BLOCK_K);
    int steps = steps(bRow == 1, depth);
    for (int q = 0; q < depth; q += steps) {
      int count = Math.min(steps, depth - q);
      for (int j = 0; j < columns; j += tile.columns()) {
        packB(panels, p, q, count, depth, column, j, Math.min(tile.columns(), columns - j));
      }
    }
  }

  /** Steps p + q … p + q + steps − 1 of one panel. */
  private void packB(
      Panels panels, int p, int q, int steps, int depth, int column, int j, int count) {
    if (readColumnsInPlace(count)) {
      return;
    }
    int width = packedWidth(count);
    int from = bOffset + (p + q) * bRow + (column + j) * bCol;
    int to = B_START + j * depth + q * width;
    if (bCol == 1 && count == tile.columns()) {
      tile.packRows(b, from, bRow, steps, panels.b, to);
    } else {
      MatMulPanels.packB(b, from, bRow, bCol, steps, count, width, panels.b, to);
    }
  }

  private void multiplyBlock(
      Panels panels, int row, int rows, int p, int depth, int column, int columns) {
    for (int j = 0; j < columns; j += tile.columns()) {
      int width = Math.min(tile.columns(), columns - j);
      boolean bHere = readColumnsInPlace(width);
      float[] bPanel = bHere ? b : panels.b;
      int bStart = bHere ? bOffset + p * bRow + column + j : B_START + j * depth;
      int bStep = bHere ? bRow : packedWidth(width);
      for (int i = 0; i < rows; i += tile.rows()) {
        int height = Math.min(tile.rows(), rows - i);
        int to = cOffset + (row + i) * n + column + j;
        boolean add = p > 0;
        int from = i * MatMulTile.A_ROW;
        tile.multiply(panels.a, from, bPanel, bStart, bStep, c, to, n, height, depth, width, add);
      }
    }
  }

  private int packedWidth(int count) {
    return pieces(count, tile.lanes()) * tile.lanes();
  }

  /** How many pieces of at most {@code size} make up {@code whole}. */
  static int pieces(int whole, int size) {
    return (whole + size - 1) / size;
  }

  /** Where piece number {@code i} of {@code pieces} nearly equal ones begins. */
  static int cut(int whole, int i, int pieces) {
    return (int) ((long) whole * i / pieces);
  }

  private static float[] atLeast(float[] buffer, int length) {
    return buffer.length >= length ? buffer : new float[length];
  }
}
