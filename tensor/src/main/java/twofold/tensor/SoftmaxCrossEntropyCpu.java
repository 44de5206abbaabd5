package twofold.tensor;

/**
 * {@link SoftmaxCrossEntropy}: the loops of the definition in float, rows dealt out to the threads;
 * the exponentials are those of {@link SoftmaxCpu}, or of {@link SoftmaxSimd}.
 */
class SoftmaxCrossEntropyCpu implements SoftmaxCrossEntropy.Kernel<float[]> {
  /** Exponentials in a task: some microseconds of work, or one row if that is longer. */
  private static final int GRAIN = 1024;

  private static final ThreadLocal<float[]> SCRATCH =
      ThreadLocal.withInitial(() -> new float[GRAIN]);

  private final SoftmaxCpu softmax; // and its sums and maxima

  SoftmaxCrossEntropyCpu() {
    this(new SoftmaxCpu());
  }

  SoftmaxCrossEntropyCpu(SoftmaxCpu softmax) {
    this.softmax = softmax;
  }

  @Override
  public final void losses(float[] x, float[] t, float[] losses, int rows, int classes) {
    int grain = Math.max(1, GRAIN / classes);
    Parallel.ranges(rows, grain, (from, to) -> rows(x, t, losses, from, to, classes));
  }

  private void rows(float[] x, float[] t, float[] losses, int from, int to, int classes) {
    float[] e = scratch((to - from) * classes);
    softmax.exponentials(x, from, to, classes, e, 0);
    for (int i = from; i < to; i++) {
      int row = i * classes;
      int at = (i - from) * classes;
      float largest = softmax.max.fold(x, row, classes);
      float logSum = (float) Math.log(softmax.sum.fold(e, at, classes));
      terms(x, t, row, largest, logSum, e, at, classes); // the exponentials have served
      losses[i] = softmax.sum.fold(e, at, classes);
    }
  }

  /** {@code to[at + j] = t[row + j]·(ℓ − x[row + j])}, ℓ = logSum + largest. */
  void terms(
      float[] x, float[] t, int row, float largest, float logSum, float[] to, int at, int n) {
    for (int j = 0; j < n; j++) {
      to[at + j] = t[row + j] * (logSum + (largest - x[row + j]));
    }
  }

  private static float[] scratch(int length) {
    if (SCRATCH.get().length < length) {
      SCRATCH.set(new float[length]);
    }
    return SCRATCH.get();
  }
}
