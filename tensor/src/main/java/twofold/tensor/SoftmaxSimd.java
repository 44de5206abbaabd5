package twofold.tensor;

/** {@link Softmax} with its exponentials on vector registers. */
final class SoftmaxSimd extends SoftmaxCpu {
  private final ExpSimd exp = new ExpSimd();

  @Override
  void exp(float[] y, int from, int to) {
    exp.map(y, from, y, from, to - from);
  }
}
