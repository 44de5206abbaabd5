package twofold.tensor;

import java.util.Arrays;

/**
 * {@link ArgSort} without a comparison: by the bits of a float, eight at a time, the lowest first.
 *
 * <pre>
 *   by ones   32 11 31 12        a list of numbers sorted by their last digit and then, stably, by
 *         →   31 11 32 12        the digit before is sorted by both
 *   by tens   11 12 31 32
 * </pre>
 *
 * Each pass is a counting sort: how many elements have each of the 256 digits says where those of
 * each digit start. Four passes sort any floats in time proportional to their number, once their
 * bits are in the order of what they stand for, see {@link #key}. A digit that all elements share
 * needs no pass.
 *
 * <p>A long row is cut into parts. Each thread counts in its part; in the sums part after part
 * stands in its order, so that each part knows where its elements with each digit go, and all write
 * at once.
 *
 * <p>[Knuth 1998, The Art of Computer Programming 3, section 5.2.5]
 */
final class ArgSortCpu implements ArgSort.Kernel<float[]> {
  /** Elements worth handing over to a thread. */
  private static final int PART = 1 << 14;

  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;

  /** Rows so short that 4·256 counters cost more than moving n²/4 elements. */
  private static final int SHORT = 48;

  @Override
  public void order(float[] x, int[] order, int n, boolean descending) {
    int flip = descending ? -1 : 0;
    if (n > PART) {
      for (int at = 0; at < order.length; at += n) {
        new Row(x, at, n, flip).sort(order);
      }
      return;
    }
    Parallel.ranges(
        order.length / n,
        PART / n,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            if (n <= SHORT) {
              insert(x, order, i * n, n, flip);
            } else {
              new Row(x, i * n, n, flip).sort(order);
            }
          }
        });
  }

  /**
   * Bits that, taken as a number without sign, are in the order of the floats.
   *
   * <pre>
   *   Exponent and fraction of a float, read as one number, rise with its size. So of what is
   *   positive only the sign bit has to be set, that it comes after what is negative; of what is
   *   negative all bits are turned over. −0 + 0 is 0; floatToIntBits knows one NaN, above ∞.
   * </pre>
   *
   * @param flip 0, or −1 to turn all bits over: then the numbers fall
   */
  private static int key(float x, int flip) {
    int bits = Float.floatToIntBits(x + 0f);
    return (bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE) ^ flip;
  }

  /** Each element moves left until it meets one that is not larger. */
  private static void insert(float[] x, int[] order, int at, int n, int flip) {
    int[] keys = new int[n];
    for (int j = 0; j < n; j++) {
      int key = key(x[at + j], flip) ^ Integer.MIN_VALUE; // comparable as a number with sign
      int k = j;
      for (; k > 0 && keys[k - 1] > key; k--) {
        keys[k] = keys[k - 1];
        order[at + k] = order[at + k - 1];
      }
      keys[k] = key;
      order[at + k] = j;
    }
  }

  /** One row on its way: keys, and where each comes from. */
  private static final class Row {
    private final int start;
    private final int n;
    private final int parts;
    private final int[][] starts;
    private int[] keys;
    private int[] places;

    Row(float[] x, int start, int n, int flip) {
      this.start = start;
      this.n = n;
      this.parts = (n + PART - 1) / PART;
      this.starts = new int[parts][DIGITS];
      this.keys = new int[n];
      this.places = new int[n];
      Parallel.ranges(
          n,
          PART,
          (from, to) -> {
            for (int j = from; j < to; j++) {
              keys[j] = key(x[start + j], flip);
              places[j] = j;
            }
          });
    }

    void sort(int[] order) {
      int[] movedKeys = new int[n];
      int[] movedPlaces = new int[n];
      for (int shift = 0; shift < Integer.SIZE; shift += DIGIT_BITS) {
        if (count(shift)) {
          move(shift, movedKeys, movedPlaces);
          int[] free = keys;
          keys = movedKeys;
          movedKeys = free;
          free = places;
          places = movedPlaces;
          movedPlaces = free;
        }
      }
      System.arraycopy(places, 0, order, start, n);
    }

    /** Where the elements of each part with each digit go; false if all have the same digit. */
    private boolean count(int shift) {
      Parallel.run(
          parts,
          p -> {
            int[] counts = starts[p];
            Arrays.fill(counts, 0);
            int end = Math.min(n, (p + 1) * PART);
            for (int j = p * PART; j < end; j++) {
              counts[digit(keys[j], shift)]++;
            }
          });
      int sum = 0;
      int first = digit(keys[0], shift);
      boolean differs = false;
      for (int digit = 0; digit < DIGITS; digit++) {
        int before = sum;
        for (int[] part : starts) {
          int count = part[digit];
          part[digit] = sum;
          sum += count;
        }
        differs |= digit == first && sum - before < n;
      }
      return differs;
    }

    private void move(int shift, int[] movedKeys, int[] movedPlaces) {
      Parallel.run(
          parts,
          p -> {
            int[] next = starts[p];
            int end = Math.min(n, (p + 1) * PART);
            for (int j = p * PART; j < end; j++) {
              int to = next[digit(keys[j], shift)]++;
              movedKeys[to] = keys[j];
              movedPlaces[to] = places[j];
            }
          });
    }

    private static int digit(int key, int shift) {
      return key >>> shift & (DIGITS - 1);
    }
  }
}
