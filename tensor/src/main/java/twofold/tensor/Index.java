package twofold.tensor;

/**
 * One entry of {@code x.at(…)}: what to take along an axis. Made for static import.
 *
 * <pre>
 *   NumPy          here                      along an axis of extent 5
 *   x[3]           at(3)                     3                 the axis disappears
 *   x[-1]          at(-1)                    4
 *   x[:]           all()                     0 1 2 3 4
 *   x[2:]          from(2)                   2 3 4
 *   x[:-1]         to(-1)                    0 1 2 3
 *   x[1:-1]        range(1, -1)              1 2 3
 *   x[1:9:2]       range(1, 9, 2)            1 3               ends beyond the axis are clipped
 *   x[::-1]        all().by(-1)              4 3 2 1 0
 *   x[3::-2]       from(3).by(-2)            3 1
 *   x[…]           ellipsis()                as many all() as there are axes left
 *   x[None]        newAxis()                 a new axis of extent 1
 * </pre>
 */
public sealed interface Index {

  /** One place; negative ones count from the end. Where there is no such place, it is an error. */
  static Index at(int place) {
    return new At(place);
  }

  /** From a to the end. */
  static Range from(int a) {
    return new Range(a, null, 1);
  }

  /** From the start to b, b excluded. */
  static Range to(int b) {
    return new Range(null, b, 1);
  }

  /** From a to b, b excluded. */
  static Range range(int a, int b) {
    return new Range(a, b, 1);
  }

  /** From a to b, b excluded, each step this long; a negative step walks backwards. */
  static Range range(int a, int b, int step) {
    return new Range(a, b, step);
  }

  /** The whole axis. */
  static Range all() {
    return new Range(null, null, 1);
  }

  /** The whole of all axes that the other entries leave over. At most once. */
  static Index ellipsis() {
    return Whole.ELLIPSIS;
  }

  /** A new axis of extent 1. */
  static Index newAxis() {
    return Whole.NEW_AXIS;
  }

  /** See {@link Index#at}. */
  record At(int place) implements Index {

    /** A place counted from the front. */
    static int in(int place, Shape shape, int axis) {
      int extent = shape.dim(axis);
      if (place < -extent || place >= extent) {
        throw new ShapeException(
            "index %d is out of range along axis %d, which has extent %d in shape %s",
            place, axis, extent, shape);
      }
      return place < 0 ? place + extent : place;
    }
  }

  /**
   * Places in equal steps.
   *
   * <pre>
   *   start, start + step, start + 2·step, …      before the end (after it, if step &lt; 0)
   *
   *   A negative bound counts from the end; then bounds beyond the axis are moved to it. An open
   *   bound is the end of the axis on that side.
   * </pre>
   *
   * @param from null for an open bound
   * @param to null for an open bound
   */
  record Range(Integer from, Integer to, int step) implements Index {

    public Range {
      if (step == 0) {
        throw new IllegalArgumentException("the step of a range must not be 0");
      }
    }

    /** With the same bounds, in steps of this length. */
    public Range by(int step) {
      return new Range(from, to, step);
    }

    int start(int extent) {
      return step > 0 ? bound(from, 0, 0, extent) : bound(from, extent - 1, -1, extent);
    }

    int count(int extent) {
      int end = step > 0 ? bound(to, extent, 0, extent) : bound(to, -1, -1, extent);
      long span = (long) end - start(extent);
      return (int) Math.max(0, (span + step - Integer.signum(step)) / step);
    }

    /** The bound counted from the front, no less than low and no more than low + extent. */
    private static int bound(Integer bound, int open, int low, int extent) {
      if (bound == null) {
        return open;
      }
      int place = bound < 0 ? bound + extent : bound;
      return Math.max(low, Math.min(low + extent, place));
    }
  }

  /** Entries without a number. */
  enum Whole implements Index {
    ELLIPSIS,
    NEW_AXIS
  }
}
