package twofold.rnn.cell;

/** The memory of an LSTM, with peepholes or without, in float. */
class LstmMemoryCpu {

  /** {@code c = f∘before + i∘g}, from unit number {@code j} on; gates i, f, o, g. */
  void remember(
      float[] gates, int gi, float[] before, int bi, float[] c, int ci, int units, int j) {
    for (; j < units; j++) {
      float kept = gates[gi + units + j] * before[bi + j];
      c[ci + j] = kept + gates[gi + j] * gates[gi + 3 * units + j];
    }
  }
}
