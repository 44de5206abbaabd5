package twofold.verify.tensor;

import static twofold.tensor.Scatter.scatter;

import org.openjdk.jmh.annotations.Param;
import twofold.math.RandomStreams;
import twofold.tensor.Indices;
import twofold.tensor.Scatter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** Rows added to those of a table by number: the gradient of an embedding. */
@Times(Scatter.class)
public class ScatterBenchmark extends OperationBenchmark {
  private static final Shape TABLE = new Shape(10_000, 64);

  /** Rows. */
  @Param({"1000", "10000", "100000"})
  public int size;

  @Override
  protected Runnable call() {
    Indices words = Indices.indices(RandomStreams.of(1).ints(size, 0, 10_000).toArray());
    Tensor updates = uniform(size, 64);
    return () -> scatter(words, updates, TABLE, 0);
  }

  /** The updates are read and added to what is there; the table is written, with zeros first. */
  @Override
  protected Work work() {
    double updates = 64.0 * size;
    return elements(updates, 3 * updates + TABLE.size());
  }
}
