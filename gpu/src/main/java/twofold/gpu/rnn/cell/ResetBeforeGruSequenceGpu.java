package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;
import twofold.rnn.cell.ResetBeforeGruSequence;

/**
 * {@link ResetBeforeGruSequence}. The reset gates of all units come before what any of them finds
 * new.
 */
final class ResetBeforeGruSequenceGpu extends FusedSequenceGpu
    implements ResetBeforeGruSequence.Kernel<float[]> {
  float[] gates;

  @Override
  void step(int b, int t, int now, int j) {
    if (j == 0) {
      for (int k = 0; k < 2 * units; k++) {
        float sum = fromState(b, t, now, 3 * units, k);
        gates[3 * now + k] = sigmoid(p[3 * now + k] + sum + bias[k]);
      }
    }
    int ofNew = 2 * units + j;
    float sum = 0;
    for (int k = 0; k < units; k++) {
      float q = gates[3 * now + units + k] * before(b, t, now, k);
      sum += q * u[k * 3 * units + ofNew];
    }
    float n = tanh(p[3 * now + ofNew] + sum + bias[ofNew]);
    float z = gates[3 * now + j];
    gates[3 * now + ofNew] = n;
    states[now + j] = (1 - z) * n + z * before(b, t, now, j);
  }

  private float before(int b, int t, int now, int k) {
    return t == 0 ? h0[b * units + k] : states[now - units + k];
  }

  @Override
  public synchronized void run(
      float[] projected,
      float[] stateWeights,
      float[] shift,
      float[] startH,
      float[] gatesTo,
      float[] to,
      Extent s) {
    gates = gatesTo;
    launch(projected, stateWeights, shift, startH, to, s);
  }
}
