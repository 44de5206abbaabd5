package twofold.verify.nn;

import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Variance.variance;

import org.openjdk.jmh.annotations.Param;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Normalise;
import twofold.nn.layer.NormaliseGradient;
import twofold.nn.layer.NormaliseParameterGradient;
import twofold.nn.layer.RowMoments;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/**
 * Normalising 64 pictures of 32 channels and 32 × 32 places by batch, and 4096 rows of 512 features
 * by layer: both two million numbers. Forward, with the gradient, and, beside the fused kernels,
 * composed of primitives.
 */
@Times({
  Normalise.class,
  NormaliseGradient.class,
  NormaliseParameterGradient.class,
  RowMoments.class
})
public class NormaliseBenchmark extends OperationBenchmark {
  private static final double EPSILON = BatchNorm.EPSILON;

  @Param({"batch", "layer"})
  public String norm;

  @Param({"fused", "composed"})
  public String writing;

  @Param({"forward", "forward+backward"})
  public String pass;

  @Override
  protected Runnable call() {
    boolean isBatch = norm.equals("batch");
    Normalise.Rows rows =
        isBatch
            ? new Normalise.Rows(64, 32, 1024, 32, 1024)
            : new Normalise.Rows(1, 4096, 512, 512, 1);
    Tensor x = isBatch ? uniform(64, 32, 32, 32) : uniform(4096, 512);
    return pass.equals("forward") ? () -> y(x, rows) : () -> backward(y(x, rows), x);
  }

  private Tensor y(Tensor x, Normalise.Rows rows) {
    return writing.equals("fused") ? fused(x, rows) : composed(x, rows);
  }

  private static Tensor fused(Tensor x, Normalise.Rows s) {
    Tensor gain = x.device().ones(s.channels());
    return new Normalise(x, gain, gain, s, EPSILON).apply();
  }

  private static Tensor composed(Tensor x, Normalise.Rows s) {
    Tensor gain = x.device().ones(s.channels(), 1);
    Tensor view = s.view(x);
    Tensor mean = view.mean(0, 2).reshape(1, -1, 1);
    Tensor deviation = sqrt(variance(view, 0, 2).reshape(1, -1, 1).add(EPSILON));
    Tensor standard = view.subtract(mean).divide(deviation);
    Tensor y = standard.reshape(-1, s.channels(), s.space()).multiply(gain).add(gain);
    return y.reshape(x.shape());
  }

  /** Forward x is read and y written; backward x and the gradient are read and one is written. */
  @Override
  protected Work work() {
    double n = 1 << 21;
    return elements(n, pass.equals("forward") ? 2 * n : 5 * n);
  }
}
