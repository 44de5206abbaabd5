package twofold.verify.nn;

import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Variance.variance;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
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
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Normalise;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Paths;

/**
 * Normalising 64 pictures of 32 channels and 32 × 32 places by batch, and 4096 rows of 512 features
 * by layer: both two million numbers. Forward, with the gradient, and, beside the fused kernels,
 * composed of primitives.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NormaliseBenchmark {
  private static final double EPSILON = BatchNorm.EPSILON;

  @Param({"batch", "layer"})
  public String norm;

  @Param({"fused", "composed"})
  public String writing;

  @Param({"reference", "cpu-plain", "cpu", "gpu"})
  public String path;

  private Runnable forward;
  private Runnable gradient;

  @Setup(Level.Trial)
  public void prepare() {
    boolean isBatch = norm.equals("batch");
    Shape shape = isBatch ? new Shape(64, 32, 32, 32) : new Shape(4096, 512);
    Normalise.Rows rows =
        isBatch
            ? new Normalise.Rows(64, 32, 1024, 32, 1024)
            : new Normalise.Rows(1, 4096, 512, 512, 1);
    UnaryOperator<Tensor> function =
        writing.equals("fused") ? x -> fused(x, rows) : x -> composed(x, rows);
    double[] numbers = RandomStreams.of(1).doubles(shape.size(), -1, 1).toArray();
    forward = Paths.of(path, shape, numbers, function);
    gradient =
        Paths.of(path, shape, numbers, x -> Gradients.of(function.apply(x), x, List.of(x)).get(0));
  }

  private static Tensor fused(Tensor x, Normalise.Rows s) {
    Tensor gain = x.device().ones(s.channels());
    return new Normalise(x, gain, gain, s, EPSILON).apply();
  }

  private static Tensor composed(Tensor x, Normalise.Rows s) {
    Tensor gain = x.device().ones(s.channels(), 1);
    Tensor view = s.view(x);
    Tensor mean = view.mean(0, 2).reshape(1, -1, 1);
    Tensor deviation = sqrt(variance(view, 0, 2).reshape(1, -1, 1).add(EPSILON));
    Tensor standard = view.subtract(mean).divide(deviation);
    Tensor y = standard.reshape(-1, s.channels(), s.space()).multiply(gain).add(gain);
    return y.reshape(x.shape());
  }

  @Benchmark
  public void forward() {
    forward.run();
  }

  @Benchmark
  public void withGradient() {
    gradient.run();
  }
}
