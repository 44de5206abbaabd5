package twofold.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Function;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * One computation on the reference and on the gpu device, from the same single-precision numbers.
 */
public final class Both {
  /** Unit roundoff of single precision. */
  public static final double U = 0x1p-24;

  private Both() {}

  /** The relative error of n roundings: γₙ = n·u / (1 − n·u). */
  public static double gamma(double n) {
    return n * U / (1 - n * U);
  }

  /** Normally distributed numbers, the same on every device. */
  public static Tensor random(Device<?> device, long seed, int... dims) {
    Shape shape = new Shape(dims);
    Random random = new Random(seed);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return device.tensor(shape, values);
  }

  /**
   * The twin is within so many units in the last place of the exactly rounded result; a device may
   * flush what is too small for a normal number to zero.
   */
  public static void withinUlps(double ulps, Function<Device<?>, Tensor> computation) {
    Tensor twin = computation.apply(Device.gpu());
    Tensor reference = computation.apply(Device.reference());
    assertThat(twin.shape()).isEqualTo(reference.shape());
    double[] got = twin.toArray();
    double[] exact = reference.toArray();
    for (int i = 0; i < exact.length; i++) {
      float rounded = (float) exact[i];
      String what = "element " + i + ": " + got[i] + " for " + exact[i];
      if (Float.isNaN(rounded)) {
        assertThat(got[i]).as(what).isNaN();
      } else if (Float.isInfinite(rounded)) {
        assertThat(got[i]).as(what).isEqualTo(rounded);
      } else {
        double bound = ulps * Math.ulp(rounded) + Float.MIN_NORMAL;
        assertThat(Math.abs(got[i] - exact[i])).as(what).isLessThanOrEqualTo(bound);
      }
    }
  }

  /** The twin gives the very same numbers, the sign of zero included. */
  public static void same(Function<Device<?>, Tensor> computation) {
    Tensor twin = computation.apply(Device.gpu());
    Tensor reference = computation.apply(Device.reference());
    assertThat(twin.shape()).isEqualTo(reference.shape());
    assertThat(twin.toArray()).containsExactly(reference.toArray());
  }
}
