package twofold.rnn.attention;

import java.util.Arrays;
import twofold.tensor.Device;
import twofold.tensor.Parallel;

/**
 * {@link Attention} in float: heads dealt out to the threads, each in blocks of queries. Keys are
 * transposed once for each head, and scaled on the way; so every product runs along rows.
 */
class AttentionCpu implements Attention.Kernel<float[]> {
  private final HeadRows heads;

  AttentionCpu() {
    this(new HeadRows(new SmallProduct(), Device::cpuPlain));
  }

  AttentionCpu(HeadRows heads) {
    this.heads = heads;
  }

  @Override
  public final void attend(float[] q, float[] k, float[] v, float[] y, int[] visible, Heads s) {
    Parallel.ranges(
        s.batch() * s.heads(),
        HeadRows.grain(s),
        (from, to) -> {
          for (int head = from; head < to; head++) {
            head(q, k, v, y, visible, s, head / s.heads(), head % s.heads());
          }
        });
  }

  private void head(
      float[] q, float[] k, float[] v, float[] y, int[] visible, Heads s, int b, int h) {
    HeadRows.Room room = heads.room(s);
    int ofKey = s.heads() * s.width();
    int ofValue = s.heads() * s.values();
    float scale = (float) s.scale();
    HeadRows.transpose(k, s.key(b, 0, h), ofKey, s.keys(), s.width(), scale, room.keys);
    for (int i = 0; i < s.queries(); i += HeadRows.ROWS) {
      int rows = Math.min(HeadRows.ROWS, s.queries() - i);
      HeadRows.Block block = new HeadRows.Block(visible, b * s.queries() + i, rows);
      int result = s.result(b, i, h);
      for (int r = 0; r < rows; r++) {
        Arrays.fill(y, result + r * ofValue, result + r * ofValue + s.values(), 0);
      }
      if (block.columns() > 0) {
        heads.weights(q, s.query(b, i, h), room, block, s);
        int value = s.value(b, 0, h);
        heads.gather(room.weights, block, v, value, ofValue, y, result, ofValue, s.values());
      }
    }
  }
}
