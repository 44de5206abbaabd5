package twofold.verify.tensor;

import org.openjdk.jmh.annotations.Param;
import twofold.tensor.MatMul;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** Square products. */
@Times(MatMul.class)
public class MatMulBenchmark extends OperationBenchmark {
  /** Powers of two, and sizes that no tile divides. */
  @Param({"32", "33", "64", "127", "128", "256", "512", "1000", "1023", "1024", "2048", "4096"})
  public int size;

  @Override
  protected Runnable call() {
    Tensor a = uniform(size, size);
    Tensor b = uniform(size, size);
    return () -> a.matMul(b);
  }

  @Override
  protected Work work() {
    return Work.multiplyAdds((double) size * size * size);
  }
}
