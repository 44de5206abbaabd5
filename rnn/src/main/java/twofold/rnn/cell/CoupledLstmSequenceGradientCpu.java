package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link CoupledLstmSequenceGradient} in float. */
class CoupledLstmSequenceGradientCpu extends MemoryCpu
    implements CoupledLstmSequenceGradient.Kernel<float[]> {

  CoupledLstmSequenceGradientCpu() {
    this(new CpuKit());
  }

  CoupledLstmSequenceGradientCpu(CpuKit kit) {
    super(kit);
  }

  @Override
  public final void back(
      float[] u,
      float[] c0,
      float[] gates,
      float[] states,
      float[] gradient,
      float[] result,
      Extent s) {
    backThroughMemory(
        CoupledLstmCell.GATES,
        u,
        c0,
        states,
        gradient,
        result,
        s,
        (at, before, bi, ci, tanh, yi, hBar, cBar) ->
            step(gates, result, at, before, bi, tanh, yi, hBar, cBar, s.units(), 0));
  }

  /** {@link MemoryCpu.BackStep}, from unit number {@code j} on. */
  void step(
      float[] gates,
      float[] result,
      int at,
      float[] before,
      int bi,
      float[] tanh,
      int yi,
      int hBar,
      int cBar,
      int units,
      int j) {
    for (; j < units; j++) {
      int k = at + j;
      float f = gates[k];
      float o = gates[k + units];
      float g = gates[k + 2 * units];
      float y = tanh[yi + j];
      float h = result[hBar + j];
      float ho = h * o;
      float c = ho - ho * y * y + result[cBar + j];
      float gBar = c * (1 - f);
      result[k] = c * (before[bi + j] - g) * (f - f * f);
      result[k + units] = h * y * (o - o * o);
      result[k + 2 * units] = gBar - gBar * g * g;
      result[hBar + j] = 0;
      result[cBar + j] = c * f;
    }
  }
}
