package twofold.tensor;

/**
 * {@link Softmax}: rows dealt out to the threads; each exponential is computed once and kept in y.
 */
final class SoftmaxCpu implements Softmax.Kernel<float[]> {

  @Override
  public void softmax(float[] x, float[] y, int rows, int classes) {
    int grain =
        Math.max(
            1,
            1024 / classes); // an exponential costs some nanoseconds: a task of some microseconds
    Parallel.ranges(rows, grain, (from, to) -> rows(x, y, from, to, classes));
  }

  private static void rows(float[] x, float[] y, int from, int to, int classes) {
    for (int i = from; i < to; i++) {
      int row = i * classes;
      float max = Float.NEGATIVE_INFINITY;
      for (int j = row; j < row + classes; j++) {
        max = Math.max(max, x[j]);
      }
      float sum = 0;
      for (int j = row; j < row + classes; j++) {
        y[j] = (float) Math.exp(x[j] - max);
        sum += y[j];
      }
      for (int j = row; j < row + classes; j++) {
        y[j] /= sum;
      }
    }
  }
}
