package twofold.gpu.rnn.cell;

import twofold.rnn.cell.Extent;
import twofold.rnn.cell.SimpleRnnSequence;

/** {@link SimpleRnnSequence}. */
final class SimpleRnnSequenceGpu extends FusedSequenceGpu
    implements SimpleRnnSequence.Kernel<float[]> {

  // region kernel
  @Override
  void step(int b, int t, int now, int j) {
    states[now + j] = tanh(p[now + j] + fromState(b, t, now, units, j) + bias[j]);
  }

  // endregion

  @Override
  public synchronized void run(
      float[] projected, float[] stateWeights, float[] shift, float[] start, float[] to, Extent s) {
    launch(projected, stateWeights, shift, start, to, s);
  }
}
