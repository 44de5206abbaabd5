package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;
import twofold.rnn.cell.GruSequenceGradient;

/** {@link GruSequenceGradient}. */
final class GruSequenceGradientGpu extends FusedGradientGpu
    implements GruSequenceGradient.Kernel<float[]> {
  float[] h0;
  float[] gates;

  @Override
  void step(int b, int t, int now, int j, int passed) {
    int gate = 4 * now + j;
    float z = gates[gate];
    float r = gates[gate + units];
    float n = gates[gate + 2 * units];
    float m = gates[gate + 3 * units];
    float before = t == 0 ? h0[b * units + j] : states[now - units + j];
    float h = gradient[now + j] + result[passed];
    float nBar = h * (1 - z);
    float a = nBar - nBar * n * n;
    float ofUpdate = h * (before - n) * (z - z * z);
    float ofReset = a * m * (r - r * r);
    int pi = 3 * now + j;
    int si = products + pi;
    result[pi] = ofUpdate;
    result[pi + units] = ofReset;
    result[pi + 2 * units] = a;
    result[si] = ofUpdate;
    result[si + units] = ofReset;
    result[si + 2 * units] = a * r;
    result[passed] = h * z;
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
    launch(stateWeights, reached, given, to, 3, 3 * s.size(), 6 * s.size(), s);
  }
}
