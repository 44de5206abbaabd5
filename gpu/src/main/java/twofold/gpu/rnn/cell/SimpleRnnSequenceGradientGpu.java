package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;
import twofold.rnn.cell.SimpleRnnSequenceGradient;

/** {@link SimpleRnnSequenceGradient}. */
final class SimpleRnnSequenceGradientGpu extends FusedGradientGpu
    implements SimpleRnnSequenceGradient.Kernel<float[]> {

  @Override
  void step(int b, int t, int now, int j, int passed) {
    float h = states[now + j];
    float hBar = gradient[now + j] + result[passed];
    result[now + j] = hBar - hBar * h * h;
    result[passed] = 0;
  }

  @Override
  public synchronized void back(
      float[] stateWeights, float[] reached, float[] given, float[] to, Extent s) {
    launch(stateWeights, reached, given, to, 1, 0, s.size(), s);
  }
}
