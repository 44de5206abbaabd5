package twofold.rnn.attention;

import twofold.tensor.Device;

/** {@link Attention} with its products and its softmax on vector registers. */
final class AttentionSimd extends AttentionCpu {

  AttentionSimd() {
    super(new HeadRows(new SmallProductSimd(), Device::cpu));
  }
}
