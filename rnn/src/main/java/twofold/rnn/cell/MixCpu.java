package twofold.rnn.cell;

/** What cells share that choose between what was there and what is new, in float. */
class MixCpu {

  /**
   * {@code h = (1 − z)∘n + z∘before}, from unit number {@code j} on.
   *
   * @param gates z from gi on, n from gi + 2·units on
   */
  void mix(float[] gates, int gi, float[] before, int bi, float[] h, int hi, int units, int j) {
    for (; j < units; j++) {
      float z = gates[gi + j];
      float n = gates[gi + 2 * units + j];
      h[hi + j] = (1 - z) * n + z * before[bi + j];
    }
  }
}
