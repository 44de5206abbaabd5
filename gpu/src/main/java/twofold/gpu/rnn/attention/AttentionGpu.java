package twofold.gpu.rnn.attention;

import java.util.Arrays;
import twofold.rnn.attention.Attention;
import twofold.rnn.attention.Heads;

/**
 * {@link Attention}, one work item for each query of each head. A row of scores has no place of its
 * own: it is computed twice, for its largest score and for the weights.
 *
 * <p>A NaN that the comparison misses makes the sum NaN, and so every number of its row, as it
 * should.
 */
final class AttentionGpu extends AttentionRow implements Attention.Kernel<float[]> {
  float[] y;

  // region kernel
  @Override
  public void run() {
    int item = getGlobalId();
    if (item < batch * queries * heads) {
      int seen = visible[item / heads];
      int query = item * width;
      int result = item * values;
      int first = firstKey(item);
      for (int c = 0; c < values; c++) {
        y[result + c] = 0;
      }
      if (seen > 0) {
        float max = score(query, first * width);
        for (int j = 1; j < seen; j++) {
          float x = score(query, (first + j * heads) * width);
          max = x > max ? x : max;
        }
        float sum = 0;
        for (int j = 0; j < seen; j++) {
          float e = exp(score(query, (first + j * heads) * width) - max);
          int value = (first + j * heads) * values;
          sum += e;
          for (int c = 0; c < values; c++) {
            y[result + c] += e * v[value + c];
          }
        }
        for (int c = 0; c < values; c++) {
          y[result + c] = y[result + c] / sum;
        }
      }
    }
  }

  // endregion

  @Override
  public synchronized void attend(
      float[] ofQueries, float[] ofKeys, float[] ofValues, float[] to, int[] seen, Heads s) {
    if (s.ofKeys() == 0 || s.ofValues() == 0 || to.length == 0) { // OpenCL knows no empty array
      Arrays.fill(to, 0);
      return;
    }
    set(ofQueries, ofKeys, ofValues, seen, s);
    y = to;
    launch(batch * queries * heads);
  }
}
