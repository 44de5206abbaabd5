package twofold.tensor;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Writes parts of x̂, see {@link Columns}, in the order in which {@link MatMulTileSimd} reads them:
 * so x̂ is never written out as a whole and then packed, and what is written is used while it is in
 * the fastest cache.
 *
 * <pre>
 *   Row k of x̂ is what weight k = (q, m, n) sees at all places:
 *     x̂[k, t] = x[base[k] + where[t]]        base: the weight's own shift, where: that of the place
 *
 *   Neighbouring places of one row of a picture lie side by side in x. Such a run is copied in whole vectors; what they
 *   write too much the next run overwrites, and after the last there is room.
 * </pre>
 *
 * A call that copies a dozen numbers would take longer than the copying: with 64 kernels all
 * multiply-adds with a run of eleven places take some thirty cycles.
 */
final class ColumnsSimd {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final ThreadLocal<ColumnsSimd> MINE = ThreadLocal.withInitial(ColumnsSimd::new);

  /**
   * Elements of a picture that fit a cache of level 1. A larger one is copied from end to end
   * before it is looked at here and there, as memory likes it.
   */
  private static final int FAR = 1 << 13;

  private Conv2d.Geometry s;

  /** The pictures that are looked at; x itself, or a copy with zeros around it. */
  private float[] pictures = {};

  private float[] copy = {};
  private int start;
  private int width;
  private int picture;

  private int[] bases = {};
  private int firstPicture;
  private int firstRow;

  private int runs;
  private int[] sources = {};
  private int[] targets = {};
  private int[] lengths = {};

  private ColumnsSimd() {}

  static ColumnsSimd mine() {
    return MINE.get();
  }

  /** The next calls of {@link #write} write what one group sees at places first … end − 1. */
  void look(float[] x, Conv2d.Geometry s, int group, int first, int end) {
    this.s = s;
    int places = s.places();
    int steps = s.columns().steps();
    firstPicture = first / places;
    int pictureCount = (end - 1) / places - firstPicture + 1;
    int top = pictureCount > 1 ? 0 : first % places / steps;
    int bottom = pictureCount > 1 ? s.rows().steps() : (end - 1) % places / steps + 1;
    firstRow = top;
    int channel = s.rows().extent() * s.columns().extent();
    int from = s.inputAt(firstPicture, group * s.inputs(), 0, 0);
    int to = s.inputAt(firstPicture + pictureCount - 1, (group + 1) * s.inputs(), 0, 0);
    if (s.rows().staysInside()
        && s.columns().staysInside()
        && to + LANES <= x.length
        && s.inputs() * channel <= FAR) {
      pictures = x;
      width = s.columns().extent();
      picture = s.groups() * s.inputs() * channel;
      start = from + top * s.rows().stride() * width;
    } else {
      int height = s.rows().reach(bottom - top);
      width = s.columns().reach(steps);
      channel = height * width;
      picture = s.inputs() * channel;
      start = 0;
      copy = Columns.atLeast(copy, (long) pictureCount * picture + LANES);
      pictures = copy;
      for (int i = 0; i < pictureCount * s.inputs(); i++) {
        int b = firstPicture + i / s.inputs();
        int q = group * s.inputs() + i % s.inputs();
        Columns.pad(
            x, s.inputAt(b, q, 0, 0), s, s.rows().at(top, 0), copy, i * channel, height, width);
      }
    }
    bases = bases.length < s.terms() ? new int[s.terms()] : bases;
    int k = 0;
    for (int q = 0; q < s.inputs(); q++) {
      for (int m = 0; m < s.rows().kernel(); m++) {
        for (int n = 0; n < s.columns().kernel(); n++) {
          bases[k++] =
              start + q * channel + m * s.rows().dilation() * width + n * s.columns().dilation();
        }
      }
    }
    cut(first, end);
  }

  /** Cuts places first … end − 1, all of them looked at, into runs of at most one vector. */
  void cut(int first, int end) {
    if (sources.length < end - first) {
      sources = new int[end - first];
      targets = new int[end - first];
      lengths = new int[end - first];
    }
    int places = s.places();
    int steps = s.columns().steps();
    runs = 0;
    int length;
    for (int t = first; t < end; t += length) {
      int r = t % places / steps;
      int c = t % steps;
      length = Math.min(Math.min(LANES, steps - c), end - t);
      sources[runs] =
          (t / places - firstPicture) * picture
              + (r - firstRow) * s.rows().stride() * width
              + c * s.columns().stride();
      targets[runs] = t - first;
      lengths[runs++] = length;
    }
  }

