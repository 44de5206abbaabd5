package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/** Measures errors in units in the last place of float. */
final class Ulps {
  private Ulps() {}

  /**
   * Fails if a fast writing of f is further than its promise from f, computed in double.
   *
   * @param onCpu the promise of the cpu twins, in ulp
   * @param onGpu the promise of OpenCL, in ulp; there subnormal results may be flushed to 0
   */
  static void check(
      Tensor x, UnaryOperator<Tensor> f, DoubleUnaryOperator exact, double onCpu, double onGpu) {
    for (Device<?> device : Twins.devices()) {
      boolean gpu = device.name().equals("gpu");
      double[] y = f.apply(x.to(device)).toArray();
      double[] at = x.toArray();
      for (int i = 0; i < y.length; i++) {
        double expected = exact.applyAsDouble(at[i]);
        if (Double.isInfinite((float) expected)) {
          assertThat(y[i]).as("at %s on %s", at[i], device).isEqualTo((float) expected);
        } else {
          double allowed = (gpu ? onGpu : onCpu) * Math.ulp((float) expected);
          double flushed = gpu && Math.abs(expected) < Float.MIN_NORMAL ? Float.MIN_NORMAL : 0;
          assertThat(Math.abs(y[i] - expected))
              .as("at %s on %s: %s instead of %s", at[i], device, y[i], expected)
              .isLessThanOrEqualTo(Math.max(allowed, flushed));
        }
      }
    }
  }
}
