package twofold.nn.train;

import java.util.List;
import twofold.nn.pipeline.Dataset;
import twofold.tensor.Device;
import twofold.tensor.Shape;

/**
 * Rows of numbers with rows of numbers to predict: inputs (batch, numbers), targets (batch,
 * answers).
 *
 * <p>The way from a {@link Dataset} to training. {@link #of} walks through one epoch, and {@link
 * Fit#run} learns from what is remembered, shuffling and batching itself; {@link #ofEachEpoch}
 * walks anew for each epoch of the training. {@link #batch} makes tensors of a batch, for a loop of
 * one's own that never holds more than some batches:
 *
 * <pre>
 *   rows.shuffle(1000, seed).batch(32, false).prefetch(2)
 *       .forEach(epoch, batch -&gt; fit.step(RowExamples.batch(device, batch), context))
 * </pre>
 */
public final class RowExamples implements Examples {

  /**
   * @param input what is known; not to be changed
   * @param target what is to be predicted; not to be changed
   */
  public record Row(double[] input, double[] target) {}

  private final List<Row> rows;
  private final Dataset<Row> source; // of later epochs, or null if all are alike

  /** Rows that are alike: as many inputs and as many targets in each. */
  public RowExamples(List<Row> rows) {
    this(rows, null);
  }

  private RowExamples(List<Row> rows, Dataset<Row> source) {
    this.rows = List.copyOf(rows);
    this.source = source;
    requireAlike(rows);
  }

  /** The rows of an epoch. */
  public static RowExamples of(Dataset<Row> dataset, long epoch) {
    return new RowExamples(dataset.toList(epoch));
  }

  /**
   * Rows that are drawn anew for each epoch of the training, as many each time; outside of
   * training, those of epoch 0.
   */
  public static RowExamples ofEachEpoch(Dataset<Row> dataset) {
    return new RowExamples(dataset.toList(0), dataset);
  }

  /** The seed of the training plays no part: chance in a data set comes of seeds of its own. */
  @Override
  public Examples epoch(long seed, int epoch) {
    if (source == null) {
      return this;
    }
    RowExamples drawn = of(source, epoch);
    if (drawn.count() != count()) {
      throw new IllegalStateException(
          "each epoch must have %d rows, as epoch 0 has; got %d in epoch %d"
              .formatted(count(), drawn.count(), epoch));
    }
    return drawn;
  }

  @Override
  public int count() {
    return rows.size();
  }

  @Override
  public Batch batch(Device<?> device, int[] order, int from, int to) {
    return tensors(device, Dataset.range(to - from).map(i -> rows.get(order[from + i])).toList());
  }

  /** Rows that are alike as tensors; at least one. */
  public static Batch batch(Device<?> device, List<Row> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a batch must have at least one row, got none");
    }
    requireAlike(rows);
    return tensors(device, rows);
  }

  private static Batch tensors(Device<?> device, List<Row> rows) {
    int n = rows.size();
    int width = rows.get(0).input.length;
    int answers = rows.get(0).target.length;
    double[] inputs = new double[n * width];
    double[] targets = new double[n * answers];
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows.get(i).input, 0, inputs, i * width, width);
      System.arraycopy(rows.get(i).target, 0, targets, i * answers, answers);
    }
    return new Batch(
        device.tensor(new Shape(n, width), inputs), device.tensor(new Shape(n, answers), targets));
  }

  private static void requireAlike(List<Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      Row first = rows.get(0);
      Row row = rows.get(i);
      if (row.input.length != first.input.length || row.target.length != first.target.length) {
        throw new IllegalArgumentException(
            "rows must have %d inputs and %d targets, as the first one has; got %d and %d in row %d"
                .formatted(
                    first.input.length,
                    first.target.length,
                    row.input.length,
                    row.target.length,
                    i));
      }
    }
  }
}
