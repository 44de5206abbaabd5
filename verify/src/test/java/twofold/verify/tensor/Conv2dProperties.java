package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Conv2d.conv1d;
import static twofold.tensor.Conv2d.conv2d;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Padding;
import twofold.tensor.Parallel;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.Checks;

/** Theorems about {@code Conv2d}. */
class Conv2dProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Convolutions s = Convolutions.draw(draw);
    return of(draw, s, draw.normals(s.x()), draw.normals(s.w()));
  }

  @Override
  protected Case special(Draw draw) {
    Convolutions s = Convolutions.draw(draw);
    return of(
        draw,
        s,
        draw.tensor(s.x(), z -> draw.chance(0.05) ? Double.NaN : z),
        draw.tensor(s.w(), z -> draw.chance(0.05) ? Double.NEGATIVE_INFINITY : z));
  }

  private static Case of(Draw draw, Convolutions s, Tensor x, Tensor w) {
    var lookX = draw.look(4);
    var lookW = draw.look(4);
    return new Case(in -> s.apply(lookX.apply(in.get(0)), lookW.apply(in.get(1))), x, w);
  }

  /** Several blocks of pictures, several threads, and the two gradients with them. */
  @Property(tries = 6)
  void largeConvolutionsAgreeToo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int groups = draw.from(1, 2);
    Convolutions s = Convolutions.draw(draw, draw.from(9, 14), groups, 6, 5, 50);
    withGradients(draw, s);
  }

  /** More pictures than the processor looks at in one go. */
  @Example
  void severalBlocksOfPicturesAgreeToo() {
    Shape x = new Shape(50, 2, 30, 30);
    Conv2d.Options options = new Conv2d.Options();
    withGradients(
        new Draw(new SplittableRandom(1)), new Convolutions(x, new Shape(3, 2, 3, 3), options));
    withGradients(
        new Draw(new SplittableRandom(2)),
        new Convolutions(x, new Shape(4, 1, 3, 3), options.withGroups(2)));
  }

  /** More terms of a sum, forward and backward, than the processor takes in one go. */
  @Example
  void longSumsAgreeToo() {
    Conv2d.Options options = new Conv2d.Options();
    withGradients(
        new Draw(new SplittableRandom(3)),
        new Convolutions(
            new Shape(2, 64, 9, 12), new Shape(5, 64, 3, 3), options.withPadding(Padding.same())));
    withGradients(
        new Draw(new SplittableRandom(4)),
        new Convolutions(new Shape(2, 2, 7, 8), new Shape(520, 2, 3, 2), options));
  }

  private static void withGradients(Draw draw, Convolutions s) {
    Tensor g = draw.normals(s.geometry().output());
    Case x =
        new Case(
            in -> {
              Tensor y = s.apply(in.get(0), in.get(1));
              var gradients = Gradients.of(y.multiply(in.get(2)).sum(), in.subList(0, 2));
              return concat(
                  List.of(
                      y.reshape(-1), gradients.get(0).reshape(-1), gradients.get(1).reshape(-1)),
                  0);
            },
            draw.normals(s.x()),
            draw.normals(s.w()),
            g);
    Twins.agree(x);
  }

  /** The same bits for any number of threads. */
  @Property(tries = 5)
  void theNumberOfThreadsDoesNotMatter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Convolutions s = Convolutions.draw(draw, 9, 1, 8, 8, 40);
    Tensor x = draw.normals(s.x()).to(Device.cpu());
    Tensor w = draw.normals(s.w()).to(Device.cpu());
    int threads = Parallel.threads();
    try {
      Parallel.setThreads(1);
      float[] alone = everything(s, x, w);
      Parallel.setThreads(4);
      assertThat(everything(s, x, w)).isEqualTo(alone);
    } finally {
      Parallel.setThreads(threads);
    }
  }

  private static float[] everything(Convolutions s, Tensor x, Tensor w) {
    Tensor y = s.apply(x, w);
    Tensor loss = y.multiply(y).sum();
    return concat(
            List.of(
                y.reshape(-1),
                Gradients.of(loss, x).reshape(-1),
                Gradients.of(loss, w).reshape(-1)),
            0)
        .toFloats();
  }

  /** As often as it fits: rows = ⌊(height + top + bottom − dilation·(k − 1) − 1)/stride⌋ + 1. */
  @Checks("convolution-size")
  @Property(tries = 200)
  void theSizeIsThePublishedOne(@ForAll long seed) {
    Convolutions s = Convolutions.draw(new Draw(new SplittableRandom(seed)));
    Conv2d.Options o = s.options();
    Padding p = o.padding();
    Shape y = s.geometry().output();
    int[] expected = {s.x().dim(0), s.w().dim(0), 0, 0};
    if (p.isSame()) {
      expected[2] = (int) Math.ceil(s.x().dim(2) / (double) o.strideY());
      expected[3] = (int) Math.ceil(s.x().dim(3) / (double) o.strideX());
    } else {
      int spanY = o.dilationY() * (s.w().dim(2) - 1) + 1;
      int spanX = o.dilationX() * (s.w().dim(3) - 1) + 1;
      expected[2] = (s.x().dim(2) + p.top() + p.bottom() - spanY) / o.strideY() + 1;
      expected[3] = (s.x().dim(3) + p.left() + p.right() - spanX) / o.strideX() + 1;
    }
    assertThat(y).isEqualTo(new Shape(expected));
  }

  /**
   * Who moves the picture moves the result: conv(shift x) = shift conv(x), to the bit, where no
   * edge is near.
   */
  @Checks("translation-equivariance")
  @Property(tries = 100)
  void isEquivariantUnderTranslation(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Convolutions s = Convolutions.draw(draw);
    Conv2d.Options valid = s.options().withPadding(Padding.valid());
    int down = draw.from(0, 2);
    int right = draw.from(0, 2);
    Shape large =
        new Shape(
            s.x().dim(0),
            s.x().dim(1),
            s.x().dim(2) + down * valid.strideY(),
            s.x().dim(3) + right * valid.strideX());
    Tensor x = draw.normals(large);
    Tensor w = draw.normals(s.w());
    Tensor moved =
        x.at(
            all(),
            all(),
            range(down * valid.strideY(), large.dim(2)),
            range(right * valid.strideX(), large.dim(3)));
    Tensor y = conv2d(x, w, valid);
    assertThat(conv2d(moved, w, valid).toArray())
        .isEqualTo(y.at(all(), all(), range(down, y.dim(2)), range(right, y.dim(3))).toArray());
  }

  /** A 1×1 convolution mixes channels, place by place: a matrix product. */
  @Property(tries = 100)
  void oneByOneIsAMatrixProduct(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape s = new Shape(draw.from(1, 3), draw.extent(), draw.from(1, 5), draw.from(1, 5));
    Tensor x = draw.normals(s);
    Tensor w = draw.normals(new Shape(draw.extent(), s.dim(1)));
    Tensor columns = x.transpose(1, 0, 2, 3).reshape(s.dim(1), -1);
    Tensor product = w.matMul(columns).reshape(w.dim(0), s.dim(0), s.dim(2), s.dim(3));
    assertThat(conv2d(x, w.reshape(w.dim(0), s.dim(1), 1, 1)).toArray())
        .isEqualTo(product.transpose(1, 0, 2, 3).toArray());
  }

  /** Groups are convolutions of their own, side by side; depthwise, of single channels. */
  @Property(tries = 100)
  void groupsAreConvolutionsSideBySide(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int inputs = draw.chance(0.5) ? 1 : 2;
    int outputs = draw.from(1, 2);
    int groups = draw.from(2, 4);
    Convolutions s = Convolutions.draw(draw, draw.from(1, 2), groups, inputs, outputs, 4);
    Tensor x = draw.normals(s.x());
    Tensor w = draw.normals(s.w());
    List<Tensor> alone =
        IntStream.range(0, groups)
            .mapToObj(
                g ->
                    conv2d(
                        x.at(all(), range(g * inputs, (g + 1) * inputs)),
                        w.at(range(g * outputs, (g + 1) * outputs)),
                        s.options().withGroups(1)))
            .toList();
    assertThat(s.apply(x, w).toArray()).isEqualTo(concat(alone, 1).toArray());
  }

  /** A signal is a picture of height 1: yₜ = Σₖ wₖ·x(t·s + k·d − p). */
  @Property(tries = 100)
  void ofSignalsAsTheFormulaSays(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int kernel = draw.from(1, 4);
    int stride = draw.from(1, 3);
    int dilation = draw.from(1, 3);
    int before = draw.from(0, 3);
    int length = dilation * (kernel - 1) + 1 + draw.from(0, 6);
    Conv2d.Options options =
        new Conv2d.Options()
            .withStride(stride)
            .withDilation(dilation)
            .withPadding(Padding.explicit(1, 2, before, 0)); // no rows: those above do not count
    double[] x = draw.normals(new Shape(length)).toArray();
    double[] w = draw.normals(new Shape(kernel)).toArray();
    Device<?> device = Device.reference();
    double[] y =
        conv1d(
                device.tensor(new Shape(1, 1, length), x),
                device.tensor(new Shape(1, 1, kernel), w),
                options)
            .toArray();
    assertThat(y).hasSize((length + before - dilation * (kernel - 1) - 1) / stride + 1);
    for (int t = 0; t < y.length; t++) {
      double sum = 0;
      for (int k = 0; k < kernel; k++) {
        int place = t * stride + k * dilation - before;
        sum += place < 0 ? 0 : w[k] * x[place];
      }
      assertThat(y[t]).isEqualTo(sum);
    }
  }

  @Example
  void aTextbookExample() {
    for (Device<?> device : Twins.devices()) {
      Tensor x = device.tensor(new Shape(1, 1, 3, 3), 1.0, 2, 3, 4, 5, 6, 7, 8, 9);
      Tensor w = device.tensor(new Shape(1, 1, 2, 2), 1.0, 0, 0, -1);
      assertThat(conv2d(x, w).toArray()).containsExactly(-4, -4, -4, -4);
      Conv2d.Options same = new Conv2d.Options().withPadding(Padding.same());
      assertThat(conv2d(x, w, same).toArray()).containsExactly(-4, -4, 3, -4, -4, 6, 7, 8, 9);
    }
  }

  @Example
  void nothingConvolvedIsNothingOrZero() {
    for (Device<?> device : Twins.devices()) {
      assertThat(conv2d(device.zeros(0, 2, 5, 5), device.ones(3, 2, 3, 3)).shape())
          .isEqualTo(new Shape(0, 3, 3, 3));
      Tensor none = conv2d(device.zeros(1, 0, 2, 3), device.zeros(1, 0, 2, 2));
      assertThat(none.toArray()).containsExactly(0, 0);
      Tensor x = device.ones(1, 2, 2, 2);
      Tensor y = conv2d(x, device.zeros(0, 2, 1, 1));
      assertThat(y.shape()).isEqualTo(new Shape(1, 0, 2, 2));
      assertThat(Arrays.stream(Gradients.of(y.sum(), x).toArray()).sum()).isZero();
    }
  }

  @Example
  void whatDoesNotFitIsNamed() {
    Tensor x = Device.reference().zeros(1, 4, 5, 5);
    assertThatThrownBy(() -> conv2d(x, Device.reference().zeros(2, 3, 2, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("conv2d needs")
        .hasMessageContaining("(1, 4, 5, 5)")
        .hasMessageContaining("(2, 3, 2, 2)");
    assertThatThrownBy(
            () ->
                conv2d(x, Device.reference().zeros(3, 2, 2, 2), new Conv2d.Options().withGroups(2)))
        .hasMessageContaining("groups 2");
    assertThatThrownBy(() -> conv2d(x, Device.reference().zeros(1, 4, 6, 1)))
        .hasMessageContaining("spans 6")
        .hasMessageContaining("0 + 5 + 0");
    assertThatThrownBy(() -> conv2d(x.at(0), x)).hasMessageContaining("(4, 5, 5)");
    assertThatThrownBy(() -> conv1d(x, x, new Conv2d.Options())).hasMessageContaining("conv1d");
    assertThatThrownBy(() -> new Conv2d.Options().withStride(0)).hasMessageContaining("strides 0");
    assertThatThrownBy(() -> Padding.around(-1)).hasMessageContaining("-1");
    Tensor signal = Device.reference().zeros(1, 1, 3);
    assertThatThrownBy(
            () -> conv1d(signal, Device.reference().zeros(1, 1, 4), new Conv2d.Options()))
        .hasMessageContaining("conv1d: a window of 4");
  }
}
