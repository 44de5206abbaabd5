package twofold.gpu.rnn.attention;

import twofold.gpu.GpuKernel;
import twofold.rnn.attention.Heads;

/**
 * What the kernels of attention share: the sizes, and the score of a query and a key.
 *
 * <p>What {@code run} calls calls nothing else: Aparapi writes the functions of a kernel in any
 * order, and OpenCL wants to see one before it is called.
 */
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
}
