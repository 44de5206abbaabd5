package twofold.verify.tensor;

import static twofold.tensor.ArgMax.argMax;
import static twofold.tensor.LogSumExp.logSumExp;
import static twofold.tensor.Prod.prod;
import static twofold.tensor.Variance.variance;

import org.openjdk.jmh.annotations.Param;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Work;

/** What makes one number of each column (axis 0) or of each row (axis 1) of a square matrix. */
public class ReductionBenchmark extends OperationBenchmark {
  @Param({"ArgMax", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "Variance"})
  public String operation;

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
    return switch (operation) {
      case "ArgMax" -> () -> argMax(x, axis);
      case "LogSumExp" -> () -> logSumExp(x, axis);
      case "Max" -> () -> x.max(axis);
      case "Mean" -> () -> x.mean(axis);
      case "Min" -> () -> x.min(axis);
      case "Prod" -> () -> prod(x, axis);
      case "Sum" -> () -> x.sum(axis);
      case "Variance" -> () -> variance(x, axis);
      default -> throw new IllegalArgumentException(operation);
    };
  }

  @Override
  protected Work work() {
    double read = (double) size * size;
    return elements(read, read + size);
  }
}
