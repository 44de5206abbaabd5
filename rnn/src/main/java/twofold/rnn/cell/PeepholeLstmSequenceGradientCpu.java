package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link PeepholeLstmSequenceGradient} in float. */
class PeepholeLstmSequenceGradientCpu extends MemoryCpu
    implements PeepholeLstmSequenceGradient.Kernel<float[]> {

  PeepholeLstmSequenceGradientCpu() {
    this(new CpuKit());
  }

  PeepholeLstmSequenceGradientCpu(CpuKit kit) {
    super(kit);
  }

  @Override
  public final void back(
      float[] u,
      float[] k,
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
            step(k, gates, result, at, before, bi, tanh, yi, hBar, cBar, s.units(), 0));
  }

  /** {@link MemoryCpu.BackStep}, from unit number {@code j} on. */
  void step(
      float[] peepholes,
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
      float ofOutput = h * y * (o - o * o);
      float shown = ho - ho * y * y + peepholes[2 * units + j] * ofOutput;
      float c = shown + result[cBar + j];
      float gBar = c * i;
      float ofInput = c * g * (i - i * i);
      float ofForget = c * before[bi + j] * (f - f * f);
      result[k] = ofInput;
      result[k + units] = ofForget;
      result[k + 2 * units] = ofOutput;
      result[k + 3 * units] = gBar - gBar * g * g;
      result[hBar + j] = 0;
      result[cBar + j] = c * f + peepholes[j] * ofInput + peepholes[units + j] * ofForget;
    }
  }
}
