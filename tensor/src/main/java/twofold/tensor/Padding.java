package twofold.tensor;

/**
 * How many places a sliding window may reach beyond the edges of a picture.
 *
 * <pre>
 *   valid       none: every window lies inside                     steps = ⌊(n − span)/stride⌋ + 1
 *   same        as few as make steps = ⌈n/stride⌉, the odd one after: with stride 1 the result is
 *               as large as the picture
 *   explicit    so many above, below, left, right
 * </pre>
 */
public record Padding(boolean isSame, int top, int bottom, int left, int right) {
  private static final Padding VALID = new Padding(false, 0, 0, 0, 0);
  private static final Padding SAME = new Padding(true, 0, 0, 0, 0);

  public Padding {
    if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0) {
      throw new ShapeException(
          "padding must be 0 or more, got %d above, %d below, %d left, %d right",
          top, bottom, left, right);
    }
    if (isSame && (top != 0 || bottom != 0 || left != 0 || right != 0)) {
      throw new ShapeException("padding is either same or explicit, not both");
    }
  }

  public static Padding valid() {
    return VALID;
  }

  public static Padding same() {
    return SAME;
  }

  /** So many on each of the four sides. */
  public static Padding around(int places) {
    return new Padding(false, places, places, places, places);
  }

  public static Padding explicit(int top, int bottom, int left, int right) {
    return new Padding(false, top, bottom, left, right);
  }

  /** Of the two axes only the second: what is left for a signal, a picture of height 1. */
  Padding ofColumns() {
    return new Padding(isSame, 0, 0, left, right);
  }

  @Override
  public String toString() {
    return isSame ? "same" : top + "+" + bottom + " × " + left + "+" + right;
  }
}
