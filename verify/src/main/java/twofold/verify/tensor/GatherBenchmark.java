package twofold.verify.tensor;

import static twofold.tensor.Gather.gather;

import org.openjdk.jmh.annotations.Param;
import twofold.math.RandomStreams;
import twofold.tensor.Gather;
import twofold.tensor.Indices;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** Rows of a table by number, as words of a vocabulary of 10,000 in 64 dimensions. */
@Times(Gather.class)
public class GatherBenchmark extends OperationBenchmark {
  /** Rows. */
  @Param({"1000", "10000", "100000"})
  public int size;

  @Override
  protected Runnable call() {
    Indices words = Indices.indices(RandomStreams.of(1).ints(size, 0, 10_000).toArray());
    Tensor table = uniform(10_000, 64);
    return () -> gather(table, words, 0);
  }

  @Override
  protected Work work() {
    return elements(64.0 * size, 2 * 64.0 * size);
  }
}
