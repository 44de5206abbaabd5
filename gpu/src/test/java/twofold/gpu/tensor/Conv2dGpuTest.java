package twofold.gpu.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static twofold.gpu.Both.gamma;
import static twofold.gpu.Both.random;
import static twofold.tensor.Conv2d.conv2d;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twofold.gpu.GpuDevice;
import twofold.tensor.Conv2d;
import twofold.tensor.Conv2dInputGradient;
import twofold.tensor.Conv2dWeightGradient;
import twofold.tensor.Device;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Every form of the convolution and of its gradients, where it can run: |fl(y) − y| ≤ γ_K ·
 * conv(|x|, |w|), K the number of products in an element.
 */
class Conv2dGpuTest {

  /** Extents and options of one convolution. */
  private record Example(Shape x, Shape w, Conv2d.Options options) {
    Example(
        int batch,
        int inputs,
        int height,
        int width,
        int outputs,
        int kernelHeight,
        int kernelWidth,
        Conv2d.Options options) {
      this(
          new Shape(batch, inputs, height, width),
          new Shape(outputs, inputs / options.groups(), kernelHeight, kernelWidth),
          options);
    }
  }

  private static final Conv2d.Options PLAIN = new Conv2d.Options();
  private static final Conv2d.Options SAME = PLAIN.withPadding(Padding.same());

  private static final List<Example> EXAMPLES =
      List.of(
          new Example(1, 1, 1, 1, 1, 1, 1, PLAIN),
          new Example(1, 1, 9, 11, 1, 3, 3, PLAIN),
          new Example(2, 3, 8, 8, 5, 1, 1, PLAIN), // a matrix product for every place
          new Example(1, 70, 5, 7, 67, 1, 1, PLAIN), // more than a block of each
          new Example(3, 4, 13, 10, 66, 3, 2, PLAIN),
          new Example(2, 3, 9, 8, 9, 3, 3, SAME),
          new Example(2, 8, 9, 7, 3, 5, 4, SAME.withStride(2, 3)),
          new Example(3, 2, 16, 15, 4, 2, 2, PLAIN.withStride(2)), // each place once
          new Example(2, 2, 11, 12, 3, 2, 1, PLAIN.withStride(3, 4)), // some places never
          new Example(2, 3, 14, 13, 4, 3, 3, PLAIN.withDilation(2, 3)),
          new Example(2, 3, 12, 12, 2, 3, 3, SAME.withDilation(2).withStride(2)),
          new Example(2, 3, 5, 5, 2, 3, 3, PLAIN.withPadding(Padding.explicit(4, 0, 1, 5))),
          new Example(2, 6, 9, 9, 9, 3, 3, SAME.withGroups(3)),
          new Example(3, 5, 10, 9, 5, 3, 3, SAME.withGroups(5)), // depthwise
          new Example(2, 4, 10, 9, 8, 3, 3, PLAIN.withGroups(4).withStride(2)),
          new Example(5, 2, 20, 20, 3, 3, 3, PLAIN)); // the sum over places in several parts

  @ParameterizedTest
  @ValueSource(strings = {"rows", "tiles", "naive"})
  void withinTheRoundingBound(String name) {
    assumeTrue(GpuDevice.isOpenCl() || name.equals("naive"), "only the definition needs no OpenCL");
    Conv2dProduct form = Conv2dProduct.form(name);
    for (Example e : EXAMPLES) {
      Tensor x = random(Device.reference(), 1, e.x.dims());
      Tensor w = random(Device.reference(), 2, e.w.dims());
      Tensor y = conv2d(x, w, e.options);
      Conv2d.Geometry s = ((Conv2d) y.origin()).geometry();
      Tensor g = random(Device.reference(), 3, y.shape().dims());
      Tensor sizesX = absolute(x);
      Tensor sizesW = absolute(w);
      Tensor sizesG = absolute(g);

      float[] got = old(y);
      convolve(form, x.toFloats(), w.toFloats(), got, s);
      check("conv " + e, got, y, s.terms(), conv2d(sizesX, sizesW, e.options));

      got = old(x);
      spread(form, g.toFloats(), w.toFloats(), got, s);
      int terms = s.outputs() * s.rows().kernel() * s.columns().kernel();
      Tensor back = new Conv2dInputGradient(g, w, s).apply();
      check(
          "input gradient " + e,
          got,
          back,
          terms,
          new Conv2dInputGradient(sizesG, sizesW, s).apply());

      got = old(w);
      correlate(form, x.toFloats(), g.toFloats(), got, s);
      check(
          "weight gradient " + e,
          got,
          new Conv2dWeightGradient(x, g, s).apply(),
          s.batch() * s.places(),
          new Conv2dWeightGradient(sizesX, sizesG, s).apply());
    }
  }

