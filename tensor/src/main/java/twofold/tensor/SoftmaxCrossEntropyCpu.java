package twofold.tensor;

/**
 * {@link SoftmaxCrossEntropy}: the loops of the definition in float, rows dealt out to the threads.
 */
final class SoftmaxCrossEntropyCpu implements SoftmaxCrossEntropy.Kernel<float[]> {

  @Override
  public void losses(float[] x, float[] t, float[] losses, int rows, int classes) {
    int grain =
        Math.max(
            1,
            1024 / classes); // an exponential costs some nanoseconds: a task of some microseconds
    Parallel.ranges(rows, grain, (from, to) -> rows(x, t, losses, from, to, classes));
  }

  private static void rows(float[] x, float[] t, float[] losses, int from, int to, int classes) {
    for (int i = from; i < to; i++) {
      int row = i * classes;
      float max = Float.NEGATIVE_INFINITY;
      for (int j = row; j < row + classes; j++) {
        max = Math.max(max, x[j]);
      }
      float sum = 0;
      for (int j = row; j < row + classes; j++) {
        sum += (float) Math.exp(x[j] - max);
      }
      float logSum = (float) Math.log(sum);
      float loss = 0;
      for (int j = row; j < row + classes; j++) {
        loss += t[j] * (logSum + (max - x[j]));
      }
      losses[i] = loss;
    }
  }
}
