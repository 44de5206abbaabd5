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
import twofold.tensor.CumSum;
import twofold.tensor.Prod;
import twofold.tensor.Shape;

/**
 * A million numbers in rows of some length, on every path: running sums along the rows and down the
 * columns, and beside them the product of each row.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CumSumBenchmark {
  @Param({"1", "1000", "100000"})
  public int rows;

  @Param({"reference", "cpu-plain", "cpu", "gpu"})
  public String path;

  private Runnable along;
  private Runnable down;
  private Runnable product;

  @Setup(Level.Trial)
  public void prepare() {
    double[] x = RandomStreams.of(1).doubles(1_000_000, -1, 1).toArray();
    double[] aroundOne = RandomStreams.of(2).doubles(x.length, 0.9999, 1.0001).toArray();
    Shape shape = new Shape(rows, x.length / rows);
    along = Paths.of(path, shape, x, y -> CumSum.cumSum(y, 1));
    down = Paths.of(path, shape, x, y -> CumSum.cumSum(y, 0));
    product = Paths.of(path, shape, aroundOne, y -> Prod.prod(y, 1));
  }

  @Benchmark
  public void alongRows() {
    along.run();
  }

  @Benchmark
  public void downColumns() {
    down.run();
  }

  @Benchmark
  public void prod() {
    product.run();
  }
}
