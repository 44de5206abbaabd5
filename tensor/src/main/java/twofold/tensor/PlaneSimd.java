package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Max pooling of one plane on vector registers: all its windows at once.
 *
 * <p>Which element of a window is the largest is a coin toss to a processor, and each wrong guess
 * costs it more than the comparison. So there are no branches: the k-th elements of all windows are
 * laid side by side, as the columns of a convolution are, and sixteen windows at a time compare
 * their best so far with the next.
 *
 * <p>For windows that lie inside the plane; elsewhere they have fewer elements.
 */
final class PlaneSimd {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ThreadLocal<PlaneSimd> MINE = ThreadLocal.withInitial(PlaneSimd::new);

  /** The k-th element of window t is at {@code k·step + t}. */
  private float[] seen = {};

  private int step;

  /** The largest of each window. */
  float[] largest = {};

  /** Which it is, counted row by row; as a float, since one kind of vector is faster than two. */
  private float[] which = {};

  private int[] offsets = {};

  private PlaneSimd() {}

  static PlaneSimd mine() {
    return MINE.get();
  }

  static boolean fits(MaxPool2d.Geometry s) {
    return s.rows().staysInside() && s.columns().staysInside();
  }

  /** y[t] = u at the chosen place of window t, for the plane of u that begins at {@code start}. */
  void read(float[] u, int start, float[] y, int at, MaxPool2d.Geometry s) {
    float[] which = this.which;
    int[] offsets = this.offsets;
    int columns = s.columns().steps();
    int stride = s.columns().stride();
    int t = 0;
    for (int r = 0; r < s.rows().steps(); r++) {
      int corner = start + r * s.rows().stride() * s.columns().extent();
      for (int c = 0; c < columns; c++) {
        y[at + t] = u[corner + offsets[(int) which[t]]];
        corner += stride;
        t++;
      }
    }
  }

  /** The adjoint: g[t] is added to u at the chosen place of window t. */
  void add(float[] g, int at, float[] u, int start, MaxPool2d.Geometry s) {
    float[] which = this.which;
    int[] offsets = this.offsets;
    int columns = s.columns().steps();
    int stride = s.columns().stride();
    int t = 0;
    for (int r = 0; r < s.rows().steps(); r++) {
      int corner = start + r * s.rows().stride() * s.columns().extent();
      for (int c = 0; c < columns; c++) {
        u[corner + offsets[(int) which[t]]] += g[at + t];
        corner += stride;
        t++;
      }
    }
  }

  /** Finds the first largest element of every window of the plane that begins at {@code start}. */
  void look(float[] x, int start, MaxPool2d.Geometry s) {
    int windows = s.rows().steps() * s.columns().steps();
    int kernel = s.rows().kernel() * s.columns().kernel();
    step = (windows + LANES - 1) / LANES * LANES;
    seen = Columns.atLeast(seen, (long) kernel * step);
    largest = Columns.atLeast(largest, step);
    which = Columns.atLeast(which, step);
    offsets = offsets.length < kernel ? new int[kernel] : offsets;
    int k = 0;
    for (int m = 0; m < s.rows().kernel(); m++) {
      for (int n = 0; n < s.columns().kernel(); n++) {
        offsets[k] = m * s.columns().extent() + n;
        see(x, start + offsets[k], s, seen, k * step);
        k++;
      }
    }
    choose(seen, kernel, step, largest, which);
  }

  private static void see(float[] x, int from, MaxPool2d.Geometry s, float[] seen, int at) {
    int columns = s.columns().steps();
    int stride = s.columns().stride();
    for (int r = 0; r < s.rows().steps(); r++) {
      int line = from + r * s.rows().stride() * s.columns().extent();
      if (stride == 2) { // a constant, which the compiler makes more of
        for (int c = 0; c < columns; c++) {
          seen[at + c] = x[line + 2 * c];
        }
      } else {
        for (int c = 0; c < columns; c++) {
          seen[at + c] = x[line + c * stride];
        }
      }
      at += columns;
    }
  }

  /** The next is better if it is larger, or the first NaN: not ≤ the best, which is a number. */
  private static void choose(float[] seen, int kernel, int step, float[] largest, float[] which) {
    for (int t = 0; t < step; t += LANES) {
      FloatVector best = FloatVector.fromArray(SPECIES, seen, t);
      FloatVector place = FloatVector.zero(SPECIES);
      for (int k = 1; k < kernel; k++) {
        FloatVector next = FloatVector.fromArray(SPECIES, seen, k * step + t);
        VectorMask<Float> isBetter = best.eq(best).andNot(next.compare(VectorOperators.LE, best));
        best = best.blend(next, isBetter);
        place = place.blend(FloatVector.broadcast(SPECIES, k), isBetter);
      }
      best.intoArray(largest, t);
      place.intoArray(which, t);
    }
  }
}
