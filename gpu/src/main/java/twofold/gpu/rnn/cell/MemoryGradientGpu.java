package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;

/**
 * What the twins of the gradients of cells with a memory c share beside {@link FusedGradientGpu}.
 */
abstract class MemoryGradientGpu extends FusedGradientGpu {
  float[] c0;
  float[] gates;

  abstract int gateCount();

  /** cₜ₋₁ of unit j. */
  float memoryBefore(int b, int t, int now, int j) {
    return t == 0 ? c0[b * units + j] : states[batch * steps * units + now - units + j];
  }

  /** What the step after says about cₜ directly; it stands as far behind h̄₀ as that is long. */
  float fromNext(int t, int passed) {
    return t == steps - 1 ? 0 : result[passed + batch * units];
  }

  public synchronized void back(
      float[] stateWeights,
      float[] startC,
      float[] known,
      float[] reached,
      float[] given,
      float[] to,
      Extent s) {
    c0 = startC;
    gates = known;
    launch(stateWeights, reached, given, to, gateCount(), 0, gateCount() * s.size(), s);
  }
}
