package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;
import twofold.rnn.cell.LstmSequenceGradient;

/** {@link LstmSequenceGradient}. */
final class LstmSequenceGradientGpu extends FusedGradientGpu
    implements LstmSequenceGradient.Kernel<float[]> {
  float[] c0;
  float[] gates;

  @Override
  void step(int b, int t, int now, int j, int passed) {
    int size = batch * steps * units;
    int memory = passed + batch * units;
    int at = 4 * now + j;
    float i = gates[at];
    float f = gates[at + units];
    float o = gates[at + 2 * units];
    float g = gates[at + 3 * units];
    float y = tanh(states[size + now + j]);
    float before = t == 0 ? c0[b * units + j] : states[size + now - units + j];
    float h = gradient[now + j] + result[passed];
    float ho = h * o;
    float fromNext = t == steps - 1 ? 0 : result[memory];
    float c = gradient[size + now + j] + (ho - ho * y * y) + fromNext;
    float ci = c * i;
    result[at] = c * g * (i - i * i);
    result[at + units] = c * before * (f - f * f);
    result[at + 2 * units] = h * y * (o - o * o);
    result[at + 3 * units] = ci - ci * g * g;
    result[passed] = 0;
    result[memory] = c * f;
  }

  @Override
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
    launch(stateWeights, reached, given, to, 0, 4 * s.size(), s);
  }
}
