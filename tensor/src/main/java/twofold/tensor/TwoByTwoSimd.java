package twofold.tensor;

import java.util.Arrays;
import java.util.function.IntPredicate;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Max pooling of one plane in windows of 2 × 2, side by side: those of most networks.
 *
 * <pre>
 *   a row of windows is two lines of the plane        p q | p q | p q …
 *                                                     r s | r s | r s …
 * </pre>
 *
 * Two vectors of a line are sorted into one of its even numbers and one of its odd numbers, so that
 * the four numbers of a window stand in the same lane of p, q, r and s. They are compared in that
 * order; on the way back the gradient goes where the last comparison that was won says.
 *
 * <p>The last vector of a line reaches beyond its end. Nobody is disturbed by what it reads there;
 * what it writes there is written again, as a row goes from right to left, its upper line before
 * the lower one, and the rows from top to bottom. Where a vector would leave the plane, or the
 * array, the row is worked on in a copy.
 */
final class TwoByTwoSimd {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /**
   * Each half of the lanes takes the even numbers of a vector: the lower of one, the upper of the
   * next.
   */
  private static final VectorShuffle<Float> EVEN =
      VectorShuffle.fromOp(SPECIES, t -> 2 * t % LANES);

  private static final VectorShuffle<Float> ODD =
      VectorShuffle.fromOp(SPECIES, t -> (2 * t + 1) % LANES);

  private static final VectorMask<Float> UPPER = where(t -> t >= LANES / 2);

  /** And back: every number of one half twice, of which the odd lanes take another's. */
  private static final VectorShuffle<Float> LOWER_TWICE = VectorShuffle.fromOp(SPECIES, t -> t / 2);

  private static final VectorShuffle<Float> UPPER_TWICE =
      VectorShuffle.fromOp(SPECIES, t -> (LANES + t) / 2);

  private static final VectorMask<Float> IN_ODD_LANES = where(t -> t % 2 == 1);

  /** On JDK 17 shuffled vectors may stay objects: some megabytes of them in a training step. */
  private static final boolean SHUFFLES_IN_REGISTERS = Runtime.version().feature() >= 21;

  private static final ThreadLocal<TwoByTwoSimd> MINE = ThreadLocal.withInitial(TwoByTwoSimd::new);

  // copies of a row: its two lines one behind the other, and one number for each window
  private float[] lines = {};
  private float[] routed = {};
  private float[] windows = {};

  private TwoByTwoSimd() {}

  static TwoByTwoSimd mine() {
    return MINE.get();
  }

  static boolean fits(MaxPool2d.Geometry s) {
    return SHUFFLES_IN_REGISTERS && isPairwise(s.rows()) && isPairwise(s.columns());
  }

  private static boolean isPairwise(Sliding moves) {
    return moves.kernel() == 2 && moves.stride() == 2 && moves.staysInside();
  }

  /**
   * The largest of each window, to y from {@code at} on, of the plane of x from {@code start} on.
   */
  void largest(float[] x, int start, float[] y, int at, MaxPool2d.Geometry s) {
    int width = s.columns().extent();
    int columns = s.columns().steps();
    int reach = (columns + LANES - 1) / LANES * LANES;
    int end = at + s.rows().steps() * columns;
    for (int r = 0; r < s.rows().steps(); r++) {
      int line = start + 2 * r * width;
      int t = at + r * columns;
      if (t + reach <= end && line + width + 2 * reach <= x.length) {
        largestOfRow(x, line, line + width, y, t, reach);
      } else {
        copyLines(x, line, width, reach);
        windows = Columns.atLeast(windows, reach);
        largestOfRow(lines, 0, 2 * reach, windows, 0, reach);
        System.arraycopy(windows, 0, y, t, columns);
      }
    }
  }

  /** The adjoint: each g goes to the place of the largest number of its window, all else is 0. */
  void route(float[] x, float[] g, int at, float[] u, int start, MaxPool2d.Geometry s) {
    int width = s.columns().extent();
    int columns = s.columns().steps();
    int reach = (columns + LANES - 1) / LANES * LANES;
    int end = start + s.rows().extent() * width;
    for (int r = 0; r < s.rows().steps(); r++) {
      int line = start + 2 * r * width;
      int t = at + r * columns;
      if (line + width + 2 * reach <= end && t + reach <= g.length) {
        routeRow(x, line, line + width, g, t, u, line, line + width, columns);
      } else {
        copyLines(x, line, width, reach);
        windows = Columns.atLeast(windows, reach);
        routed = Columns.atLeast(routed, 4 * reach);
        System.arraycopy(g, t, windows, 0, columns);
        routeRow(lines, 0, 2 * reach, windows, 0, routed, 0, 2 * reach, columns);
        System.arraycopy(routed, 0, u, line, 2 * columns);
        System.arraycopy(routed, 2 * reach, u, line + width, 2 * columns);
      }
      if (width > 2 * columns) { // a column that no window sees
        u[line + width - 1] = 0;
        u[line + 2 * width - 1] = 0;
      }
    }
    Arrays.fill(u, start + 2 * s.rows().steps() * width, end, 0);
  }

