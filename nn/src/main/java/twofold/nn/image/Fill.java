package twofold.nn.image;

/**
 * What lies around a picture.
 *
 * <pre>
 *   constant k      k k k k | a b c d | k k k k
 *   nearest         a a a a | a b c d | d d d d
 *   reflect         d c b a | a b c d | d c b a
 *   wrap            a b c d | a b c d | a b c d
 * </pre>
 *
 * @param mode how to go on
 * @param value the constant; for the others, what a place that is nowhere is given
 */
public record Fill(Mode mode, float value) {

  /** How to go on beyond the edge. */
  public enum Mode {
    CONSTANT,
    NEAREST,
    REFLECT,
    WRAP
  }

  /** Black. */
  public static final Fill ZERO = constant(0);

  public static final Fill NEAREST = new Fill(Mode.NEAREST, 0);
  public static final Fill REFLECT = new Fill(Mode.REFLECT, 0);
  public static final Fill WRAP = new Fill(Mode.WRAP, 0);

  public Fill {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("a fill must be a finite number, got " + value);
    }
  }

  public static Fill constant(double value) {
    return new Fill(Mode.CONSTANT, (float) value);
  }

  /** Which of the pixels 0 … n − 1 stands at place i of a line that goes on; −1 is the constant. */
  int index(int i, int n) {
    if (i >= 0 && i < n) {
      return i;
    }
    return switch (mode) {
      case CONSTANT -> -1;
      case NEAREST -> i < 0 ? 0 : n - 1;
      case WRAP -> Math.floorMod(i, n);
      case REFLECT -> {
        long there = Math.floorMod((long) i, 2L * n); // the way there and back is 2n long
        yield (int) (there < n ? there : 2L * n - 1 - there);
      }
    };
  }
}
