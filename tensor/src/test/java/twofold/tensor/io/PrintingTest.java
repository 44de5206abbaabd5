package twofold.tensor.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** What NumPy 2.4 prints for the same arrays. */
class PrintingTest {
  private static final Device<double[]> DEVICE = Device.reference();

  private static void prints(Tensor x, String... lines) {
    assertThat(Printing.text(x)).isEqualTo(String.join("\n", lines));
  }

  @Test
  void pointsStandUnderPoints() {
    prints(DEVICE.scalar(3.5), "3.5");
    prints(DEVICE.vector(1, 2.5, -3), "[ 1.   2.5 -3. ]");
    prints(DEVICE.matrix(new double[][] {{1.5}, {2}}), "[[1.5]", " [2. ]]");
    prints(DEVICE.vector(0.0, -0.0), "[ 0. -0.]");
    prints(DEVICE.vector(0.1, 0.2, 1 / 3.0), "[0.1        0.2        0.33333333]");
  }

  @Test
  void floatsHaveTheDigitsOfFloats() {
    prints(Device.cpu().vector(0.1, 0.2, 1 / 3.0), "[0.1        0.2        0.33333334]");
  }

  @Test
  void sizesThatDifferTakeExponents() {
    prints(DEVICE.vector(1e-5, 1, 2), "[1.e-05 1.e+00 2.e+00]");
    prints(DEVICE.vector(123456.789, 0.5), "[1.23456789e+05 5.00000000e-01]");
    prints(DEVICE.vector(1e-10, -1e-300), "[ 1.e-010 -1.e-300]");
  }

  @Test
  void whatIsNoNumberIsNamed() {
    prints(
        DEVICE.vector(Double.NaN, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
        "[ nan   1.  inf -inf]");
  }

  @Test
  void everyAxisHasItsBrackets() {
    prints(
        DEVICE.tensor(new Shape(2, 2, 1), 1.0, 2.0, 3.0, 4.0),
        "[[[1.]",
        "  [2.]]",
        "",
        " [[3.]",
        "  [4.]]]");
    prints(DEVICE.zeros(2, 0), "[]");
  }

  @Test
  void theMiddleOfLargeOnesIsLeftOut() {
    double[] numbers = IntStream.range(0, 2000).asDoubleStream().toArray();
    prints(
        DEVICE.vector(numbers),
        "[0.000e+00 1.000e+00 2.000e+00 ... 1.997e+03 1.998e+03 1.999e+03]");
    String text = Printing.text(DEVICE.ones(40, 40));
    assertThat(text.lines()).hasSize(7).contains(" ...", " [1. 1. 1. ... 1. 1. 1.]");
  }

  @Test
  void longLinesGoOnInTheNext() {
    prints(
        DEVICE.vector(IntStream.range(0, 20).asDoubleStream().toArray()),
        "[ 0.  1.  2.  3.  4.  5.  6.  7.  8.  9. 10. 11. 12. 13. 14. 15. 16. 17.",
        " 18. 19.]");
  }
}
