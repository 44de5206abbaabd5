package twofold.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The loops around a {@link MatMulTile}: they cut the product into blocks that fit the caches, pack
 * the operands and spread the work over {@link Parallel}.
 *
 * <pre>
 *   for a slab of C, at most 4096 x 4096
 *     for a block of k, at most 256                        A's and B's share: at most 4 MB each, last-level cache
 *       pack A's and B's share into panels                 parallel, panel by panel
 *       for a block of C, about 64 x 256                   parallel, block by block; A's share 64 KB, level 2
 *         for a panel of B                                 32 columns x 256: 32 KB, level 1
 *           for a panel of A                               8 rows x 256: streams through
 *             C's tile (+)= panel of A · panel of B        in registers
 * </pre>
 *
 * This is the order of [Goto &amp; van de Geijn 2008] and BLIS [Van Zee &amp; van de Geijn 2015],
 * except that A is packed for a whole slab at once, so that no thread packs what another one has
 * packed already.
 *
 * <p>Where the cuts are depends on m, k and n only. An element is thus summed in the same order
 * whoever computes it, and the result does not depend on the number of threads. The blocks of k are
 * made even: 300 is cut into 150 and 150, not into 256 and 44, as short blocks spend their time
 * loading and storing C.
 *
 * <p>One object serves one calling thread. It keeps its buffers, and is itself the body of the
 * parallel regions, so that a call allocates nothing.
 */
final class MatMulBlocks {
  private static final int SLAB = 4096;
  private static final int BLOCK_K = 256;
  private static final int BLOCK_ROWS = 64;
  private static final int BLOCK_COLUMNS = 256;

  /**
   * Below this many multiply-adds (some 10 microseconds) a second thread costs more than it does.
   */
  private static final long SMALL = 64 * 64 * 96;

  private final MatMulTile tile;
  private final IntConsumer packing = this::packPanel;
  private final IntConsumer multiplying = this::multiplyBlock;
  private float[] packedA = {};
  private float[] packedB = {};

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
  private int n;

  // The slab and the block of k in work.
  private int fromRow;
  private int rows;
  private int fromColumn;
  private int columns;
  private int fromK;
  private int depth;

  /** Panels of A and of B in the slab. */
  private int panelsA;

  private int panelsB;

  /** A's columns are read where they are: worth it if used for one or two panels of B only. */
  private boolean aInPlace;

  /** B's rows are read where they are: worth it if used for one or two panels of A only. */
  private boolean bInPlace;

  private int blocksDown;
  private int blocksAcross;

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
    this.n = n;
    aInPlace = aRow == 1 && n <= 2 * tile.columns();
    bInPlace = bCol == 1 && m <= 2 * tile.rows();
    boolean small = (long) m * k * n < SMALL;
    for (fromRow = 0; fromRow < m; fromRow += SLAB) {
      rows = Math.min(SLAB, m - fromRow);
      for (fromColumn = 0; fromColumn < n; fromColumn += SLAB) {
        columns = Math.min(SLAB, n - fromColumn);
        int blocksOfK = pieces(k, BLOCK_K);
        for (int block = 0; block < blocksOfK; block++) {
          fromK = cut(k, block, blocksOfK);
          depth = cut(k, block + 1, blocksOfK) - fromK;
          multiplySlab(small);
        }
      }
    }
    this.a = null; // a buffer that lives on must not keep tensors alive
    this.b = null;
    this.c = null;
  }

  private void multiplySlab(boolean small) {
    panelsA = pieces(rows, tile.rows());
    panelsB = pieces(columns, tile.columns());
    blocksDown = pieces(rows, BLOCK_ROWS);
    blocksAcross = pieces(columns, Math.max(BLOCK_COLUMNS, tile.columns()));
    packedA = atLeast(packedA, (aInPlace ? 1 : panelsA) * tile.rows() * depth);
    packedB = atLeast(packedB, (bInPlace ? 1 : panelsB) * tile.columns() * depth);
    run(panelsA + panelsB, packing, small);
    run(blocksDown * blocksAcross, multiplying, small);
  }

  private static void run(int tasks, IntConsumer body, boolean small) {
    if (small) {
      for (int task = 0; task < tasks; task++) {
        body.accept(task);
      }
    } else {
      Parallel.run(tasks, body);
    }
  }

  /** Packs one panel: those of A come first, then those of B. */
  private void packPanel(int task) {
    if (task < panelsA) {
      int i = task * tile.rows();
      int count = Math.min(tile.rows(), rows - i);
      if (!readRowsInPlace(count)) {
        int from = aOffset + (fromRow + i) * aRow + fromK * aCol;
        int to = aInPlace ? 0 : i * depth;
        MatMulPanels.pack(a, from, aCol, aRow, depth, count, tile.rows(), packedA, to);
      }
    } else {
      int j = (task - panelsA) * tile.columns();
      int count = Math.min(tile.columns(), columns - j);
      if (!readColumnsInPlace(count)) {
        int from = bOffset + fromK * bRow + (fromColumn + j) * bCol;
        int to = bInPlace ? 0 : j * depth;
        MatMulPanels.pack(b, from, bRow, bCol, depth, count, packedWidth(count), packedB, to);
      }
    }
  }

  /** One block of C. */
  private void multiplyBlock(int task) {
    int down = task % blocksDown;
    int across = task / blocksDown;
    int firstPanelA = cut(panelsA, down, blocksDown);
    int lastPanelA = cut(panelsA, down + 1, blocksDown);
    int lastPanelB = cut(panelsB, across + 1, blocksAcross);
    for (int panelB = cut(panelsB, across, blocksAcross); panelB < lastPanelB; panelB++) {
      int j = panelB * tile.columns();
      int width = Math.min(tile.columns(), columns - j);
      boolean bHere = readColumnsInPlace(width);
      float[] bPanel = bHere ? b : packedB;
      int bStep = bHere ? bRow : packedWidth(width);
      int bStart = bHere ? bOffset + fromK * bRow + fromColumn + j : bInPlace ? 0 : j * depth;
      for (int panelA = firstPanelA; panelA < lastPanelA; panelA++) {
        int i = panelA * tile.rows();
        int height = Math.min(tile.rows(), rows - i);
        boolean aHere = readRowsInPlace(height);
        float[] aPanel = aHere ? a : packedA;
        int aStep = aHere ? aCol : tile.rows();
        int aStart = aHere ? aOffset + fromRow + i + fromK * aCol : aInPlace ? 0 : i * depth;
        int to = cOffset + (fromRow + i) * n + fromColumn + j;
        boolean add = fromK > 0;
        tile.multiply(
            aPanel, aStart, aStep, bPanel, bStart, bStep, c, to, n, height, depth, width, add);
      }
    }
  }

  // Only whole panels are read in place: a tile reads a whole panel even where C ends. So in place
  // at most one panel, the last, is packed, and it is packed to the start of the buffer.

  private boolean readRowsInPlace(int count) {
    return aInPlace && count == tile.rows();
  }

  private boolean readColumnsInPlace(int count) {
    return bInPlace && count == tile.columns();
  }

  private int packedWidth(int count) {
    return pieces(count, tile.lanes()) * tile.lanes();
  }

  /** How many pieces of at most {@code size} make up {@code whole}. */
  private static int pieces(int whole, int size) {
    return (whole + size - 1) / size;
  }

  /** Where piece number {@code i} of {@code pieces} nearly equal ones begins. */
  private static int cut(int whole, int i, int pieces) {
    return (int) ((long) whole * i / pieces);
  }

  private static float[] atLeast(float[] buffer, int length) {
    return buffer.length >= length ? buffer : new float[length];
  }
}
