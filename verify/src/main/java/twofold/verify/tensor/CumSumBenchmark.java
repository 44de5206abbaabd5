package twofold.verify.tensor;

import static twofold.tensor.CumSum.cumSum;

import org.openjdk.jmh.annotations.Param;
import twofold.tensor.CumSum;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** Running sums down the columns (axis 0) and along the rows (axis 1) of a square matrix. */
@Times(CumSum.class)
public class CumSumBenchmark extends OperationBenchmark {
  @Param({"32", "128", "512", "1024", "2048"})
  public int size;

  @Param({"0", "1"})
  public int axis;

  /** How it grows is shown for the cpu device; the others are compared at two sizes. */
  @Override
  protected boolean isWorthwhile() {
    return path.equals("cpu") || size == 128 || size == 1024;
  }

  @Override
  protected Runnable call() {
    Tensor x = uniform(size, size);
    return () -> cumSum(x, axis);
  }

  @Override
  protected Work work() {
    double n = (double) size * size;
    return elements(n, 2 * n);
  }
}
