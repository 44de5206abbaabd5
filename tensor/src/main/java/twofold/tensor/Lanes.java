package twofold.tensor;

/**
 * Adds up the lanes of a vector register, always in the same order: halves, quarters, …
 *
 * <pre>
 *   lanes         a b c d e f g h
 *   halves        a+e   b+f   c+g   d+h
 *   quarters     (a+e)+(c+g)   (b+f)+(d+h)
 *   the sum     ((a+e)+(c+g)) + ((b+f)+(d+h))
 * </pre>
 *
 * The Vector API has a sum of its own, {@code reduceLanes(ADD)}, but leaves its order open: the
 * interpreter adds one lane after another, the compiled code adds by halves, and so a program would
 * give other bits when it is warm than when it is cold.
 */
public final class Lanes {
  private Lanes() {}

  /**
   * @param lanes a power of two of them; overwritten
   */
  public static float sum(float[] lanes) {
    for (int half = lanes.length / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
