package twofold.verify.tensor;

import org.openjdk.jmh.annotations.Param;
import twofold.tensor.MatMul;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** Square products of matrices that are only seen transposed, as the gradients of products are. */
@Times(MatMul.class)
public class TransposedMatMulBenchmark extends OperationBenchmark {
  @Param({"127", "512"})
  public int size;

  @Param({"A·Bᵀ", "Aᵀ·B", "Aᵀ·Bᵀ"})
  public String form;

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
