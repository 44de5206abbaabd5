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
import twofold.tensor.Indices;
import twofold.tensor.Scatter;
import twofold.tensor.Shape;

/** Rows added to those of a table by number: the gradient of an embedding, on every path. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScatterBenchmark {
  @Param({"1000", "100000"})
  public int rows;

  @Param({"reference", "cpu-plain", "cpu", "gpu"})
  public String path;

  private Runnable scatter;

  @Setup(Level.Trial)
  public void prepare() {
    Indices words = Indices.indices(RandomStreams.of(1).ints(rows, 0, 10_000).toArray());
    double[] updates = RandomStreams.of(2).doubles(64L * rows, -1, 1).toArray();
    Shape table = new Shape(10_000, 64);
    scatter =
        Paths.of(path, new Shape(rows, 64), updates, x -> Scatter.scatter(words, x, table, 0));
  }

  @Benchmark
  public void scatter() {
    scatter.run();
  }
}
