package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.image.Colour;
import twofold.nn.image.Fill;
import twofold.nn.image.Homography;
import twofold.nn.image.Homography.Point;
import twofold.nn.image.Picture;
import twofold.nn.image.Resize;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.verify.tensor.Draw;

/** Theorems about pictures: parts, sizes, colours, and the projective map. */
class PictureProperties {
  private static final double U = 0x1p-53;

  private static Picture picture(Draw draw, int channels) {
    int height = draw.from(1, 12);
    int width = draw.from(1, 12);
    float[] values = new float[channels * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draw.normal();
    }
    return Picture.of(channels, height, width, values);
  }

  private static Picture picture(Draw draw) {
    return picture(draw, draw.from(1, 3));
  }

  @Property(tries = 100)
  void partsAndTensors(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture whole = picture(draw);
    int top = draw.from(0, whole.height() - 1);
    int left = draw.from(0, whole.width() - 1);
    int height = draw.from(1, whole.height() - top);
    int width = draw.from(1, whole.width() - left);
    Picture part = whole.crop(top, left, height, width);
    for (int k = 0; k < whole.channels(); k++) {
      for (int r = 0; r < height; r++) {
        for (int c = 0; c < width; c++) {
          assertThat(part.at(k, r, c)).isEqualTo(whole.at(k, top + r, left + c));
        }
      }
    }
    assertThatThrownBy(() -> whole.crop(top, left, whole.height() - top + 1, 1))
        .hasMessageContaining("must lie within " + whole);
    for (Device<?> device : new Device<?>[] {Device.reference(), Device.cpu()}) {
      assertThat(Picture.of(whole.tensor(device))).isEqualTo(whole);
    }
    assertThat(whole.tensor(Device.cpu()).shape())
        .isEqualTo(new Shape(whole.channels(), whole.height(), whole.width()));
  }

