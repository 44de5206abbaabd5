package twofold.verify.tensor;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import twofold.math.RandomStreams;
import twofold.tensor.Gather;
import twofold.tensor.Indices;
import twofold.tensor.Shape;

/**
 * Rows of a table by number, as words of a vocabulary of 10,000 in 64 dimensions, on every path.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GatherBenchmark {
  @Param({"1000", "100000"})
  public int rows;

  @Param({"reference", "cpu-plain", "cpu", "gpu"})
  public String path;

  private Runnable gather;

  @Setup(Level.Trial)
  public void prepare() {
    Indices words = Indices.indices(RandomStreams.of(1).ints(rows, 0, 10_000).toArray());
    double[] table = RandomStreams.of(2).doubles(640_000, -1, 1).toArray();
    Shape shape = new Shape(10_000, 64);
    gather = Paths.of(path, shape, table, x -> Gather.gather(x, words, 0));
  }

  @Benchmark
  public void gather() {
    gather.run();
  }
}
