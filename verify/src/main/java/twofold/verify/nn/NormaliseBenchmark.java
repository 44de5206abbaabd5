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
 * by layer: both two million numbers. Forward, with the gradients of input, gain and shift, and,
 * beside the fused kernels, composed of primitives.
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
    Tensor gain = uniform(rows.channels());
    Tensor shift = uniform(rows.channels());
    return pass.equals("forward")
        ? () -> y(x, gain, shift, rows)
        : () -> backward(y(x, gain, shift, rows), x, gain, shift);
  }

  private Tensor y(Tensor x, Tensor gain, Tensor shift, Normalise.Rows rows) {
    return writing.equals("fused")
        ? new Normalise(x, gain, shift, rows, EPSILON).apply()
        : composed(x, gain, shift, rows);
  }

  private static Tensor composed(Tensor x, Tensor gain, Tensor shift, Normalise.Rows s) {
    Tensor view = s.view(x);
    Tensor mean = view.mean(0, 2).reshape(1, -1, 1);
    Tensor deviation = sqrt(variance(view, 0, 2).reshape(1, -1, 1).add(EPSILON));
    Tensor standard = view.subtract(mean).divide(deviation);
    Tensor y = standard.reshape(-1, s.channels(), s.space()).multiply(gain.reshape(-1, 1));
    return y.add(shift.reshape(-1, 1)).reshape(x.shape());
  }

  /**
   * Forward x is read twice, for the moments and to normalise, and y written; backward x and the
   * gradient are read twice, for the input and for the parameters, and one is written.
   */
  @Override
  protected Work work() {
    double n = 1 << 21;
    return elements(n, pass.equals("forward") ? 3 * n : 8 * n);
  }
}
