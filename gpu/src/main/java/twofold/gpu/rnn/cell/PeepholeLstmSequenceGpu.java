package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;
import twofold.rnn.cell.PeepholeLstmSequence;

/** {@link PeepholeLstmSequence}. */
final class PeepholeLstmSequenceGpu extends MemorySequenceGpu
    implements PeepholeLstmSequence.Kernel<float[]> {
  float[] holes;

  @Override
  void step(int b, int t, int now, int j) {
    float before = memoryBefore(b, t, now, j);
    float i = sigmoid(sum(b, t, now, 4, j) + holes[j] * before);
    float f = sigmoid(sum(b, t, now, 4, units + j) + holes[units + j] * before);
    float g = tanh(sum(b, t, now, 4, 3 * units + j));
    float c = f * before + i * g;
    float o = sigmoid(sum(b, t, now, 4, 2 * units + j) + holes[2 * units + j] * c);
    states[now + j] = o * tanh(c);
    states[batch * steps * units + now + j] = c;
    int at = 4 * now + j;
    gates[at] = i;
    gates[at + units] = f;
    gates[at + 2 * units] = o;
    gates[at + 3 * units] = g;
  }

  @Override
  public synchronized void run(
      float[] projected,
      float[] stateWeights,
      float[] shift,
      float[] peepholes,
      float[] startH,
      float[] startC,
      float[] gatesTo,
      float[] to,
      Extent s) {
    holes = peepholes;
    run(projected, stateWeights, shift, startH, startC, gatesTo, to, s);
  }
}
