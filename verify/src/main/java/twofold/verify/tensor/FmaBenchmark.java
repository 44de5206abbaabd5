package twofold.verify.tensor;

import java.lang.reflect.Constructor;
import org.openjdk.jmh.annotations.Param;
import twofold.tensor.Parallel;
import twofold.verify.bench.TimedCall;
import twofold.verify.bench.Work;

/**
 * The most multiply-adds that this processor can do: the limit of every product and convolution.
 * Nothing is read from memory; see {@link FmaChains}.
 */
public class FmaBenchmark extends TimedCall {
  /**
   * Multiply-adds of each thread in a call, whatever a register holds: some 100 µs with the widest,
   * which is long enough for the threads to have met.
   */
  private static final int PRODUCTS = FmaChains.CHAINS * 64 * 12_500;

  @Param({"simd", "plain"})
  public String path;

  @Param({"one", "all"})
  public String threads;

  /** Found by name, as a JVM without the Vector API could not even load the other. */
  private FmaChains chains() {
    String name = FmaChains.class.getName() + (path.equals("simd") ? "Simd" : "Plain");
    try {
      Constructor<?> found = Class.forName(name).getDeclaredConstructor();
      return (FmaChains) found.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private int teamSize() {
    return threads.equals("all") ? Parallel.threads() : 1;
  }

  @Override
  protected boolean isWorthwhile() {
    return path.equals("plain")
        || ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  @Override
  protected Runnable call() {
    FmaChains chains = chains();
    int steps = PRODUCTS / (FmaChains.CHAINS * chains.lanes());
    float[] results = new float[teamSize()];
    return () -> Parallel.run(results.length, task -> results[task] = chains.run(steps));
  }

  @Override
  protected Work work() {
    return Work.multiplyAdds((double) teamSize() * PRODUCTS);
  }
}
