package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;
import twofold.rnn.cell.GruSequence;

/** {@link GruSequence}. */
final class GruSequenceGpu extends FusedSequenceGpu implements GruSequence.Kernel<float[]> {
  float[] un;
  float[] gates;

  // region kernel
  @Override
  void step(int b, int t, int now, int j) {
    int columns = 3 * units;
    int ofNew = 2 * units + j;
    float sz = fromState(b, t, now, columns, j);
    float sr = fromState(b, t, now, columns, units + j);
    float z = sigmoid(p[3 * now + j] + sz + bias[j]);
    float r = sigmoid(p[3 * now + units + j] + sr + bias[units + j]);
    float m = fromState(b, t, now, columns, ofNew) + un[j];
    float n = tanh(p[3 * now + ofNew] + r * m + bias[ofNew]);
    float before = t == 0 ? h0[b * units + j] : states[now - units + j];
    states[now + j] = (1 - z) * n + z * before;
    int at = 4 * now + j;
    gates[at] = z;
    gates[at + units] = r;
    gates[at + 2 * units] = n;
    gates[at + 3 * units] = m;
  }

  // endregion

  @Override
  public synchronized void run(
      float[] projected,
      float[] stateWeights,
      float[] shift,
      float[] stateShift,
      float[] startH,
      float[] gatesTo,
      float[] to,
      Extent s) {
    un = stateShift;
    gates = gatesTo;
    launch(projected, stateWeights, shift, startH, to, s);
  }
}