  // The form itself, also where the operation would not choose it; null is the definition.

  private static void convolve(
      Conv2dProduct form, float[] x, float[] w, float[] y, Conv2d.Geometry s) {
    if (form == null) {
      new Conv2dGpu(null).convolve(x, w, y, s);
    } else {
      form.multiply(w, x, y, Conv2dGpu.plan(s));
    }
  }

  private static void spread(
      Conv2dProduct form, float[] g, float[] w, float[] x, Conv2d.Geometry s) {
    if (form == null) {
      new Conv2dInputGradientGpu(null).spread(g, w, x, s);
    } else {
      form.multiply(w, g, x, Conv2dInputGradientGpu.plan(s));
    }
  }

  private static void correlate(
      Conv2dProduct form, float[] x, float[] g, float[] w, Conv2d.Geometry s) {
    if (form == null) {
      new Conv2dWeightGradientGpu(null).correlate(x, g, w, s);
    } else {
      Conv2dWeightGradientGpu.multiply(form, x, g, w, s);
    }
  }

  /** Storage with old numbers in it: every element is to be written. */
  private static float[] old(Tensor x) {
    float[] numbers = new float[x.size()];
    Arrays.fill(numbers, Float.NaN);
    return numbers;
  }

  private static Tensor absolute(Tensor x) {
    return x.device().tensor(x.shape(), Arrays.stream(x.toArray()).map(Math::abs).toArray());
  }

  private static void check(String what, float[] got, Tensor exact, int terms, Tensor sizes) {
    double[] expected = exact.toArray();
    double[] bounds = sizes.toArray();
    for (int i = 0; i < got.length; i++) {
      assertThat(Math.abs(got[i] - expected[i]))
          .as("%s, element %d: %s for %s", what, i, got[i], expected[i])
          .isLessThanOrEqualTo(gamma(terms) * bounds[i]);
    }
  }

  /** Nothing comes to what no window sees; 0 times infinity would be NaN. */
  @ParameterizedTest
  @ValueSource(strings = {"rows", "tiles", "naive"})
  void infiniteWeightsDoNotSpoilTheGradientAtTheEdge(String name) {
    assumeTrue(GpuDevice.isOpenCl() || name.equals("naive"), "only the definition needs no OpenCL");
    Tensor x = Device.reference().ones(1, 8, 1, 9);
    Tensor w = Device.reference().full(new Shape(1, 8, 1, 2), Double.POSITIVE_INFINITY);
    Conv2d.Geometry s = ((Conv2d) conv2d(x, w).origin()).geometry();
    float[] got = new float[8 * 9];
    float[] g = new float[8];
    Arrays.fill(g, 1);
    new Conv2dInputGradientGpu(Conv2dProduct.form(name)).spread(g, w.toFloats(), got, s);
    assertThat(got).containsOnly(Float.POSITIVE_INFINITY);
  }

  /** The same bits every time, whoever comes first. */
  @ParameterizedTest
  @ValueSource(strings = {"rows", "tiles", "naive"})
  void isDeterministic(String name) {
    assumeTrue(GpuDevice.isOpenCl() || name.equals("naive"), "only the definition needs no OpenCL");
    Tensor x = random(Device.reference(), 1, 6, 3, 20, 20);
    Tensor w = random(Device.reference(), 2, 7, 3, 3, 3);
    Tensor y = conv2d(x, w, SAME);
    Conv2d.Geometry s = ((Conv2d) y.origin()).geometry();
    float[] first = old(w);
    float[] second = old(w);
    Conv2dProduct form = Conv2dProduct.form(name);
    correlate(form, x.toFloats(), y.toFloats(), first, s);
    correlate(form, x.toFloats(), y.toFloats(), second, s);
    assertThat(first).containsExactly(second);
  }

  @Test
  void unknownFormsAreRefused() {
    assertThatThrownBy(() -> Conv2dProduct.form("fast"))
        .hasMessageContaining("rows, tiles or naive");
  }
}
