package twofold.tensor;

/** {@link SoftmaxCrossEntropy} with its exponentials on vector registers. */
final class SoftmaxCrossEntropySimd extends SoftmaxCrossEntropyCpu {
  SoftmaxCrossEntropySimd() {
    super(new SoftmaxSimd());
  }
}
