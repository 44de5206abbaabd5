package twofold.rnn.data;

import java.util.ArrayList;
import java.util.List;
import twofold.nn.train.Examples;
import twofold.nn.train.RowExamples;
import twofold.tensor.Device;

/**
 * Windows for truncated backpropagation through time: where a row ends in one batch, the same row
 * goes on in the next one.
 *
 * <pre>
 *   The text, but for a rest, is cut into strips, one for each row r:
 *
 *              batch 0                batch 1                   …
 *     row 0    x[0] … x[T − 1]        x[T] … x[2T − 1]          …
 *     row 1    x[L] … x[L + T − 1]    x[L + T] … x[L + 2T − 1]  …
 *
 *   Row r of batch k is example number k·rows + r, and begins at r·L + k·T; a strip has L = batches·T characters.
 * </pre>
 *
 * <p>A recurrent network that keeps its state from one batch to the next, without its gradient,
 * then has read the strip from its beginning, though it only learns through T steps. [Williams and
 * Peng, An Efficient Gradient-Based Algorithm for On-Line Training of Recurrent Network
 * Trajectories, 1990]
 *
 * <p>The order is all that this is for. So in training, where {@link twofold.nn.train.Fit} shuffles
 * the numbers of examples, they are passed over, and batches come by their places: the first batch
 * of an epoch has the beginnings of the strips, whoever keeps a state forgets it there. The size of
 * the batches must be that of the rows.
 */
public final class ConsecutiveWindows implements Examples {
  private final CharacterText text;
  private final int rows;
  private final int time;
  private final int batches;

  /**
   * @param rows how many strips are read side by side, at least 1
   * @param time T, how many steps are learned through, at least 1
   */
  ConsecutiveWindows(CharacterText text, int rows, int time) {
    text.requireWindows(rows, time);
    this.text = text;
    this.rows = rows;
    this.time = time;
    this.batches = (text.length() - 1) / rows / time;
  }

  /** How many batches an epoch has. */
  public int batches() {
    return batches;
  }

  @Override
  public int count() {
    return batches * rows;
  }

  @Override
  public Batch batch(Device<?> device, int[] order, int from, int to) {
    List<RowExamples.Row> windows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int k = order[i] / rows;
      int r = order[i] % rows;
      windows.add(text.window((r * batches + k) * time, time));
    }
    return RowExamples.batch(device, windows);
  }

  /** In their order, whatever order is asked for. */
  @Override
  public Examples epoch(long seed, int epoch) {
    ConsecutiveWindows windows = this;
    int[] inOrder = inOrder();
    return new Examples() {
      @Override
      public int count() {
        return windows.count();
      }

      @Override
      public Batch batch(Device<?> device, int[] order, int from, int to) {
        if (to - from != rows || from % rows != 0) {
          throw new IllegalArgumentException(
              "consecutive windows need batches of %d, as many as rows; got examples %d to %d"
                  .formatted(rows, from, to - 1));
        }
        return windows.batch(device, inOrder, from, to);
      }
    };
  }
}
