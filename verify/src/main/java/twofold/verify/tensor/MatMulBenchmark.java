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

/** Square products {@code C = A·B} on every path, beside the loop that a textbook would write. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MatMulBenchmark {
  @Param({"128", "512", "1024"})
  public int size;

  /** {@code textbook} is one thread and float; {@code reference} is the definition in double. */
  @Param({"reference", "textbook", "cpu-plain", "cpu", "gpu"})
  public String path;

  private Runnable product;

  @Setup(Level.Trial)
  public void prepare() {
    var random = RandomStreams.of(1);
    double[] a = random.doubles((long) size * size, -1, 1).toArray();
    double[] b = random.doubles((long) size * size, -1, 1).toArray();
    product = path.equals("textbook") ? textbook(a, b) : Paths.of(path, size, a, b);
  }

  @Benchmark
  public void multiply() {
    product.run();
  }

  /** The i-k-j loop: the innermost index runs along rows of B and C, so memory is read in order. */
  private Runnable textbook(double[] a64, double[] b64) {
    int n = size;
    float[] a = Paths.floats(a64);
    float[] b = Paths.floats(b64);
    float[] c = new float[n * n];
    return () -> textbook(a, b, c, n);
  }

  private static void textbook(float[] a, float[] b, float[] c, int n) {
    java.util.Arrays.fill(c, 0);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        float x = a[i * n + k];
        for (int j = 0; j < n; j++) {
          c[i * n + j] += x * b[k * n + j];
        }
      }
    }
  }
}
