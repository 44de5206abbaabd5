package twofold.verify.tensor;

import org.openjdk.jmh.annotations.Param;
import twofold.tensor.MatMul;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** Square products, also of matrices that are only seen transposed. */
@Times(MatMul.class)
public class MatMulBenchmark extends OperationBenchmark {
  /** Powers of two, and sizes that no tile divides. */
  @Param({"32", "33", "64", "127", "128", "256", "512", "1000", "1023", "1024", "2048", "4096"})
  public int size;

  @Param({"A·B", "A·Bᵀ", "Aᵀ·B", "Aᵀ·Bᵀ"})
  public String form;

  @Override
  protected boolean isWorthwhile() {
    return form.equals("A·B") || size == 127 || size == 512;
  }

  @Override
  protected Runnable call() {
    Tensor a = seen(uniform(size, size), form.startsWith("Aᵀ"));
    Tensor b = seen(uniform(size, size), form.endsWith("Bᵀ"));
    return () -> a.matMul(b);
  }

  private static Tensor seen(Tensor x, boolean transposed) {
    return transposed ? x.transpose() : x;
  }

  @Override
  protected Work work() {
    return Work.multiplyAdds((double) size * size * size);
  }
}