  /** Rows {@code k … k + count − 1} of x̂ at {@code at}, {@code at + step}, and so on. */
  void write(int k, int count, float[] to, int at, int step) {
    if (s.columns().stride() == 1) {
      copy(pictures, bases, k, count, sources, targets, runs, to, at, step);
      return;
    }
    for (int i = 0; i < count; i++) {
      for (int run = 0; run < runs; run++) {
        int from = bases[k + i] + sources[run];
        int target = at + i * step + targets[run];
        for (int c = 0; c < lengths[run]; c++) {
          to[target + c] = pictures[from + c * s.columns().stride()];
        }
      }
    }
  }

  private static void copy(
      float[] x,
      int[] bases,
      int k,
      int count,
      int[] sources,
      int[] targets,
      int runs,
      float[] to,
      int at,
      int step) {
    for (int i = 0; i < count; i++) {
      int base = bases[k + i];
      for (int run = 0; run < runs; run++) {
        FloatVector.fromArray(SPECIES, x, base + sources[run]).intoArray(to, at + targets[run]);
      }
      at += step;
    }
  }

  /**
   * The adjoint of seeing, for one channel of one picture and stride 1: element (i, j), counted in
   * the padded picture, receives the sum of its images
   *
   * <pre>
   *   x[i, j] = Σ_m Σ_n  x̂[m, n, i − m·d, j − n·d]      where there is such a place
   * </pre>
   *
   * Sixteen neighbours at a time, in one register from the first image to the last. What a vector
   * of images holds beyond its row is taken out by a mask, a pattern of bits that slides along.
   *
   * @param seen what weight (m, n) sees at place (r, c) is at {@code from + (m·kernelWidth +
   *     n)·step + r·steps + c}
   */
  static void add(
      float[] seen, int from, int step, Conv2d.Geometry s, int[] mask, float[] x, int at) {
    int extent = s.columns().extent();
    for (int i = 0; i < s.rows().extent(); i++) {
      int padded = i + s.rows().before();
      for (int j = 0; j < extent; j += LANES) {
        addRow(seen, from, step, s, mask, padded, j + s.columns().before(), x, at + j);
      }
      at += extent;
    }
  }

  /**
   * One loop without branches around the sum: in two, or past a condition, the compiler of JDK 17
   * would make an object of every sum. So images that do not exist are read where the mask is 0.
   */
  private static void addRow(
      float[] seen,
      int from,
      int step,
      Conv2d.Geometry s,
      int[] mask,
      int i,
      int j,
      float[] x,
      int at) {
    int rows = s.rows().steps();
    int steps = s.columns().steps();
    int height = s.rows().kernel();
    int width = s.columns().kernel();
    int down = s.rows().dilation();
    int right = s.columns().dilation();
    FloatVector sum = FloatVector.zero(SPECIES);
    int r = i;
    int c = j;
    int next = j - width * right; // behind the last weight of a row
    for (int k = 0; k < height * width; k++) {
      int place = r < 0 || r >= rows ? steps : Math.max(-LANES, Math.min(steps, c));
      int line = from + k * step + Math.max(0, Math.min(rows - 1, r)) * steps;
      IntVector image = FloatVector.fromArray(SPECIES, seen, line + place).reinterpretAsInts();
      IntVector inside = IntVector.fromArray(BITS, mask, LANES + place);
      sum = sum.add(image.and(inside).reinterpretAsFloats());
      c -= right;
      if (c == next) {
        c = j;
        r -= down;
      }
    }
    sum.intoArray(x, at);
  }

  /**
   * Bits that are set where {@code c} is a place of a row: the one of c is at {@code LANES + c}.
   */
  static int[] mask(int steps) {
    int[] mask = new int[steps + 2 * LANES];
    Arrays.fill(mask, LANES, LANES + steps, -1);
    return mask;
  }
}
