package twofold.verify.tensor;

import java.lang.reflect.Constructor;
import java.util.Arrays;
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
import twofold.tensor.Op;
import twofold.tensor.Tensor;

/**
 * Every element-wise operation on every path: {@code y = f(x)}, or {@code y = f(x, x reversed)}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ElementWiseBenchmark {
  /** By the names of their lessons. */
  @Param({
    "Abs",
    "Add",
    "Copy",
    "Cos",
    "Divide",
    "Equal",
    "Erf",
    "Exp",
    "Gate",
    "Less",
    "LessOrEqual",
    "Log",
    "Maximum",
    "Minimum",
    "Multiply",
    "Negate",
    "Power",
    "Relu",
    "Sigmoid",
    "Sign",
    "Sin",
    "Softplus",
    "Sqrt",
    "Square",
    "Subtract",
    "Tanh"
  })
  public String operation;

  @Param({"1000", "1000000"})
  public int size;

  @Param({"reference", "cpu-plain", "cpu", "gpu"})
  public String path;

  private Runnable f;

  @Setup(Level.Trial)
  public void prepare() throws ReflectiveOperationException {
    Constructor<?> lesson = Class.forName("twofold.tensor." + operation).getConstructors()[0];
    // what most functions are made for: positive numbers, neither tiny nor huge
    double[] x = RandomStreams.of(1).doubles(size, 0.1, 10).toArray();
    double[] reversed = new double[size];
    Arrays.setAll(reversed, i -> x[size - 1 - i]);
    Tensor a = Paths.device(path).vector(x);
    Tensor b = Paths.device(path).vector(reversed);
    f = Paths.inScope(() -> apply(lesson, a, b));
  }

  private static Tensor apply(Constructor<?> lesson, Tensor a, Tensor b) {
    try {
      Object op =
          lesson.getParameterCount() == 1 ? lesson.newInstance(a) : lesson.newInstance(a, b);
      return ((Op) op).apply();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  public void apply() {
    f.run();
  }
}
