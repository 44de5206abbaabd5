package twofold.tensor;

/**
 * Which rows come together where, for a {@link Scatter}: its list of targets, turned around.
 *
 * <pre>
 *   rows = 2 0 2 1        row 0 goes to 2, row 1 to 0, row 2 to 2, row 3 to 1
 *
 *   target   0  1  2      starts = 0 1 2 4
 *   sources  1  3  0 2    order = 1 3 0 2
 *
 *   The sources of target t are order[starts[t]] … order[starts[t + 1] − 1].
 * </pre>
 *
 * A counting sort: count, add up, put each where its target's list goes on. Sources of one target
 * keep their order.
 */
public final class Sources {
  private final int[] starts;
  private final int[] order;

  /**
   * @param rows the target of each source
   * @param targets how many targets there are
   */
  public Sources(int[] rows, int targets) {
    starts = new int[targets + 1];
    for (int row : rows) {
      starts[row + 1]++;
    }
    for (int t = 0; t < targets; t++) {
      starts[t + 1] += starts[t];
    }
    order = new int[rows.length];
    int[] next = starts.clone();
    for (int i = 0; i < rows.length; i++) {
      order[next[rows[i]]++] = i;
    }
  }

  /** Where the list of each target starts, and where the last one ends. For kernels to read. */
  public int[] starts() {
    return starts;
  }

  /** All sources, target by target. For kernels to read. */
  public int[] order() {
    return order;
  }
}
