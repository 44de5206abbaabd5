package twofold.gpu.rnn.cell;

import twofold.rnn.cell.CoupledLstmSequenceGradient;

/** {@link CoupledLstmSequenceGradient}. */
final class CoupledLstmSequenceGradientGpu extends MemoryGradientGpu
    implements CoupledLstmSequenceGradient.Kernel<float[]> {

  @Override
  int gateCount() {
    return 3;
  }

  @Override
  void step(int b, int t, int now, int j, int passed) {
    int size = batch * steps * units;
    int at = 3 * now + j;
    float f = gates[at];
    float o = gates[at + units];
    float g = gates[at + 2 * units];
    float y = tanh(states[size + now + j]);
    float h = gradient[now + j] + result[passed];
    float ho = h * o;
    float c = gradient[size + now + j] + (ho - ho * y * y) + fromNext(t, passed);
    float gBar = c * (1 - f);
    result[at] = c * (memoryBefore(b, t, now, j) - g) * (f - f * f);
    result[at + units] = h * y * (o - o * o);
    result[at + 2 * units] = gBar - gBar * g * g;
    result[passed] = 0;
    result[passed + batch * units] = c * f;
  }
}
