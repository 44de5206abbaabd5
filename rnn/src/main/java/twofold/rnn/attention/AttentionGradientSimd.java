package twofold.rnn.attention;

import twofold.tensor.Device;

/** {@link AttentionGradient} with its products and its softmax on vector registers. */
final class AttentionGradientSimd extends AttentionGradientCpu {

  AttentionGradientSimd() {
    super(new HeadRows(new SmallProductSimd(), Device::cpu));
  }
}
