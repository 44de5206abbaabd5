package twofold.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * How the processor convolves: it writes out what the kernel sees at each place, as a column, and
 * the rest is a matrix product.
 *
 * <pre>
 *   For one group and a block of places, with x̂ (K, N): K = what a kernel sees, N = the places,
 *   and ŷ, ĝ (outputs, N), ŵ (outputs, K):
 *
 *     {@link Conv2d}                 ŷ  = ŵ·x̂         columns from x, then the product
 *     {@link Conv2dInputGradient}    x̂  = ŵᵀ·ĝ        the product, then each column added to x
 *     {@link Conv2dWeightGradient}   ŵᵀ = x̂·ĝᵀ        columns from x, then the product; summed
 * </pre>
 *
 * x̂ holds every element of x up to kernelHeight·kernelWidth times. That is what it costs; what it
 * buys is the fastest loop there is, see {@link MatMulBlocks}. A block is a picture: then ŷ and ĝ
 * are parts of y and g, and nothing has to be copied. Where a picture has few places several make a
 * block, as a product of few columns is slow; and where it has so many that x̂ would leave the
 * caches it is cut into bands of rows. How, depends on the shapes alone: results are the same for
 * any number of threads.
 *
 * <p>Here are the plain loops. On vector registers, see {@link ColumnsSimd}, x̂ never exists as a
 * whole: what the product would pack next is written where it would be packed.
 */
final class Columns {
  /** Elements of x̂: a megabyte, half of a cache of level 2. */
  static final int MOST = 1 << 18;

  /** Places that are worth a product: three tiles of {@link MatMulTileSimd}. */
  private static final int FEW_PLACES = 96;

  /** How far {@link ColumnsSimd} may read before x̂ and behind it: the longest vector there is. */
  static final int SLACK = 64;

  /** Lines of a transposition that stay in the cache while their neighbours are read. */
  private static final int SQUARE = 16;

  /** What one thread works in. */
  static final class Buffers {
    float[] seen = {}; // x̂, from SLACK on
    float[] made = {}; // ŷ, ĝ
    float[] weights = {}; // ŵᵀ
    float[] product = {}; // one term of the sum ŵᵀ
    float[] plane = {}; // a channel of x with the zeros around it
  }

  private static final ThreadLocal<Buffers> MINE = ThreadLocal.withInitial(Buffers::new);

  static Buffers mine() {
    return MINE.get();
  }

  /** Some pictures, or rows {@code top … bottom − 1} of the places of a single one. */
  record Block(Conv2d.Geometry s, int group, int from, int to, int top, int bottom) {
    /** N in the formulas. */
    int places() {
      return (to - from) * (bottom - top) * s.columns().steps();
    }

    /** Whether ŷ and ĝ are parts of y and g, and these can be used where they are. */
    boolean isOnePicture() {
      return to - from == 1 && bottom - top == s.rows().steps();
    }

    /** Where the block begins in y and g. */
    int start() {
      return s.outputAt(from, group * s.outputs(), top, 0);
    }
  }

  /** How many pictures make a block. */
  static int pictures(Conv2d.Geometry s) {
    return Math.min(s.batch(), MatMulBlocks.pieces(FEW_PLACES, s.places()));
  }

  private static int bands(Conv2d.Geometry s) {
    long elements = (long) s.terms() * s.places();
    return pictures(s) > 1 ? 1 : (int) Math.min(s.rows().steps(), (elements - 1) / MOST + 1);
  }

  /** How many blocks one group has. */
  static int blocks(Conv2d.Geometry s) {
    return MatMulBlocks.pieces(s.batch(), pictures(s)) * bands(s);
  }

  static Block block(Conv2d.Geometry s, int group, int number) {
    int bands = bands(s);
    int band = number % bands;
    int from = number / bands * pictures(s);
    int to = Math.min(s.batch(), from + pictures(s));
    int rows = s.rows().steps();
    int top = MatMulBlocks.cut(rows, band, bands);
    return new Block(s, group, from, to, top, MatMulBlocks.cut(rows, band + 1, bands));
  }

  /**
   * Runs tasks, each of so many multiply-adds. Where they are fewer than half the threads, one
   * after the other, and all threads share the matrix product in each.
   */
  static void run(int tasks, long work, IntConsumer body) {
    if (2 * tasks <= Parallel.threads()) {
      for (int task = 0; task < tasks; task++) {
        body.accept(task);
      }
      return;
    }
    int grain = (int) Math.max(1, MatMulBlocks.SMALL / Math.max(1, work));
    Parallel.ranges(
        tasks,
        grain,
        (from, to) -> {
          for (int task = from; task < to; task++) {
            body.accept(task);
          }
        });
  }

