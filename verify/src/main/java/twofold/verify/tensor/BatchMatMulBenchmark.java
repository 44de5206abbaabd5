package twofold.verify.tensor;

import org.openjdk.jmh.annotations.Param;
import twofold.tensor.MatMul;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/**
 * Products of many small matrices, as the heads of attention need them; and of many with one that
 * is broadcast.
 */
@Times(MatMul.class)
public class BatchMatMulBenchmark extends OperationBenchmark {
  private static final int BATCH = 64;

  @Param({"16", "64", "128"})
  public int size;

  @Param({"each with its own", "all with one"})
  public String operands;

  @Override
  protected Runnable call() {
    Tensor a = uniform(BATCH, size, size);
    Tensor b = operands.equals("all with one") ? uniform(size, size) : uniform(BATCH, size, size);
    return () -> a.matMul(b);
  }

  @Override
  protected Work work() {
    return Work.multiplyAdds((double) BATCH * size * size * size);
  }
}
