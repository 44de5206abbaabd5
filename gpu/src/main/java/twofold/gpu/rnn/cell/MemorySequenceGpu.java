package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;

/** What the twins of cells with a memory c share beside {@link FusedSequenceGpu}. */
abstract class MemorySequenceGpu extends FusedSequenceGpu {
  float[] c0;
  float[] gates;

  /** Column number {@code gate·units + j} of aₜ. */
  float sum(int b, int t, int now, int gateCount, int column) {
    float h = fromState(b, t, now, gateCount * units, column);
    return p[gateCount * now + column] + h + bias[column];
  }

  /** cₜ₋₁ of unit j. */
  float memoryBefore(int b, int t, int now, int j) {
    return t == 0 ? c0[b * units + j] : states[batch * steps * units + now - units + j];
  }

  public synchronized void run(
      float[] projected,
      float[] stateWeights,
      float[] shift,
      float[] startH,
      float[] startC,
      float[] gatesTo,
      float[] to,
      Extent s) {
    c0 = startC;
    gates = gatesTo;
    launch(projected, stateWeights, shift, startH, to, s);
  }
}
