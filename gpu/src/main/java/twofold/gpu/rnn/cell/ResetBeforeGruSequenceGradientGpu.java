package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;
import twofold.rnn.cell.ResetBeforeGruSequenceGradient;

/** {@link ResetBeforeGruSequenceGradient}. */
final class ResetBeforeGruSequenceGradientGpu extends FusedGradientGpu
    implements ResetBeforeGruSequenceGradient.Kernel<float[]> {
  float[] h0;
  float[] gates;

  @Override
  void step(int b, int t, int now, int j, int passed) {
    int at = 3 * now + j;
    float z = gates[at];
    float n = gates[at + 2 * units];
    float h = gradient[now + j] + result[passed];
    float nBar = h * (1 - z);
    result[at] = h * (before(b, t, now, j) - n) * (z - z * z);
    result[at + 2 * units] = nBar - nBar * n * n;
    result[passed] = h * z;
    if (j == units - 1) { // what every unit finds new is known
      for (int k = 0; k < units; k++) {
        reset(b, t, now, k, start + b * units + k);
      }
    }
  }

  /** The reset gate of unit k. */
  private void reset(int b, int t, int now, int k, int passed) {
    float q = 0;
    int ofNew = 2 * units;
    for (int i = 0; i < units; i++) {
      q += result[3 * now + ofNew + i] * u[k * 3 * units + ofNew + i];
    }
    float r = gates[3 * now + units + k];
    float h = before(b, t, now, k);
    result[3 * now + units + k] = q * h * (r - r * r);
    result[3 * batch * steps * units + now + k] = r * h;
    result[passed] += q * r;
  }

  private float before(int b, int t, int now, int k) {
    return t == 0 ? h0[b * units + k] : states[now - units + k];
  }

  /** Only that of the columns z and r: what is said through the others has been passed on. */
  @Override
  void passBack(int from, int passed) {
    for (int j = 0; j < units; j++) {
      float sum = 0;
      for (int k = 0; k < 2 * units; k++) {
        sum += result[from + k] * u[j * columns + k];
      }
      result[passed + j] += sum;
    }
  }

  @Override
  public synchronized void back(
      float[] stateWeights,
      float[] startH,
      float[] known,
      float[] reached,
      float[] given,
      float[] to,
      Extent s) {
    h0 = startH;
    gates = known;
    launch(stateWeights, reached, given, to, 3, 0, 4 * s.size(), s);
  }
}
