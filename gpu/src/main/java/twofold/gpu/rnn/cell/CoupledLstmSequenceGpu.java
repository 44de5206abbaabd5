package twofold.gpu.rnn.cell;

import twofold.rnn.cell.CoupledLstmSequence;

/** {@link CoupledLstmSequence}. */
final class CoupledLstmSequenceGpu extends MemorySequenceGpu
    implements CoupledLstmSequence.Kernel<float[]> {

  @Override
  void step(int b, int t, int now, int j) {
    float f = sigmoid(sum(b, t, now, 3, j));
    float o = sigmoid(sum(b, t, now, 3, units + j));
    float g = tanh(sum(b, t, now, 3, 2 * units + j));
    float c = f * memoryBefore(b, t, now, j) + (1 - f) * g;
    states[now + j] = o * tanh(c);
    states[batch * steps * units + now + j] = c;
    int at = 3 * now + j;
    gates[at] = f;
    gates[at + units] = o;
    gates[at + 2 * units] = g;
  }
}
