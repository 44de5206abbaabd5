package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;
import twofold.rnn.cell.PeepholeLstmSequenceGradient;

/** {@link PeepholeLstmSequenceGradient}. */
final class PeepholeLstmSequenceGradientGpu extends MemoryGradientGpu
    implements PeepholeLstmSequenceGradient.Kernel<float[]> {
  float[] holes;

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
    float ofOutput = h * y * (o - o * o);
    float shown = ho - ho * y * y + holes[2 * units + j] * ofOutput;
    float c = gradient[size + now + j] + shown + fromNext(t, passed);
    float ci = c * i;
    float ofInput = c * g * (i - i * i);
    float ofForget = c * memoryBefore(b, t, now, j) * (f - f * f);
    result[at] = ofInput;
    result[at + units] = ofForget;
    result[at + 2 * units] = ofOutput;
    result[at + 3 * units] = ci - ci * g * g;
    result[passed] = 0;
    result[passed + batch * units] = c * f + holes[j] * ofInput + holes[units + j] * ofForget;
  }

  @Override
  public synchronized void back(
      float[] stateWeights,
      float[] peepholes,
      float[] startC,
      float[] known,
      float[] reached,
      float[] given,
      float[] to,
      Extent s) {
    holes = peepholes;
    back(stateWeights, startC, known, reached, given, to, s);
  }
}
