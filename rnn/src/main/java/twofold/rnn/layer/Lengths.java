package twofold.rnn.layer;

import static twofold.tensor.Gather.gather;
import static twofold.tensor.Where.where;

import java.util.Arrays;
import twofold.rnn.cell.Reading;
import twofold.rnn.cell.State;
import twofold.tensor.Device;
import twofold.tensor.Indices;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * How long each sequence of a batch is. A batch is one tensor, so shorter sequences are filled up
 * to the longest; what stands there, the padding, must never matter.
 *
 * <pre>
 *   time = 4    lengths = 4, 2, 3
 *
 *     x x x x
 *     x x . .        the last state of this one is that of its second step
 *     x x x .
 * </pre>
 */
public final class Lengths {
  private final int[] lengths;
  private final int time;

  /**
   * @param lengths of each sequence, 1 to time
   * @param time how many steps the tensor has
   */
  public Lengths(int[] lengths, int time) {
    for (int b = 0; b < lengths.length; b++) {
      if (lengths[b] < 1 || lengths[b] > time) {
        throw new ShapeException(
            "the length of sequence %d must be 1 to %d, the steps there are, got %d",
            b, time, lengths[b]);
      }
    }
    this.lengths = lengths.clone();
    this.time = time;
  }

  /** All sequences as long as the tensor (batch, time, …). */
  public static Lengths whole(Tensor x) {
    int[] all = new int[x.dim(0)];
    Arrays.fill(all, x.dim(1));
    return new Lengths(all, x.dim(1));
  }

  /**
   * Lengths that came as a tensor, beside the sequences.
   *
   * @param lengths (batch), whole numbers
   * @param x (batch, time, …)
   */
  public static Lengths of(Tensor lengths, Tensor x) {
    if (x.rank() < 2 || !lengths.shape().equals(new Shape(x.dim(0)))) {
      throw new ShapeException(
          "beside sequences of shape %s lengths must have shape (batch), got %s",
          x.shape(), lengths.shape());
    }
    double[] numbers = lengths.toArray();
    int[] whole = new int[numbers.length];
    for (int b = 0; b < whole.length; b++) {
      if (numbers[b] != Math.rint(numbers[b])) {
        throw new ShapeException(
            "the length of sequence %d must be a whole number, got %s", b, numbers[b]);
      }
      whole[b] = (int) numbers[b];
    }
    return new Lengths(whole, x.dim(1));
  }

  /** How long sequence b is. */
  public int of(int b) {
    return lengths[b];
  }

  /** How many sequences. */
  public int batch() {
    return lengths.length;
  }

  /** The longest. */
  public int longest() {
    return Arrays.stream(lengths).max().orElse(0);
  }

  /** Whether there is no padding. */
  public boolean areWhole() {
    return Arrays.stream(lengths).allMatch(length -> length == time);
  }

  /** 1 for the steps there are and 0 for padding: (batch, time, 1). */
  public Tensor mask(Device<?> device) {
    float[] mask = new float[lengths.length * time];
    for (int b = 0; b < lengths.length; b++) {
      Arrays.fill(mask, b * time, b * time + lengths[b], 1);
    }
    return device.tensor(new Shape(lengths.length, time, 1), mask);
  }

  /** 1 for the sequences that have a step t, counted from 0: (batch, 1). */
  Tensor goOn(int t, Device<?> device) {
    float[] mask = new float[lengths.length];
    for (int b = 0; b < mask.length; b++) {
      mask[b] = t < lengths[b] ? 1 : 0;
    }
    return device.tensor(new Shape(mask.length, 1), mask);
  }

  /**
   * Zeros in the place of padding, whatever it was.
   *
   * @param x (batch, time, features)
   */
  public Tensor masked(Tensor x) {
    requireFits(x);
    return areWhole() ? x : where(mask(x.device()), x, x.device().scalar(0));
  }

  /** The state after the last step of each sequence. */
  public State last(Reading reading) {
    if (areWhole()) {
      return reading.last();
    }
    int[] rows = new int[lengths.length];
    for (int b = 0; b < rows.length; b++) {
      rows[b] = b * time + lengths[b] - 1;
    }
    return new State(
        reading.parts().stream().map(part -> take(part, rows, lengths.length)).toList());
  }

  /**
   * Each sequence from its end to its start; padding stays where it is.
   *
   * @param x (batch, time, features)
   */
  public Tensor reversed(Tensor x) {
    requireFits(x);
    int[] rows = new int[lengths.length * time];
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < time; t++) {
        int from = t < lengths[b] ? lengths[b] - 1 - t : t;
        rows[b * time + t] = b * time + from;
      }
    }
    return take(x, rows, lengths.length, time);
  }

  /** Rows of (batch·time, features), as (dims…, features). */
  private static Tensor take(Tensor x, int[] rows, int... dims) {
    int features = x.dim(2);
    int[] shape = Arrays.copyOf(dims, dims.length + 1);
    shape[dims.length] = features;
    Tensor table = x.reshape(x.dim(0) * x.dim(1), features);
    return gather(table, Indices.indices(rows), 0).reshape(new Shape(shape));
  }

  private void requireFits(Tensor x) {
    if (x.rank() != 3 || x.dim(0) != lengths.length || x.dim(1) != time) {
      throw new ShapeException(
          "lengths of %d sequences of %d steps need shape (%d, %d, features), got %s",
          lengths.length, time, lengths.length, time, x.shape());
    }
  }

  @Override
  public String toString() {
    return "lengths " + Arrays.toString(lengths) + " of " + time;
  }
}
