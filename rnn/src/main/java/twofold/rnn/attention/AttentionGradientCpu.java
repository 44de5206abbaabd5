package twofold.rnn.attention;

import java.util.Arrays;
import twofold.tensor.Device;
import twofold.tensor.Parallel;

/**
 * {@link AttentionGradient} in float, by heads and blocks as {@link AttentionCpu}: the weights of a
 * block are computed again, then its part of all three results. A head's keys and values get theirs
 * block by block, always in the same order.
 */
class AttentionGradientCpu implements AttentionGradient.Kernel<float[]> {
  private final HeadRows heads;

  AttentionGradientCpu() {
    this(new HeadRows(new SmallProduct(), Device::cpuPlain));
  }

  AttentionGradientCpu(HeadRows heads) {
    this.heads = heads;
  }

  @Override
  public final void pullBack(
      float[] q, float[] k, float[] v, float[] g, float[] y, int[] visible, Heads s) {
    Arrays.fill(y, 0);
    Parallel.ranges(
        s.batch() * s.heads(),
        HeadRows.grain(s),
        (from, to) -> {
          for (int head = from; head < to; head++) {
            head(q, k, v, g, y, visible, s, head / s.heads(), head % s.heads());
          }
        });
  }

  private void head(
      float[] q, float[] k, float[] v, float[] g, float[] y, int[] visible, Heads s, int b, int h) {
    HeadRows.Room room = heads.room(s);
    int ofKey = s.heads() * s.width();
    int ofValue = s.heads() * s.values();
    int key = s.key(b, 0, h);
    int value = s.value(b, 0, h);
    int keyGradient = s.ofQueries() + key;
    int valueGradient = s.ofQueries() + s.ofKeys() + value;
    float scale = (float) s.scale();
    HeadRows.transpose(k, key, ofKey, s.keys(), s.width(), scale, room.keys);
    HeadRows.transpose(v, value, ofValue, s.keys(), s.values(), 1, room.values);
    for (int i = 0; i < s.queries(); i += HeadRows.ROWS) {
      int rows = Math.min(HeadRows.ROWS, s.queries() - i);
      int at = b * s.queries() + i;
      int n = visible[at + rows - 1];
      if (n > 0) {
        int query = s.query(b, i, h);
        int result = s.result(b, i, h);
        heads.weights(q, room, visible, s, b, h, i, rows, n);
        float[] p = room.weights;
        float[] z = room.scores;
        heads.scores(g, result, ofValue, room.values, s.keys(), z, rows, s.values(), n); // A
        for (int r = 0; r < rows; r++) {
          throughSoftmax(p, z, r * n, visible[at + r], scale);
        }
        heads.gather(z, n, visible, at, rows, k, key, ofKey, y, query, ofKey, s.width());
        heads.scatter(z, n, visible, at, rows, q, query, ofKey, y, keyGradient, ofKey, s.width());
        heads.scatter(
            p, n, visible, at, rows, g, result, ofValue, y, valueGradient, ofValue, s.values());
      }
    }
  }

  /** {@code z = p∘(z − Σ p∘z)·scale} for one row, as far as it sees. */
  private void throughSoftmax(float[] p, float[] z, int row, int visible, float scale) {
    float delta = heads.product.dot(p, row, z, row, visible);
    for (int j = row; j < row + visible; j++) {
      z[j] = p[j] * (z[j] - delta) * scale;
    }
  }
}