  static float[] atLeast(float[] old, long length) {
    return old.length >= length ? old : new float[Math.toIntExact(length)];
  }

  /** x̂ of one block: its rows one after the other, in each picture by picture. */
  static void see(float[] x, Block block) {
    Conv2d.Geometry s = block.s();
    Buffers mine = mine();
    mine.seen = atLeast(mine.seen, (long) s.terms() * block.places() + 2 * SLACK);
    int at = SLACK;
    for (int q = 0; q < s.inputs(); q++) {
      Plane plane = plane(x, block, q, mine);
      for (int m = 0; m < s.rows().kernel(); m++) {
        for (int n = 0; n < s.columns().kernel(); n++) {
          at = seeOne(plane, block, m, n, mine.seen, at);
        }
      }
    }
  }

  /** What one weight sees. */
  private static int seeOne(Plane plane, Block block, int m, int n, float[] seen, int at) {
    Conv2d.Geometry s = block.s();
    int rows = block.bottom() - block.top();
    int length = s.columns().steps();
    int source = plane.at(m * s.rows().dilation(), n * s.columns().dilation());
    int step = s.rows().stride() * plane.width();
    for (int b = block.from(); b < block.to(); b++) {
      copyRows(plane.data(), source, step, s.columns().stride(), seen, at, length, rows);
      source += plane.step();
      at += rows * length;
    }
    return at;
  }

  /**
   * One channel of the pictures of a block, from the first row on that the block sees; outside x
   * there are zeros, as far as they are seen.
   *
   * @param start of the first picture
   * @param width of its rows
   * @param step from one picture to the next
   */
  private record Plane(float[] data, int start, int width, int step) {
    int at(int row, int column) {
      return start + row * width + column;
    }
  }

  /** x itself where a window never leaves it. */
  private static Plane plane(float[] x, Block block, int q, Buffers mine) {
    Conv2d.Geometry s = block.s();
    int channel = block.group() * s.inputs() + q;
    int extent = s.columns().extent();
    if (s.rows().staysInside() && s.columns().staysInside()) {
      int start = s.inputAt(block.from(), channel, block.top() * s.rows().stride(), 0);
      return new Plane(x, start, extent, s.inputAt(1, 0, 0, 0));
    }
    int width = s.columns().reach(s.columns().steps());
    int height = s.rows().reach(block.bottom() - block.top());
    int size = width * height;
    mine.plane = atLeast(mine.plane, (long) (block.to() - block.from()) * size);
    for (int b = block.from(); b < block.to(); b++) {
      int to = (b - block.from()) * size;
      int top = s.rows().at(block.top(), 0);
      pad(x, s.inputAt(b, channel, 0, 0), s, top, mine.plane, to, height, width);
    }
    return new Plane(mine.plane, 0, width, size);
  }

  /** Rows {@code top … top + height − 1} of a channel, from its padding on, with zeros around. */
  static void pad(
      float[] x,
      int channel,
      Conv2d.Geometry s,
      int top,
      float[] to,
      int at,
      int height,
      int width) {
    Arrays.fill(to, at, at + height * width, 0);
    int extent = s.columns().extent();
    int left = Math.min(width, s.columns().before());
    int count = Math.min(extent, width - left);
    for (int i = Math.max(0, top); i < Math.min(s.rows().extent(), top + height); i++) {
      int target = at + (i - top) * width + left;
      System.arraycopy(x, channel + i * extent, to, target, count);
    }
  }

  /** {@code to[at + r·length + c] = x[from + r·step + c·stride]}. */
  private static void copyRows(
      float[] x, int from, int step, int stride, float[] to, int at, int length, int rows) {
    for (int r = 0; r < rows; r++) {
      if (stride == 1) {
        System.arraycopy(x, from + r * step, to, at + r * length, length);
      } else {
        for (int c = 0; c < length; c++) {
          to[at + r * length + c] = x[from + r * step + c * stride];
        }
      }
    }
  }

