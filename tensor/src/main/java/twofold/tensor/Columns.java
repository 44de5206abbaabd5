package twofold.tensor;

import java.util.Arrays;

/**
 * How the processor convolves: it writes out what the kernel sees at each place, as a column, and
 * the rest is a matrix product.
 *
 * <pre>
 *   For one group and some pictures of the batch, with x̂ (K, N): K = what a kernel sees,
 *   N = pictures · places, and ŷ (outputs, N), ŵ (outputs, K):
 *
 *     {@link Conv2d}                 ŷ = ŵ·x̂          columns from x, then the product, then to y
 *     {@link Conv2dInputGradient}    x̂ = ŵᵀ·ĝ         the product, then each column added to x
 *     {@link Conv2dWeightGradient}   ŵ = ĝ·x̂ᵀ         columns from x, then the product; summed
 * </pre>
 *
 * x̂ holds every element of x up to kernelHeight·kernelWidth times. That is what it costs; what it
 * buys is the fastest loop there is, see {@link MatMulBlocks}. So that it stays small there are
 * only as many pictures in it at a time as fit a cache, and its memory is used again. How many,
 * depends on the shapes alone: results are the same for any number of threads.
 */
final class Columns {
  /** Elements of x̂ worth a product of their own. */
  private static final int MOST = 1 << 18;

  private static final ThreadLocal<Columns> MINE = ThreadLocal.withInitial(Columns::new);

  float[] seen = {}; // x̂
  float[] made = {}; // ŷ, ĝ
  float[] kernel = {}; // one part of the sum ŵ

  private Columns() {}

  /** The calling thread's own, large enough for a block of pictures. */
  static Columns of(Conv2d.Geometry s) {
    Columns mine = MINE.get();
    int n = Math.multiplyExact(pictures(s), s.places());
    mine.seen = atLeast(mine.seen, Math.multiplyExact(s.terms(), n));
    mine.made = atLeast(mine.made, Math.multiplyExact(s.outputs(), n));
    mine.kernel = atLeast(mine.kernel, s.outputs() * s.terms());
    return mine;
  }

  private static float[] atLeast(float[] old, int length) {
    return old.length < length ? new float[length] : old;
  }

  /** How many pictures make a block. */
  static int pictures(Conv2d.Geometry s) {
    long one = (long) s.places() * Math.max(s.terms(), s.outputs());
    return (int) Math.max(1, Math.min(s.batch(), MOST / Math.max(1, one)));
  }

  static MatMul.Kernel<float[]> product() {
    return Device.cpu().kernel(MatMul.Kernel.class);
  }

  static View<float[]> matrix(float[] data, int rows, int columns) {
    return new View<>(data, Layout.dense(new Shape(rows, columns)));
  }

  static View<float[]> transposed(View<float[]> matrix) {
    return new View<>(matrix.data(), matrix.layout().transpose(1, 0));
  }

  /** ŵ of one group: some rows of w. */
  static View<float[]> weights(float[] w, Conv2d.Geometry s, int group) {
    Shape all = new Shape(s.groups() * s.outputs(), s.terms());
    Index.Range own = Index.range(group * s.outputs(), (group + 1) * s.outputs());
    return new View<>(w, Layout.dense(all).slice(Window.along(all, 0, own)));
  }

  private static int grain(Conv2d.Geometry s, int passes) {
    return Math.max(1, UnaryCpu.GRAIN / Math.max(1, s.places() * passes));
  }

  /** x̂ of pictures {@code from … to − 1}: row by row, picture by picture. */
  void see(float[] x, Conv2d.Geometry s, int group, int from, int to) {
    int pictures = to - from;
    Parallel.ranges(
        s.terms() * pictures,
        grain(s, 1),
        (first, end) -> {
          for (int t = first; t < end; t++) {
            seeOne(x, s, group, from + t % pictures, t / pictures, t * s.places());
          }
        });
  }

  /** What the k-th weight sees in one picture. */
  private void seeOne(float[] x, Conv2d.Geometry s, int group, int b, int k, int at) {
    int n = k % s.columns().kernel();
    int m = k / s.columns().kernel() % s.rows().kernel();
    int q = k / (s.columns().kernel() * s.rows().kernel());
    int steps = s.columns().steps();
    int stride = s.columns().stride();
    int first = s.columns().first(n);
    int end = s.columns().end(n);
    for (int r = 0; r < s.rows().steps(); r++, at += steps) {
      int i = s.rows().at(r, m);
      if (!s.rows().holds(i) || first == end) {
        Arrays.fill(seen, at, at + steps, 0);
        continue;
      }
      int source = s.inputAt(b, group * s.inputs() + q, i, s.columns().at(first, n));
      Arrays.fill(seen, at, at + first, 0);
      if (stride == 1) {
        System.arraycopy(x, source, seen, at + first, end - first);
      } else {
        for (int c = first; c < end; c++) {
          seen[at + c] = x[source + (c - first) * stride];
        }
      }
      Arrays.fill(seen, at + end, at + steps, 0);
    }
  }

  /** The adjoint of seeing: each element of x receives the sum of its images in x̂. */
  void add(float[] x, Conv2d.Geometry s, int group, int from, int to) {
    int kernel = s.rows().kernel() * s.columns().kernel();
    Parallel.ranges(
        (to - from) * s.inputs(),
        grain(s, kernel),
        (first, end) -> {
          for (int t = first; t < end; t++) {
            addOne(x, s, group, from, to, t / s.inputs(), t % s.inputs());
          }
        });
  }

  private void addOne(
      float[] x, Conv2d.Geometry s, int group, int from, int to, int picture, int q) {
    int start = s.inputAt(from + picture, group * s.inputs() + q, 0, 0);
    Arrays.fill(x, start, start + s.rows().extent() * s.columns().extent(), 0);
    int stride = s.columns().stride();
    for (int m = 0; m < s.rows().kernel(); m++) {
      for (int n = 0; n < s.columns().kernel(); n++) {
        int k = (q * s.rows().kernel() + m) * s.columns().kernel() + n;
        int source = (k * (to - from) + picture) * s.places();
        int first = s.columns().first(n);
        int count = s.columns().end(n) - first;
        for (int r = s.rows().first(m); r < s.rows().end(m); r++) {
          int at = source + r * s.columns().steps() + first;
          int target = start + s.rows().at(r, m) * s.columns().extent() + s.columns().at(first, n);
          for (int c = 0; c < count; c++) {
            x[target + c * stride] += seen[at + c];
          }
        }
      }
    }
  }

  /** ŷ to y. */
  void give(float[] y, Conv2d.Geometry s, int group, int from, int to) {
    move(s, group, from, to, (at, place) -> System.arraycopy(made, at, y, place, s.places()));
  }

  /** g to ĝ. */
  void take(float[] g, Conv2d.Geometry s, int group, int from, int to) {
    move(s, group, from, to, (at, place) -> System.arraycopy(g, place, made, at, s.places()));
  }

  /** Where one channel of one picture lies in ŷ, and where in y. */
  private interface Move {
    void channel(int at, int place);
  }

  private static void move(Conv2d.Geometry s, int group, int from, int to, Move move) {
    int pictures = to - from;
    Parallel.ranges(
        s.outputs() * pictures,
        grain(s, 1),
        (first, end) -> {
          for (int t = first; t < end; t++) {
            int o = group * s.outputs() + t / pictures;
            move.channel(t * s.places(), s.outputAt(from + t % pictures, o, 0, 0));
          }
        });
  }
}
