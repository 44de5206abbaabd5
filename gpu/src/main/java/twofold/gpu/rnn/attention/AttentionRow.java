package twofold.gpu.rnn.attention;

import twofold.gpu.GpuKernel;
import twofold.rnn.attention.Heads;

/** What the kernels of attention share: the sizes, and the score of a query and a key. */
abstract class AttentionRow extends GpuKernel {
  int batch;
  int heads;
  int queries;
  int keys;
  int width;
  int values;
  float scale;
  float[] q;
  float[] k;
  float[] v;
  int[] visible;

  final void set(float[] ofQueries, float[] ofKeys, float[] ofValues, int[] seen, Heads s) {
    batch = s.batch();
    heads = s.heads();
    queries = s.queries();
    keys = s.keys();
    width = s.width();
    values = s.values();
    scale = (float) s.scale();
    q = ofQueries;
    k = ofKeys;
    v = ofValues;
    visible = seen;
  }

  /** The first key of a query's example and head, from their numbers among all, in heads. */
  protected int firstKey(int query) {
    return query / (heads * queries) * keys * heads + query % heads;
  }

  /** {@code qᵢ·kⱼ/√d}; the arguments are where they start. */
  protected float score(int query, int key) {
    float dot = 0;
    for (int c = 0; c < width; c++) {
      dot += q[query + c] * k[key + c];
    }
    return dot * scale;
  }

  /** The largest score of a query with its keys; the first of them starts at {@code key}. */
  protected float largest(int query, int key, int seen) {
    float max = score(query, key);
    for (int j = 1; j < seen; j++) {
      float x = score(query, key + j * heads * width);
      max = x > max ? x : max;
    }
    return max;
  }
}