  /**
   * The adjoint of seeing, for channels {@code first … end − 1} of whole pictures: each element of
   * x receives the sum of its images in x̂, which holds these channels only.
   */
  static void add(float[] x, Block block, int first, int end) {
    Conv2d.Geometry s = block.s();
    Buffers mine = mine();
    int extent = s.columns().extent();
    int width = Math.max(s.columns().reach(s.columns().steps()), s.columns().before() + extent);
    int height = Math.max(s.rows().reach(s.rows().steps()), s.rows().before() + s.rows().extent());
    mine.plane = atLeast(mine.plane, width * height + 2 * SLACK);
    for (int q = first; q < end; q++) {
      int channel = block.group() * s.inputs() + q;
      for (int b = block.from(); b < block.to(); b++) {
        int from = SLACK + (q - first) * s.kernelAt(0, 1, 0, 0) * block.places();
        from += (b - block.from()) * s.places();
        addColumns(mine.seen, from, block.places(), s, mine.plane, SLACK, width, height);
        int inside = SLACK + s.rows().before() * width + s.columns().before();
        for (int i = 0; i < s.rows().extent(); i++) {
          int to = s.inputAt(b, channel, i, 0);
          System.arraycopy(mine.plane, inside + i * width, x, to, extent);
        }
      }
    }
  }

  /**
   * One channel of one picture, with its padding: element (i, j) is at {@code at + i·width + j}.
   *
   * @param step from what one weight sees to what the next one sees
   */
  private static void addColumns(
      float[] seen,
      int from,
      int step,
      Conv2d.Geometry s,
      float[] plane,
      int at,
      int width,
      int height) {
    Arrays.fill(plane, at, at + width * height, 0);
    int stride = s.columns().stride();
    for (int m = 0; m < s.rows().kernel(); m++) {
      for (int n = 0; n < s.columns().kernel(); n++) {
        int source = from + (m * s.columns().kernel() + n) * step;
        int target = at + m * s.rows().dilation() * width + n * s.columns().dilation();
        for (int r = 0; r < s.rows().steps(); r++) {
          for (int c = 0; c < s.columns().steps(); c++) {
            plane[target + c * stride] += seen[source + c];
          }
          source += s.columns().steps();
          target += s.rows().stride() * width;
        }
      }
    }
  }

  /**
   * w from the parts of ŵᵀ: part by part, in each group by group. The parts are added in order, and
   * to the first of them.
   */
  static void sum(float[] parts, float[] w, Conv2d.Geometry s, int count) {
    int size = s.outputs() * s.terms();
    int rows = Math.max(1, (1 << 14) / (count * s.outputs()));
    int pieces = MatMulBlocks.pieces(s.terms(), rows);
    Parallel.run(
        s.groups() * pieces,
        task -> {
          int group = task / pieces;
          int first = task % pieces * rows;
          int end = Math.min(s.terms(), first + rows);
          int at = group * size + first * s.outputs();
          int length = (end - first) * s.outputs();
          for (int part = 1; part < count; part++) {
            int from = at + part * w.length;
            for (int i = 0; i < length; i++) {
              parts[at + i] += parts[from + i];
            }
          }
          for (int o = 0; o < s.outputs(); o++) {
            int to = s.kernelAt(group * s.outputs() + o, 0, 0, 0) + first;
            for (int k = 0; k < end - first; k++) {
              w[to + k] = parts[at + k * s.outputs() + o];
            }
          }
        });
  }

  /** {@code to[j, i] = from[i, j]}, {@code rows × columns} become {@code columns × rows}. */
  static void transpose(float[] from, int start, float[] to, int at, int rows, int columns) {
    for (int top = 0; top < rows; top += SQUARE) {
      int end = Math.min(rows, top + SQUARE);
      for (int j = 0; j < columns; j++) {
        for (int i = top; i < end; i++) {
          to[at + j * rows + i] = from[start + i * columns + j];
        }
      }
    }
  }

  /** ŷ to y. */
  static void give(float[] made, float[] y, Block block) {
    int length = block.places() / (block.to() - block.from());
    int at = 0;
    for (int o = 0; o < block.s().outputs(); o++) {
      for (int b = block.from(); b < block.to(); b++, at += length) {
        System.arraycopy(made, at, y, placeOf(block, b, o), length);
      }
    }
  }

  /** g to ĝ. */
  static void take(float[] g, float[] made, Block block) {
    int length = block.places() / (block.to() - block.from());
    int at = 0;
    for (int o = 0; o < block.s().outputs(); o++) {
      for (int b = block.from(); b < block.to(); b++, at += length) {
        System.arraycopy(g, placeOf(block, b, o), made, at, length);
      }
    }
  }

  private static int placeOf(Block block, int b, int o) {
    Conv2d.Geometry s = block.s();
    return s.outputAt(b, block.group() * s.outputs() + o, block.top(), 0);
  }
}
