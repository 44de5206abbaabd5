package twofold.gpu.rnn.cell;

import twofold.rnn.cell.LstmSequence;

/** {@link LstmSequence}. */
final class LstmSequenceGpu extends MemorySequenceGpu implements LstmSequence.Kernel<float[]> {

  // region kernel
  @Override
  void step(int b, int t, int now, int j) {
    float i = sigmoid(sum(b, t, now, 4, j));
    float f = sigmoid(sum(b, t, now, 4, units + j));
    float o = sigmoid(sum(b, t, now, 4, 2 * units + j));
    float g = tanh(sum(b, t, now, 4, 3 * units + j));
    float c = f * memoryBefore(b, t, now, j) + i * g;
    states[now + j] = o * tanh(c);
    states[batch * steps * units + now + j] = c;
    int at = 4 * now + j;
    gates[at] = i;
    gates[at + units] = f;
    gates[at + 2 * units] = o;
    gates[at + 3 * units] = g;
  }

  // endregion
}
