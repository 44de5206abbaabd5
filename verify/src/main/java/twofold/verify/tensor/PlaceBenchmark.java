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
import twofold.tensor.Pad;
import twofold.tensor.Shape;

/** A square matrix with a border of zeros, on every path. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlaceBenchmark {
  @Param({"32", "1024"})
  public int size;

  @Param({"reference", "cpu-plain", "cpu", "gpu"})
  public String path;

  private Runnable place;

  @Setup(Level.Trial)
  public void prepare() {
    double[] x = RandomStreams.of(1).doubles((long) size * size, -1, 1).toArray();
    place =
        Paths.of(path, new Shape(size, size), x, y -> Pad.pad(y, 0, Pad.by(1, 1), Pad.by(1, 1)));
  }

  @Benchmark
  public void place() {
    place.run();
  }
}
