package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.nn.layer.RoiAlign.roiAlign;
import static twofold.nn.layer.RoiPooling.roiPool;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.AveragePooling2d;
import twofold.nn.layer.Context;
import twofold.nn.layer.MaxPooling2d;
import twofold.nn.layer.RoiAlign;
import twofold.nn.layer.RoiPooling;
import twofold.tensor.Device;
import twofold.tensor.Index;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.GradientCheck;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** Theorems about {@code RoiPooling} and {@code RoiAlign}. */
class RoiProperties {
  private static final Device<?> DEVICE = Device.reference();

  private static RoiPooling.Region whole(Draw draw) {
    int top = draw.from(0, 3);
    int left = draw.from(0, 4);
    return new RoiPooling.Region(
        draw.from(0, 1), top, left, draw.from(top + 1, 5), draw.from(left + 1, 6));
  }

  private static RoiAlign.Region anywhere(Draw draw) {
    double top = draw.from(-4, 30) / 8.0;
    double left = draw.from(-4, 30) / 8.0;
    return new RoiAlign.Region(
        draw.from(0, 1), top, left, top + draw.from(1, 30) / 8.0, left + draw.from(1, 30) / 8.0);
  }

  /** Gradients of order 1 and 2, and every device. */
  @Property(tries = 40)
  void gradientIsTheDerivative(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    Tensor x = draw.distinct(new Shape(2, 2, 5, 6));
    List<RoiPooling.Region> whole = List.of(whole(draw), whole(draw));
    List<RoiAlign.Region> anywhere = List.of(anywhere(draw), anywhere(draw));
    for (Case each :
        List.of(
            new Case(in -> roiPool(in.get(0), whole, 2, 3), x),
            new Case(in -> roiAlign(in.get(0), anywhere, 2, 3, 2), x))) {
      Twins.agree(each);
      for (GradientCheck.Report report :
          List.of(
              GradientCheck.firstOrder(each.function(), each.inputs(), random),
              GradientCheck.secondOrder(each.function(), each.inputs(), random))) {
        assertThat(report.isSharp()).as("%s", report).isTrue();
        assertThat(report.units()).as("%s", report).isLessThanOrEqualTo(1);
      }
    }
  }

  /** A region that is the picture, in cells that divide it, is pooled as the picture is. */
  @Property(tries = 40)
  void poolingThePictureIsPooling(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(1, 2, 4, 6), z -> Math.rint(64 * z) / 64);
    Tensor y = roiPool(x, List.of(new RoiPooling.Region(0, 0, 0, 4, 6)), 2, 3);
    assertThat(y.shape()).isEqualTo(new Shape(1, 2, 2, 3));
    assertThat(y.toArray()).isEqualTo(new MaxPooling2d(2).forward(x, Context.INFERENCE).toArray());
    // two samples in a cell of two pixels are their centres
    Tensor aligned = roiAlign(x, List.of(new RoiAlign.Region(0, 0, 0, 4, 6)), 2, 2, 2);
    Tensor wide = roiAlign(x, List.of(new RoiAlign.Region(0, 0, 0, 4, 4)), 2, 2, 2);
    Tensor left = x.at(Index.all(), Index.all(), Index.all(), Index.range(0, 4));
    assertThat(wide.toArray())
        .isEqualTo(
            new AveragePooling2d(new MaxPool2d.Options(2))
                .forward(left, Context.INFERENCE)
                .toArray());
    assertThat(aligned.shape()).isEqualTo(new Shape(1, 2, 2, 2));
  }

  /**
   * On a plane a + b·i + c·j interpolation is exact: inside, each cell has the value at its centre.
   */
  @Property(tries = 60)
  void aligningAPlaneIsExact(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double[] plane = new double[7 * 8];
    double a = draw.from(-8, 8);
    double b = draw.from(-8, 8);
    double c = draw.from(-8, 8);
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 8; j++) {
        plane[8 * i + j] = a + b * (i + 0.5) + c * (j + 0.5);
      }
    }
    double top = draw.from(4, 20) / 8.0;
    double left = draw.from(4, 20) / 8.0;
    double height = draw.from(1, 4);
    double width = draw.from(1, 4);
    RoiAlign.Region region = new RoiAlign.Region(0, top, left, top + height, left + width);
    Tensor x = DEVICE.tensor(new Shape(1, 1, 7, 8), plane);
    int samples = draw.from(1, 3);
    double[] y = roiAlign(x, List.of(region), 2, 2, samples).toArray();
    for (int r = 0; r < 2; r++) {
      for (int s = 0; s < 2; s++) {
        double expected =
            a + b * (top + height * (r + 0.5) / 2) + c * (left + width * (s + 0.5) / 2);
        // numbers below 8 + 8·8 + 8·8, some thirty roundings
        double miss = 30 * 136 * 0x1p-53;
        assertThat(y[2 * r + s]).isBetween(expected - miss, expected + miss);
      }
    }
  }

  /** Beyond the picture its edge goes on. */
  @Example
  void outsideIsTheEdge() {
    Tensor x = DEVICE.tensor(new Shape(1, 1, 1, 3), 1.0, 2.0, 4.0);
    List<RoiAlign.Region> regions =
        List.of(new RoiAlign.Region(0, -9, -9, -8, -8), new RoiAlign.Region(0, 0, 8, 1, 9));
    assertThat(roiAlign(x, regions, 1, 1, 2).toArray()).containsExactly(1, 4);
  }

  @Example
  void refusesWhatMakesNoSense() {
    Tensor x = DEVICE.zeros(1, 1, 3, 3);
    assertThatThrownBy(() -> new RoiPooling.Region(0, 2, 0, 2, 3))
        .hasMessageContaining("needs 0 <= top < bottom")
        .hasMessageContaining("2 to 2");
    assertThatThrownBy(() -> new RoiAlign.Region(0, 1, 2, 3, Double.NaN))
        .hasMessageContaining("top < bottom and left < right");
    assertThatThrownBy(() -> roiPool(x, List.of(new RoiPooling.Region(1, 0, 0, 1, 1)), 1, 1))
        .hasMessage("roiPool has a region of picture 1, there are 1");
    assertThatThrownBy(() -> roiPool(x, List.of(new RoiPooling.Region(0, 0, 0, 4, 1)), 1, 1))
        .hasMessageContaining("reaches beyond the pictures of (1, 1, 3, 3)");
    assertThatThrownBy(() -> roiAlign(x, List.of(), 1, 1, 1))
        .hasMessage(
            "roiAlign needs pictures (batch, channels, height, width) and at least 1 region,"
                + " got (1, 1, 3, 3) and 0");
  }
}
