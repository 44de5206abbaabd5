package twofold.tensor;

/**
 * {@link Softmax}: rows dealt out to the threads; each exponential is computed once and kept in y.
 *
 * <p>The exponentials of several rows are one dense run of numbers, which {@link SoftmaxSimd} takes
 * through vector registers; everything else is the same there.
 */
class SoftmaxCpu implements Softmax.Kernel<float[]> {
  /** Exponentials in a task: some microseconds of work, or one row if that is longer. */
  private static final int GRAIN = 1024;

  final SumCpu sum;
  final MaxCpu max;

  SoftmaxCpu() {
    this(new SumCpu(), new MaxCpu());
  }

  SoftmaxCpu(SumCpu sum, MaxCpu max) {
    this.sum = sum;
    this.max = max;
  }

  /** {@code y[i] = exp(y[i])} for i = from … to − 1. */
  void exp(float[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = (float) Math.exp(y[i]);
    }
  }

  /** {@code y[yi + j] = x[xi + j] − number} for j = 0 … n − 1. */
  void subtract(float[] x, int xi, float number, float[] y, int yi, int n) {
    for (int j = 0; j < n; j++) {
      y[yi + j] = x[xi + j] - number;
    }
  }

  /** {@code y[yi + j] /= number}. */
  void divide(float[] y, int yi, int n, float number) {
    for (int j = yi; j < yi + n; j++) {
      y[j] /= number;
    }
  }

  @Override
  public final void softmax(float[] x, float[] y, int rows, int classes) {
    int grain = Math.max(1, GRAIN / classes);
    Parallel.ranges(
        rows,
        grain,
        (from, to) -> {
          exponentials(x, from, to, classes, y, from);
          for (int i = from; i < to; i++) {
            int row = i * classes;
            float total = sum.fold(y, row, classes);
            divide(y, row, classes, total);
          }
        });
  }

  /** {@code y[i − from + at] = exp(x[i] − max x[i])} for the rows i = from … to − 1 of x. */
  final void exponentials(float[] x, int from, int to, int classes, float[] y, int at) {
    for (int i = from; i < to; i++) {
      int source = i * classes;
      int target = (i - from + at) * classes;
      float largest = max.fold(x, source, classes);
      subtract(x, source, largest, y, target, classes);
    }
    exp(y, at * classes, (at + to - from) * classes);
  }
}
