package twofold.verify.tensor;

import static twofold.tensor.Softmax.softmax;
import static twofold.tensor.SoftmaxCrossEntropy.softmaxCrossEntropy;

import org.openjdk.jmh.annotations.Param;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Work;

/** Probabilities of logits, and the loss that classifiers learn from, for 128 rows. */
public class SoftmaxBenchmark extends OperationBenchmark {
  private static final int ROWS = 128;

  @Param({"Softmax", "SoftmaxCrossEntropy"})
  public String operation;

  /** Classes: as many as digits, as pictures in a catalogue, as words. */
  @Param({"10", "1000", "10000"})
  public int size;

  @Param({"forward", "forward+backward"})
  public String pass;

  @Override
  protected Runnable call() {
    Tensor x = uniform(ROWS, size);
    Tensor t = softmax(uniform(ROWS, size));
    return pass.equals("forward") ? () -> y(x, t) : () -> backward(y(x, t), x);
  }

  private Tensor y(Tensor x, Tensor t) {
    return operation.equals("Softmax") ? softmax(x) : softmaxCrossEntropy(x, t);
  }

  /** Forward x is read, and y written or t read; backward two are read and one is written. */
  @Override
  protected Work work() {
    double n = (double) ROWS * size;
    return elements(n, pass.equals("forward") ? 2 * n : 5 * n);
  }
}
