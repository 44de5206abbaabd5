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
import twofold.tensor.ArgSort;
import twofold.tensor.Shape;
import twofold.tensor.Sort;
import twofold.tensor.Tensor;
import twofold.tensor.TopK;

/**
 * A million numbers in one row or in many, on every path: their order, the numbers in order, and
 * the ten largest of each row.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SortBenchmark {
  @Param({"1", "1000", "100000"})
  public int rows;

  @Param({"reference", "cpu-plain", "cpu", "gpu"})
  public String path;

  private Runnable order;
  private Runnable sort;
  private Runnable top;

  @Setup(Level.Trial)
  public void prepare() {
    double[] x = RandomStreams.of(1).doubles(1_000_000, -1, 1).toArray();
    Shape shape = new Shape(rows, x.length / rows);
    Tensor there = Paths.device(path).tensor(shape, x);
    order = Paths.inScope(() -> ArgSort.argSort(there, 1));
    sort = Paths.of(path, shape, x, y -> Sort.sort(y, 1));
    top = Paths.of(path, shape, x, y -> TopK.topK(y, 10).values());
  }

  @Benchmark
  public void argSort() {
    order.run();
  }

  @Benchmark
  public void sort() {
    sort.run();
  }

  @Benchmark
  public void topK() {
    top.run();
  }
}
