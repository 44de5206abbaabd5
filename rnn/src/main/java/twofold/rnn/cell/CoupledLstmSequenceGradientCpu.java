package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link CoupledLstmSequenceGradient} in float. */
class CoupledLstmSequenceGradientCpu extends MemoryGradientCpu
    implements CoupledLstmSequenceGradient.Kernel<float[]> {

  CoupledLstmSequenceGradientCpu() {
    this(new CpuKit());
  }

  CoupledLstmSequenceGradientCpu(CpuKit kit) {
    super(kit, CoupledLstmCell.GATES);
  }

  @Override
  void step(Place x, int j) {
    int units = x.units();
    float[] gates = x.gates();
    float[] result = x.result();
    for (; j < units; j++) {
      int k = x.at() + j;
      float f = gates[k];
      float o = gates[k + units];
      float g = gates[k + 2 * units];
      float y = x.tanh()[x.yi() + j];
      float h = result[x.hBar() + j];
      float ho = h * o;
      float c = ho - ho * y * y + result[x.cBar() + j];
      float gBar = c * (1 - f);
      result[k] = c * (x.before()[x.bi() + j] - g) * (f - f * f);
      result[k + units] = h * y * (o - o * o);
      result[k + 2 * units] = gBar - gBar * g * g;
      result[x.hBar() + j] = 0;
      result[x.cBar() + j] = c * f;
    }
  }
}
