package twofold.verify.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What benchmarks share: a call that is ready to be timed, and how much it does. JMH inherits the
 * annotations; how often and how long it measures is for {@link Pace} to say.
 *
 * <p>A benchmark's parameters are public fields with {@code @Param}. Two names are known: {@code
 * path} is the writing, and rows that differ in nothing else stand side by side; {@code operation}
 * is what is timed, where that is not the stem of the class.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
public abstract class TimedCall {
  private Runnable call;

  /** Makes the inputs for the parameters and returns what is to be timed. */
  protected abstract Runnable call() throws ReflectiveOperationException;

  /** How much one call does, by the parameters alone. */
  protected abstract Work work();

  /** Whether this combination of parameters says anything; most do. */
  protected boolean isWorthwhile() {
    return true;
  }

  /** What is timed, if no parameter of this name says it. */
  protected String operation() {
    return getClass().getSimpleName().replaceFirst("Benchmark$", "");
  }

  @Setup(Level.Trial)
  public void prepare() throws ReflectiveOperationException {
    call = call();
  }

  @Benchmark
  public void apply() {
    Paths.inScope(call);
  }
}
