package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link LstmSequenceGradient} in float. */
class LstmSequenceGradientCpu extends MemoryGradientCpu
    implements LstmSequenceGradient.Kernel<float[]> {

  LstmSequenceGradientCpu() {
    this(new CpuKit());
  }

  LstmSequenceGradientCpu(CpuKit kit) {
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
      float c = ho - ho * y * y + result[x.cBar() + j];
      float gBar = c * i;
      result[k] = c * g * (i - i * i);
      result[k + units] = c * x.before()[x.bi() + j] * (f - f * f);
      result[k + 2 * units] = h * y * (o - o * o);
      result[k + 3 * units] = gBar - gBar * g * g;
      result[x.hBar() + j] = 0;
      result[x.cBar() + j] = c * f;
    }
  }
}
