package twofold.gpu.rnn.attention;

import java.util.Arrays;
import twofold.gpu.GpuDevice;
import twofold.rnn.attention.AttentionGradient;
import twofold.rnn.attention.Heads;

/**
 * {@link AttentionGradient}, one work item for each query and one for each key of each head; who
 * collects need not wait for anybody. With what {@link AttentionStatisticsGpu} found out before,
 * any weight can be computed alone: p = exp(s − m)/l.
 */
final class AttentionGradientGpu extends AttentionRow implements AttentionGradient.Kernel<float[]> {
  private final AttentionStatisticsGpu rows = new AttentionStatisticsGpu();

  float[] g;
  float[] statistics;
  float[] y;

  // region kernel
  @Override
  public void run() {
    int item = getGlobalId();
    int ofQueries = batch * queries * heads;
    if (item < ofQueries) { // a row of Q̄
      int to = item * width;
      int first = firstKey(item);
      for (int c = 0; c < width; c++) {
        y[to + c] = 0;
      }
      for (int n = 0; n < visible[item / heads]; n++) {
        int j = first + n * heads;
        float p = exp(score(to, j * width) - statistics[3 * item]) / statistics[3 * item + 1];
        float z = p * (fromAbove(item, j) - statistics[3 * item + 2]) * scale;
        for (int c = 0; c < width; c++) {
          y[to + c] += z * k[j * width + c];
        }
      }
    } else if (item < ofQueries + batch * keys * heads) { // a row of K̄ and one of V̄
      int j = item - ofQueries;
      int b = j / (heads * keys);
      int place = j / heads % keys;
      int toKey = (ofQueries + j) * width;
      int toValue = (ofQueries + batch * keys * heads) * width + j * values;
      for (int c = 0; c < width; c++) {
        y[toKey + c] = 0;
      }
      for (int c = 0; c < values; c++) {
        y[toValue + c] = 0;
      }
      for (int n = 0; n < queries; n++) {
        if (place < visible[b * queries + n]) {
          int i = (b * queries + n) * heads + j % heads;
          float p = exp(score(i * width, j * width) - statistics[3 * i]) / statistics[3 * i + 1];
          float z = p * (fromAbove(i, j) - statistics[3 * i + 2]) * scale;
          for (int c = 0; c < width; c++) {
            y[toKey + c] += z * q[i * width + c];
          }
          for (int c = 0; c < values; c++) {
            y[toValue + c] += p * g[i * values + c];
          }
        }
      }
    }
  }

  /** {@code A_ij = gᵢ·vⱼ}, from their numbers among all, in heads. */
  protected float fromAbove(int i, int j) {
    float a = 0;
    for (int c = 0; c < values; c++) {
      a += g[i * values + c] * v[j * values + c];
    }
    return a;
  }

  // endregion

  @Override
  public synchronized void pullBack(
      float[] ofQueries,
      float[] ofKeys,
      float[] ofValues,
      float[] gradient,
      float[] to,
      int[] seen,
      Heads s) {
    if (s.ofQueries() == 0 || s.ofKeys() == 0 || s.ofValues() == 0) { // no empty arrays in OpenCL
      Arrays.fill(to, 0);
      return;
    }
    float[] found = GpuDevice.scratch(3 * s.batch() * s.queries() * s.heads());
    rows.of(ofQueries, ofKeys, ofValues, gradient, found, seen, s);
    set(ofQueries, ofKeys, ofValues, seen, s);
    g = gradient;
    statistics = found;
    y = to;
    launch((batch * queries + batch * keys) * heads);
  }
}
