package twofold.verify.nn;

import org.openjdk.jmh.annotations.Param;
import twofold.nn.layer.Dropout;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** Half of the numbers forgotten; the same ones at each call. */
@Times(Dropout.class)
public class DropoutBenchmark extends OperationBenchmark {
  @Param({"10000", "1000000"})
  public int size;

  @Override
  protected Runnable call() {
    Tensor x = uniform(size);
    return () -> new Dropout.Drop(x, 0.5, 1).apply();
  }

  @Override
  protected Work work() {
    return elements(size, 2.0 * size);
  }
}
