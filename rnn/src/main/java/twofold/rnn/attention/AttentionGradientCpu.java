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
      HeadRows.Block block = new HeadRows.Block(visible, b * s.queries() + i, rows);
      int n = block.columns();
      if (n > 0) {
        int query = s.query(b, i, h);
        int result = s.result(b, i, h);
        float[] p = room.weights;
        float[] z = room.scores;
        heads.weights(q, query, room, block, s);
        heads.scores(g, result, ofValue, room.values, s.keys(), z, rows, s.values(), n); // A
        for (int r = 0; r < rows; r++) {
          throughSoftmax(p, z, r * n, block.seenBy(r), scale);
        }
        heads.gather(z, block, k, key, ofKey, y, query, ofKey, s.width());
        heads.scatter(z, block, q, query, ofKey, y, keyGradient, ofKey, s.width());
        heads.scatter(p, block, g, result, ofValue, y, valueGradient, ofValue, s.values());
      }
    }
  }

  /** {@code z = p∘(z − Σ p∘z)·scale} for one row, as far as it sees. */
  private void throughSoftmax(float[] p, float[] z, int row, int seen, float scale) {
    float delta = heads.product.dot(p, row, z, row, seen);
    for (int j = row; j < row + seen; j++) {
      z[j] = p[j] * (z[j] - delta) * scale;
    }
  }
}
