package twofold.verify.tensor;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;
import twofold.tensor.Parallel;
import twofold.verify.bench.TimedCall;
import twofold.verify.bench.Work;

/**
 * How fast numbers come and go: the limit of every element-wise operation.
 *
 * <pre>
 *   Copy    c[i] = a[i]                one number read, one written
 *   Triad   c[i] = a[i] + s·b[i]       two read, one written                [McCalpin 1995, STREAM]
 * </pre>
 *
 * As there, what is written counts once, though a cache reads it first.
 */
public class MemoryBenchmark extends TimedCall {
  @Param({"Copy", "Triad"})
  public String form;

  @Param("plain")
  public String path;

  /** Floats in each array; three of them fill half of a first cache, of a second, of a third. */
  @Param({"2000", "50000", "1000000", "16000000"})
  public int size;

  @Param({"one", "all"})
  public String threads;

  @Override
  protected Runnable call() {
    float[] a = new float[size];
    float[] b = new float[size];
    float[] c = new float[size];
    Arrays.fill(a, 1);
    Arrays.fill(b, 2);
    int grain = threads.equals("all") ? (size - 1) / Parallel.threads() + 1 : size;
    return form.equals("Copy")
        ? () -> Parallel.ranges(size, grain, (from, to) -> copy(a, c, from, to))
        : () -> Parallel.ranges(size, grain, (from, to) -> triad(a, b, c, from, to));
  }

  private static void copy(float[] a, float[] c, int from, int to) {
    System.arraycopy(a, from, c, from, to - from);
  }

  private static void triad(float[] a, float[] b, float[] c, int from, int to) {
    for (int i = from; i < to; i++) {
      c[i] = a[i] + 3 * b[i];
    }
  }

  @Override
  protected Work work() {
    return Work.bytes((form.equals("Copy") ? 2.0 : 3.0) * Float.BYTES * size);
  }
}
