package twofold.verify.tensor;

import static twofold.tensor.Einsum.einsum;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;
import twofold.tensor.MatMul;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** Formulas over tensors of three axes that a product, a batch of products, or two of them are. */
@Times(MatMul.class)
public class EinsumBenchmark extends OperationBenchmark {
  /** Extent of every axis. */
  @Param({"32", "64", "128"})
  public int size;

  /** A product over two axes at once; axes that have to be put in order first; a triple product. */
  @Param({"bij,ijk->bk", "ibj,kjb->bik", "bij,jk,kl->bil"})
  public String formula;

  @Override
  protected Runnable call() {
    String[] operands = formula.substring(0, formula.indexOf('-')).split(",");
    Tensor[] tensors = new Tensor[operands.length];
    for (int k = 0; k < operands.length; k++) {
      int[] dims = new int[operands[k].length()];
      Arrays.fill(dims, size);
      tensors[k] = uniform(dims);
    }
    return () -> einsum(formula, tensors);
  }

  /** From left to right, as they are worked out: each product goes over four letters. */
  @Override
  protected Work work() {
    int products = formula.split(",").length - 1;
    return Work.multiplyAdds(products * Math.pow(size, 4));
  }
}
