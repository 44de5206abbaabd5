package twofold.nn.pipeline;

import java.util.Arrays;
import java.util.List;

/**
 * Sequences of different lengths as one rectangle: what is missing at the end is filled up.
 *
 * <pre>
 *   values[i][t] = xᵢ[t] for t &lt; lengths[i], else the padding;   t &lt; max lengths
 * </pre>
 *
 * The lengths tell which numbers mean something: of a sum or a mean, padding must be no part.
 *
 * @param values rows of equal length; not to be changed
 * @param lengths how many numbers of each row are its own; not to be changed
 */
public record Padded(double[][] values, int[] lengths) {

  // region padded
  /** The rectangle that is just wide enough. */
  public static Padded of(List<double[]> sequences, double padding) {
    int[] lengths = sequences.stream().mapToInt(sequence -> sequence.length).toArray();
    int longest = Arrays.stream(lengths).max().orElse(0);
    double[][] values = new double[lengths.length][];
    for (int i = 0; i < values.length; i++) {
      values[i] = Arrays.copyOf(sequences.get(i), longest);
      Arrays.fill(values[i], lengths[i], longest, padding);
    }
    return new Padded(values, lengths);
  }

  // endregion

  /** How many sequences. */
  public int count() {
    return lengths.length;
  }

  /** Sequence i as it was. */
  public double[] sequence(int i) {
    return Arrays.copyOf(values[i], lengths[i]);
  }
}
