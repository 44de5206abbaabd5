package twofold.rnn.data;

import java.util.function.DoubleUnaryOperator;
import twofold.nn.pipeline.Dataset;
import twofold.nn.synthetic.Series;
import twofold.nn.train.Examples;
import twofold.nn.train.RowExamples;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * A function of time, to be foretold one step ahead.
 *
 * <pre>
 *   input    f(s)      f(s + h)   …  f(s + (n − 1)·h)          s uniform in [from, to − n·h]
 *   target   f(s + h)  f(s + 2h)  …  f(s + n·h)                both (batch, n, 1)
 * </pre>
 *
 * @param series f
 * @param from where time begins
 * @param to where it ends
 * @param step h, above 0
 */
public record SeriesWindows(DoubleUnaryOperator series, double from, double to, double step) {

  public SeriesWindows {
    if (!(from < to && Double.isFinite(to - from))) {
      throw new IllegalArgumentException(
          "time must begin before it ends, got " + from + " to " + to);
    }
    if (!(step > 0)) {
      throw new IllegalArgumentException("a step must be above 0, got " + step);
    }
  }

  /** x·sin(x)/3 + 2·sin(5x) from 0 to 30 in steps of 0.1: {@link Series#bumpy}. */
  public static SeriesWindows bumpy() {
    return new SeriesWindows(Series::bumpy, 0, 30, 0.1);
  }

  /**
   * Windows of n steps; others in each epoch of a training, the same for the same seed.
   *
   * @param n at least 1, and few enough for n steps from the beginning to the end
   */
  public Examples draw(int n, int count, long seed) {
    double last = to - n * step;
    if (n < 1 || last < from) {
      throw new IllegalArgumentException(
          "windows must have from 1 to %d steps of %s, got %d"
              .formatted((int) ((to - from) / step), step, n));
    }
    Dataset<RowExamples.Row> rows =
        Dataset.range(count)
            .mapRandomly(
                (i, random) -> window(from + (last - from) * random.nextDouble(), n), seed, 1);
    return new Steps(RowExamples.ofEachEpoch(rows));
  }

  private RowExamples.Row window(double start, int n) {
    double[] input = new double[n];
    double[] target = new double[n];
    for (int i = 0; i < n; i++) {
      input[i] = series.applyAsDouble(start + i * step);
      target[i] = series.applyAsDouble(start + (i + 1) * step);
    }
    return new RowExamples.Row(input, target);
  }

  /** Rows of numbers as sequences of one feature. */
  private record Steps(Examples rows) implements Examples {
    @Override
    public int count() {
      return rows.count();
    }

    @Override
    public Batch batch(Device<?> device, int[] order, int from, int to) {
      Batch batch = rows.batch(device, order, from, to);
      return new Batch(steps(batch.inputs()), steps(batch.targets()));
    }

    @Override
    public Examples epoch(long seed, int epoch) {
      return new Steps(rows.epoch(seed, epoch));
    }

    private static Tensor steps(Tensor x) {
      return x.reshape(x.dim(0), x.dim(1), 1);
    }
  }
}
