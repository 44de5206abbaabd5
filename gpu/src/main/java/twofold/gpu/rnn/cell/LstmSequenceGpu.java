package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;
import twofold.rnn.cell.LstmSequence;

/** {@link LstmSequence}. */
final class LstmSequenceGpu extends FusedSequenceGpu implements LstmSequence.Kernel<float[]> {
  float[] c0;
  float[] gates;

  // region kernel
  @Override
  void step(int b, int t, int now, int j) {
    int size = batch * steps * units;
    int at = 4 * now + j;
    float i = sigmoid(sum(b, t, now, j));
    float f = sigmoid(sum(b, t, now, units + j));
    float o = sigmoid(sum(b, t, now, 2 * units + j));
    float g = tanh(sum(b, t, now, 3 * units + j));
    float before = t == 0 ? c0[b * units + j] : states[size + now - units + j];
    float c = f * before + i * g;
    states[now + j] = o * tanh(c);
    states[size + now + j] = c;
    gates[at] = i;
    gates[at + units] = f;
    gates[at + 2 * units] = o;
    gates[at + 3 * units] = g;
  }

  private float sum(int b, int t, int now, int column) {
    return p[4 * now + column] + fromState(b, t, now, 4 * units, column) + bias[column];
  }

  // endregion

  @Override
  public synchronized void run(
      float[] projected,
      float[] stateWeights,
      float[] shift,
      float[] startH,
      float[] startC,
      float[] gatesTo,
      float[] to,
      Extent s) {
    c0 = startC;
    gates = gatesTo;
    launch(projected, stateWeights, shift, startH, to, s);
  }
}
