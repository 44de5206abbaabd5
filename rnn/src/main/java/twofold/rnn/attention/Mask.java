package twofold.rnn.attention;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import twofold.rnn.layer.Lengths;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Which keys a query may look at. Of every mask that is in use here they are the first few:
 *
 * <pre>
 *   none         all T keys
 *   padding      the first length_b          sequences of one batch that end earlier than the longest
 *   causal       the first i + 1             nobody sees what comes after him
 *   both         the smaller of the two
 *
 *   queries i ↓  keys j →        none        causal      length 3     both
 *                              ■ ■ ■ ■      ■ · · ·      ■ ■ ■ ·      ■ · · ·
 *                              ■ ■ ■ ■      ■ ■ · ·      ■ ■ ■ ·      ■ ■ · ·
 *                              ■ ■ ■ ■      ■ ■ ■ ·      ■ ■ ■ ·      ■ ■ ■ ·
 *                              ■ ■ ■ ■      ■ ■ ■ ■      ■ ■ ■ ·      ■ ■ ■ ·
 *
 *   With fewer queries than keys a causal mask takes the queries for the last of as many: query i sees the first
 *   keys − queries + i + 1. So text can be written on with the keys of what is there, and one new query.
 * </pre>
 *
 * What is masked gets the weight 0, exactly. A query that may look at nothing, of an example of
 * length 0, gets no weights at all: they are 0, and so is what it is told.
 *
 * @param isCausal whether the keys after a query are hidden from it
 * @param lengths of each example of the batch; empty if all are whole
 */
public record Mask(boolean isCausal, List<Integer> lengths) {

  public Mask {
    lengths = List.copyOf(lengths);
    for (int length : lengths) {
      if (length < 0) {
        throw new IllegalArgumentException("lengths must be 0 or more, got " + length);
      }
    }
  }

  /** Everything may be seen. */
  public static Mask none() {
    return new Mask(false, List.of());
  }

  /** Nobody sees what comes after him. */
  public static Mask causal() {
    return new Mask(true, List.of());
  }

  /** Of each example only so many keys are there; what stands after them is filling. */
  public static Mask padding(int... lengths) {
    return new Mask(false, IntStream.of(lengths).boxed().toList());
  }

  /** The same, as a recurrent layer is told. */
  public static Mask padding(Lengths lengths) {
    return padding(IntStream.range(0, lengths.batch()).map(lengths::of).toArray());
  }

  /** This mask, and nobody sees what comes after him. */
  public Mask andCausal() {
    return new Mask(true, lengths);
  }

  /**
   * How many keys each query sees, for the queries of the first example, then of the second, …: at
   * least as many for a query as for the one before it in its example.
   *
   * @throws ShapeException if there are not as many lengths as examples, one of them is larger than
   *     the number of keys, or the mask is causal and there are fewer keys than queries
   */
  public int[] visible(int batch, int queries, int keys) {
    require(batch, queries, keys);
    int[] visible = new int[batch * queries];
    for (int b = 0; b < batch; b++) {
      for (int i = 0; i < queries; i++) {
        visible[b * queries + i] = seen(b, keys - queries + i, keys);
      }
    }
    return visible;
  }

  /** How many keys example b shows to the query that belongs to the place of this key. */
  private int seen(int b, int place, int keys) {
    int length = lengths.isEmpty() ? keys : lengths.get(b);
    return isCausal ? Math.min(length, place + 1) : length;
  }

  private void require(int batch, int queries, int keys) {
    if (isCausal && queries > keys) {
      throw new ShapeException(
          "a causal mask needs at least as many keys as queries, got %d queries and %d keys",
          queries, keys);
    }
    if (!lengths.isEmpty() && lengths.size() != batch) {
      throw new ShapeException(
          "a padding mask needs one length for each of %d examples, got %d", batch, lengths.size());
    }
    for (int length : lengths) {
      if (length > keys) {
        throw new ShapeException("a length must be at most the %d keys, got %d", keys, length);
      }
    }
  }

  /**
   * The same as a tensor: 1 where query i of example b sees key j, else 0. The shape is the
   * smallest that broadcasts to (batch, queries, keys): (1, queries, keys) for a causal mask,
   * (batch, 1, keys) for padding.
   */
  public Tensor on(Device<?> device, int batch, int queries, int keys) {
    require(batch, queries, keys);
    int examples = lengths.isEmpty() ? 1 : batch;
    int rows = isCausal ? queries : 1;
    double[] sees = new double[examples * rows * keys];
    for (int r = 0; r < examples * rows; r++) {
      int visible = seen(r / rows, keys - rows + r % rows, keys);
      Arrays.fill(sees, r * keys, r * keys + visible, 1);
    }
    return device.tensor(new Shape(examples, rows, keys), sees);
  }
}
