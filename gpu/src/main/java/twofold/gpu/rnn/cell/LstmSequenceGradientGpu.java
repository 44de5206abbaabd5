package twofold.gpu.rnn.cell;

import twofold.rnn.cell.LstmSequenceGradient;

/** {@link LstmSequenceGradient}. */
final class LstmSequenceGradientGpu extends MemoryGradientGpu
    implements LstmSequenceGradient.Kernel<float[]> {

  @Override
  int gateCount() {
    return 4;
  }

  @Override
  void step(int b, int t, int now, int j, int passed) {
    int size = batch * steps * units;
    int at = 4 * now + j;
    float i = gates[at];
    float f = gates[at + units];
    float o = gates[at + 2 * units];
    float g = gates[at + 3 * units];
    float y = tanh(states[size + now + j]);
    float h = gradient[now + j] + result[passed];
    float ho = h * o;
    float c = gradient[size + now + j] + (ho - ho * y * y) + fromNext(t, passed);
    float ci = c * i;
    result[at] = c * g * (i - i * i);
    result[at + units] = c * memoryBefore(b, t, now, j) * (f - f * f);
    result[at + 2 * units] = h * y * (o - o * o);
    result[at + 3 * units] = ci - ci * g * g;
    result[passed] = 0;
    result[passed + batch * units] = c * f;
  }
}