  /** Every pixel n times, then the mean of n × n: nothing has happened, whatever the factor. */
  @Property(tries = 100)
  void growingThenShrinkingIsNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture old = picture(draw);
    int a = draw.from(1, 5);
    int b = draw.from(1, 5);
    Picture grown = Resize.nearest(old, a * old.height(), b * old.width());
    for (int r = 0; r < grown.height(); r++) {
      for (int c = 0; c < grown.width(); c++) {
        assertThat(grown.at(0, r, c)).isEqualTo(old.at(0, r / a, c / b));
      }
    }
    assertThat(Resize.nearest(grown, old.height(), old.width())).isEqualTo(old);
    Picture back = Resize.area(grown, old.height(), old.width());
    for (int i = 0; i < old.size(); i++) {
      // a·b equal numbers with weights, in double; then one rounding to float
      assertThat(back.values()[i]).isCloseTo(old.values()[i], within(Math.ulp(old.values()[i])));
    }
  }

  /**
   * Areas by their definition, in small pieces: cut both pictures into pieces of 1/H by 1/W of an
   * old pixel, of which each new one covers h·w whole ones, and count.
   */
  @Property(tries = 100)
  void areasAreMeans(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture old = picture(draw);
    int height = draw.from(1, 12);
    int width = draw.from(1, 12);
    Picture made = Resize.area(old, height, width);
    double total = 0;
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        double sum = 0;
        double size = 0;
        for (int i = 0; i < old.height(); i++) {
          for (int j = 0; j < old.width(); j++) {
            double value =
                old.at(0, (r * old.height() + i) / height, (c * old.width() + j) / width);
            sum += value;
            size += Math.abs(value);
          }
        }
        int pieces = old.height() * old.width();
        // our own sum, its weighted sums of up to 13 each way, and a rounding to float
        double miss = (pieces + 40) * U * size / pieces + 0x1p-24 * Math.abs(sum) / pieces;
        assertThat((double) made.at(0, r, c)).isCloseTo(sum / pieces, within(miss + 1e-300));
        total += sum / pieces;
      }
    }
    // so the mean of the picture is kept
    double mean = 0;
    double size = 0;
    for (int i = 0; i < old.height() * old.width(); i++) {
      mean += old.values()[i];
      size += Math.abs(old.values()[i]);
    }
    int n = old.height() * old.width();
    assertThat(total / (height * width)).isCloseTo(mean / n, within(400 * U * size / n + 1e-300));
  }

  /** A plane grows into a plane; a picture of its own size is itself. */
  @Property(tries = 100)
  void bilinearGrowsPlanes(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture any = picture(draw);
    assertThat(Resize.bilinear(any, any.height(), any.width())).isEqualTo(any);
    assertThat(Resize.area(any, any.height(), any.width())).isEqualTo(any);
    int factor = 1 << draw.from(0, 2);
    int n = draw.from(2, 8);
    float[] plane = new float[n * n];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = 3 * (i % n) - 2 * (i / n);
    }
    Picture grown = Resize.bilinear(Picture.of(1, n, n, plane), factor * n, factor * n);
    for (int r = 0; r < grown.height(); r++) {
      for (int c = 0; c < grown.width(); c++) {
        double x = Math.max(0, Math.min(n - 1, (c + 0.5) / factor - 0.5));
        double y = Math.max(0, Math.min(n - 1, (r + 0.5) / factor - 0.5));
        assertThat((double) grown.at(0, r, c)).isEqualTo(3 * x - 2 * y); // in eighths: exact
      }
    }
  }

  @Property(tries = 50)
  void greyIsBetween(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture grey = picture(draw, 1);
    Picture colour = Colour.colour(grey);
    assertThat(colour.channels()).isEqualTo(3);
    Picture back = Colour.grey(colour);
    for (int i = 0; i < grey.size(); i++) { // the weights sum up to 1, or nearly so
      assertThat(back.values()[i]).isCloseTo(grey.values()[i], within(Math.ulp(grey.values()[i])));
    }
    assertThat(Colour.grey(grey)).isSameAs(grey);
    assertThat(Colour.colour(colour)).isSameAs(colour);
    assertThat(Colour.grey(Picture.of(3, 1, 1, 1, 0, 0)).at(0, 0, 0)).isEqualTo(0.299f);
    assertThat(Colour.grey(Picture.of(3, 1, 1, 0, 1, 0)).at(0, 0, 0)).isEqualTo(0.587f);
    assertThat(Colour.grey(Picture.of(3, 1, 1, 0, 0, 1)).at(0, 0, 0)).isEqualTo(0.114f);
    assertThatThrownBy(() -> Colour.grey(Picture.of(2, 1, 1, 0, 0)))
        .hasMessageStartingWith("1 or 3 channels are needed, got picture of 2 x 1 x 1");
  }

  /**
   * Corners of a square on a grid of quarters, each moved by less than a quarter of the side: never
   * three on a line. Coordinates are at most 4, entries of both matrices below 16 and 1/w below 16,
   * so what is lost on the way are some tens of roundings, each at most 2⁻⁵³·2¹⁶.
   */
  @Property(tries = 200)
  void aHomographyTakesFourPointsToFour(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Point[] from = corners(draw);
    Point[] to = corners(draw);
    Homography there = Homography.of(from, to);
    Homography back = there.inverse();
    for (int i = 0; i < 4; i++) {
      assertClose(there.at(from[i].x(), from[i].y()), to[i]);
      assertClose(back.at(to[i].x(), to[i].y()), from[i]);
    }
    // Straight lines stay straight: the middle of two corners, and where it goes.
    Point one = to[0];
    Point two = to[2];
    Point middle = there.at((from[0].x() + from[2].x()) / 2, (from[0].y() + from[2].y()) / 2);
    double area =
        (two.x() - one.x()) * (middle.y() - one.y()) - (two.y() - one.y()) * (middle.x() - one.x());
    assertThat(area).isCloseTo(0, within(64 * U * 0x1p16));
  }

  private static void assertClose(Point actual, Point expected) {
    assertThat(actual.x()).isCloseTo(expected.x(), within(64 * U * 0x1p16));
    assertThat(actual.y()).isCloseTo(expected.y(), within(64 * U * 0x1p16));
  }

  private static Point[] corners(Draw draw) {
    Point[] corners = new Point[4];
    int[][] at = {{0, 0}, {2, 0}, {2, 2}, {0, 2}};
    for (int i = 0; i < 4; i++) {
      corners[i] = new Point(at[i][0] + draw.from(-3, 3) / 8.0, at[i][1] + draw.from(-3, 3) / 8.0);
    }
    return corners;
  }

  /** A sheet photographed askew is straightened: each corner pixel is where it should be. */
  @Example
  void straightening() {
    float[] values = new float[81];
    int[] corners = {10, 16, 70, 55}; // (1, 1), (7, 1), (7, 7), (1, 6) as x, y
    for (int i = 0; i < 4; i++) {
      values[corners[i]] = i + 1;
    }
    Point[] sheet = {new Point(1, 1), new Point(7, 1), new Point(7, 7), new Point(1, 6)};
    Point[] whole = {new Point(0, 0), new Point(4, 0), new Point(4, 4), new Point(0, 4)};
    Picture straight =
        Picture.of(1, 9, 9, values).warp(Homography.of(whole, sheet), Fill.ZERO, 5, 5);
    assertThat(straight.at(0, 0, 0)).isCloseTo(1, within(1e-6f));
    assertThat(straight.at(0, 0, 4)).isCloseTo(2, within(1e-6f));
    assertThat(straight.at(0, 4, 4)).isCloseTo(3, within(1e-6f));
    assertThat(straight.at(0, 4, 0)).isCloseTo(4, within(1e-6f));
    // The horizon: what would come from infinitely far away is nowhere.
    Homography horizon = new Homography(1, 0, 0, 0, 1, 0, 1, 0, -2);
    assertThat(straight.warp(horizon, Fill.constant(9)).at(0, 3, 2)).isEqualTo(9);
  }

  @Example
  void refusesWhatMakesNoSense() {
    Point[] line = {new Point(0, 0), new Point(1, 1), new Point(2, 2), new Point(0, 2)};
    Point[] square = {new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1)};
    assertThatThrownBy(() -> Homography.of(square, line))
        .hasMessageStartingWith("no three of the four points may lie on a line, got Point");
    assertThatThrownBy(() -> Homography.of(new Point[3], square))
        .hasMessage("four points are needed, got 3");
    Picture one = Picture.of(1, 1, 1, 1);
    assertThatThrownBy(() -> Resize.area(one, 0, 3))
        .hasMessage("height and width must be at least 1, got 0 x 3");
    assertThatThrownBy(() -> Picture.of(Device.cpu().vector(1, 2)))
        .hasMessage("a picture needs the shape (channels, height, width), got (2)");
  }
}
