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
import twofold.tensor.Shape;
import twofold.tensor.Where;

/** A square matrix or its transpose, element by element where the first is 1, on every path. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WhereBenchmark {
  @Param({"32", "1024"})
  public int size;

  @Param({"reference", "cpu-plain", "cpu", "gpu"})
  public String path;

  private Runnable where;

  @Setup(Level.Trial)
  public void prepare() {
    double[] x = RandomStreams.of(1).doubles((long) size * size, 0, 2).map(Math::floor).toArray();
    where = Paths.of(path, new Shape(size, size), x, y -> Where.where(y, y, y.transpose()));
  }

  @Benchmark
  public void where() {
    where.run();
  }
}
