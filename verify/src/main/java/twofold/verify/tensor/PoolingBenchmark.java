package twofold.verify.tensor;

import static twofold.tensor.AveragePool2d.averagePool2d;
import static twofold.tensor.MaxPool2d.maxPool2d;
import static twofold.tensor.UpSample2d.upSample2d;

import org.openjdk.jmh.annotations.Param;
import twofold.tensor.MaxPool2d;
import twofold.tensor.MaxPool2dGradient;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** Pictures made half as large, or twice as large; and the gradients of that. */
@Times({MaxPool2d.class, MaxPool2dGradient.class})
public class PoolingBenchmark extends OperationBenchmark {
  @Param({"MaxPool2d", "AveragePool2d", "UpSample2d"})
  public String operation;

  /** Height and width of 64 pictures of 32 channels. */
  @Param({"8", "26"})
  public int size;

  @Param({"forward", "forward+backward"})
  public String pass;

  @Override
  protected Runnable call() {
    Tensor x = uniform(64, 32, size, size);
    return pass.equals("forward") ? () -> resized(x) : () -> backward(resized(x), x);
  }

  private Tensor resized(Tensor x) {
    return switch (operation) {
      case "MaxPool2d" -> maxPool2d(x, 2);
      case "AveragePool2d" -> averagePool2d(x, 2);
      case "UpSample2d" -> upSample2d(x, 2, 2);
      default -> throw new IllegalArgumentException(operation);
    };
  }

  /**
   * There x is read and y written. Back the gradient of y is read and that of x written; where the
   * largest was has to be looked up in x again.
   */
  @Override
  protected Work work() {
    double x = 64.0 * 32 * size * size;
    double y = operation.equals("UpSample2d") ? 4 * x : x / 4;
    double there = x + y;
    double back = operation.equals("MaxPool2d") ? y + 2 * x : y + x;
    return elements(Math.max(x, y), pass.equals("forward") ? there : there + back);
  }
}
