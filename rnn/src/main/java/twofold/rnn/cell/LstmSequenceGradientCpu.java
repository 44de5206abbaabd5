package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link LstmSequenceGradient} in float. */
class LstmSequenceGradientCpu extends MemoryCpu implements LstmSequenceGradient.Kernel<float[]> {

  LstmSequenceGradientCpu() {
    this(new CpuKit());
  }

  LstmSequenceGradientCpu(CpuKit kit) {
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
        LstmCell.GATES,
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
      float i = gates[k];
      float f = gates[k + units];
      float o = gates[k + 2 * units];
      float g = gates[k + 3 * units];
      float y = tanh[yi + j];
      float h = result[hBar + j];
      float ho = h * o;
      float c = ho - ho * y * y + result[cBar + j];
      float gBar = c * i;
      result[k] = c * g * (i - i * i);
      result[k + units] = c * before[bi + j] * (f - f * f);
      result[k + 2 * units] = h * y * (o - o * o);
      result[k + 3 * units] = gBar - gBar * g * g;
      result[hBar + j] = 0;
      result[cBar + j] = c * f;
    }
  }
}
