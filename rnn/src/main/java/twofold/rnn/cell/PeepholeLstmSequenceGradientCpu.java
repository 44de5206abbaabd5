package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link PeepholeLstmSequenceGradient} in float. */
class PeepholeLstmSequenceGradientCpu extends MemoryGradientCpu
    implements PeepholeLstmSequenceGradient.Kernel<float[]> {

  PeepholeLstmSequenceGradientCpu() {
    this(new CpuKit());
  }

  PeepholeLstmSequenceGradientCpu(CpuKit kit) {
    super(kit, LstmCell.GATES);
  }

  @Override
  void step(Place x, int j) {
    int units = x.units();
    float[] gates = x.gates();
    float[] result = x.result();
    for (; j < units; j++) {
      int k = x.at() + j;
      float i = gates[k];
      float f = gates[k + units];
      float o = gates[k + 2 * units];
      float g = gates[k + 3 * units];
      float y = x.tanh()[x.yi() + j];
      float h = result[x.hBar() + j];
      float ho = h * o;
      float ofOutput = h * y * (o - o * o);
      float shown = ho - ho * y * y + x.peepholes()[2 * units + j] * ofOutput;
      float c = shown + result[x.cBar() + j];
      float gBar = c * i;
      float ofInput = c * g * (i - i * i);
      float ofForget = c * x.before()[x.bi() + j] * (f - f * f);
      result[k] = ofInput;
      result[k + units] = ofForget;
      result[k + 2 * units] = ofOutput;
      result[k + 3 * units] = gBar - gBar * g * g;
      result[x.hBar() + j] = 0;
      result[x.cBar() + j] =
          c * f + x.peepholes()[j] * ofInput + x.peepholes()[units + j] * ofForget;
    }
  }
}