  private void copyLines(float[] x, int line, int width, int reach) {
    lines = Columns.atLeast(lines, 4 * reach);
    int length = Math.min(width, 2 * reach);
    System.arraycopy(x, line, lines, 0, length);
    System.arraycopy(x, line + width, lines, 2 * reach, length);
  }

  /** A later number is better if it is larger, or the first NaN: not ≤ the best, a number. */
  private static void largestOfRow(float[] x, int top, int bottom, float[] y, int at, int columns) {
    for (int c = 0; c < columns; c += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, top + 2 * c);
      FloatVector b = FloatVector.fromArray(SPECIES, x, top + 2 * c + LANES);
      FloatVector p = a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER);
      FloatVector q = a.rearrange(ODD).blend(b.rearrange(ODD), UPPER);
      a = FloatVector.fromArray(SPECIES, x, bottom + 2 * c);
      b = FloatVector.fromArray(SPECIES, x, bottom + 2 * c + LANES);
      FloatVector r = a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER);
      FloatVector s = a.rearrange(ODD).blend(b.rearrange(ODD), UPPER);
      p = p.blend(q, p.eq(p).andNot(q.compare(VectorOperators.LE, p)));
      p = p.blend(r, p.eq(p).andNot(r.compare(VectorOperators.LE, p)));
      p = p.blend(s, p.eq(p).andNot(s.compare(VectorOperators.LE, p)));
      p.intoArray(y, at + c);
    }
  }

  private static void routeRow(
      float[] x,
      int top,
      int bottom,
      float[] g,
      int at,
      float[] u,
      int toTop,
      int toBottom,
      int columns) {
    for (int c = (columns - 1) / LANES * LANES; c >= 0; c -= LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, x, top + 2 * c);
      FloatVector b = FloatVector.fromArray(SPECIES, x, top + 2 * c + LANES);
      FloatVector p = a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER);
      FloatVector q = a.rearrange(ODD).blend(b.rearrange(ODD), UPPER);
      a = FloatVector.fromArray(SPECIES, x, bottom + 2 * c);
      b = FloatVector.fromArray(SPECIES, x, bottom + 2 * c + LANES);
      FloatVector r = a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER);
      FloatVector s = a.rearrange(ODD).blend(b.rearrange(ODD), UPPER);
      VectorMask<Float> isQ = p.eq(p).andNot(q.compare(VectorOperators.LE, p));
      p = p.blend(q, isQ);
      VectorMask<Float> isR = p.eq(p).andNot(r.compare(VectorOperators.LE, p));
      p = p.blend(r, isR);
      VectorMask<Float> isS = p.eq(p).andNot(s.compare(VectorOperators.LE, p));

      // from the last comparison to the first, each takes what is left
      FloatVector zero = FloatVector.zero(SPECIES);
      FloatVector left = FloatVector.fromArray(SPECIES, g, at + c).add(zero); // −0 becomes 0
      s = zero.blend(left, isS);
      left = left.blend(zero, isS);
      r = zero.blend(left, isR);
      left = left.blend(zero, isR);
      q = zero.blend(left, isQ);
      p = left.blend(zero, isQ);
      a = p.rearrange(LOWER_TWICE).blend(q.rearrange(LOWER_TWICE), IN_ODD_LANES);
      b = p.rearrange(UPPER_TWICE).blend(q.rearrange(UPPER_TWICE), IN_ODD_LANES);
      a.intoArray(u, toTop + 2 * c);
      b.intoArray(u, toTop + 2 * c + LANES);
      a = r.rearrange(LOWER_TWICE).blend(s.rearrange(LOWER_TWICE), IN_ODD_LANES);
      b = r.rearrange(UPPER_TWICE).blend(s.rearrange(UPPER_TWICE), IN_ODD_LANES);
      a.intoArray(u, toBottom + 2 * c);
      b.intoArray(u, toBottom + 2 * c + LANES);
    }
  }

  private static VectorMask<Float> where(IntPredicate lane) {
    boolean[] set = new boolean[LANES];
    for (int t = 0; t < LANES; t++) {
      set[t] = lane.test(t);
    }
    return VectorMask.fromArray(SPECIES, set, 0);
  }
}
