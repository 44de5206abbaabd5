package twofold.verify.tensor;

import static twofold.tensor.LessOrEqual.lessOrEqual;
import static twofold.tensor.Where.where;

import org.openjdk.jmh.annotations.Param;
import twofold.tensor.Tensor;
import twofold.tensor.Where;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** A square matrix or the transpose of another, element by element where a third is 1. */
@Times(Where.class)
public class WhereBenchmark extends OperationBenchmark {
  @Param({"32", "128", "512", "1024", "2048"})
  public int size;

  @Override
  protected Runnable call() {
    Tensor a = uniform(size, size);
    Tensor b = uniform(size, size);
    Tensor condition = lessOrEqual(a, b);
    return () -> where(condition, a, b.transpose());
  }

  @Override
  protected Work work() {
    double n = (double) size * size;
    return elements(n, 4 * n);
  }
}
