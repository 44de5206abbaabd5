package twofold.gpu.rnn.attention;

import twofold.rnn.attention.Heads;

/**
 * What {@link AttentionGradientGpu} has to know about each row of weights to compute any of them
 * alone: the largest score m, the sum l of exp(s − m), and δ = Σⱼ pⱼ·aⱼ. One work item for each
 * query of each head.
 */
final class AttentionStatisticsGpu extends AttentionRow {
  float[] g;
  float[] statistics;

  @Override
  public void run() {
    int item = getGlobalId();
    if (item < batch * queries * heads) {
      int seen = visible[item / heads];
      int query = item * width;
      int result = item * values;
      int first = firstKey(item);
      float max = 0;
      float sum = 0;
      float products = 0;
      if (seen > 0) {
        max = score(query, first * width);
        for (int j = 1; j < seen; j++) {
          float x = score(query, (first + j * heads) * width);
          max = x > max ? x : max;
        }
      }
      for (int j = 0; j < seen; j++) {
        float e = exp(score(query, (first + j * heads) * width) - max);
        int value = (first + j * heads) * values;
        float a = 0;
        for (int c = 0; c < values; c++) {
          a += g[result + c] * v[value + c];
        }
        sum += e;
        products += e * a;
      }
      statistics[3 * item] = max;
      statistics[3 * item + 1] = sum;
      statistics[3 * item + 2] = products / sum;
    }
  }

  /** Three numbers for each query of each head: m, l and δ. */
  synchronized void of(
      float[] ofQueries,
      float[] ofKeys,
      float[] ofValues,
      float[] gradient,
      float[] to,
      int[] seen,
      Heads s) {
    set(ofQueries, ofKeys, ofValues, seen, s);
    g = gradient;
    statistics = to;
    launch(batch * queries * heads);
  }
}
