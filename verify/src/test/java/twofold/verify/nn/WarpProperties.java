package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.image.Affine;
import twofold.nn.image.Bilinear;
import twofold.nn.image.Fill;
import twofold.nn.image.Mapping;
import twofold.nn.image.Picture;
import twofold.verify.Checks;
import twofold.verify.tensor.Draw;

/** Theorems about affine maps, about what lies around a picture, and about resampling. */
@Checks("bilinear")
class WarpProperties {
  private static final double U = 0x1p-24;
  private static final Fill[] FILLS = {
    Fill.ZERO, Fill.constant(0.5), Fill.NEAREST, Fill.REFLECT, Fill.WRAP
  };

  /** Normal numbers in up to 3 channels of up to 9 × 9. */
  private static Picture picture(Draw draw) {
    return picture(draw, draw.from(1, 9), draw.from(1, 9));
  }

  private static Picture picture(Draw draw, int height, int width) {
    int channels = draw.from(1, 3);
    float[] values = new float[channels * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draw.normal();
    }
    return Picture.of(channels, height, width, values);
  }

  private static Affine affine(Draw draw) {
    return new Affine(
        draw.normal(),
        draw.normal(),
        4 * draw.normal(),
        draw.normal(),
        draw.normal(),
        4 * draw.normal());
  }

  private static Fill fill(Draw draw) {
    return FILLS[draw.from(0, FILLS.length - 1)];
  }

  /**
   * The fast writing against the definition. The largest number around is M. In float a weight is
   * wrong by 2u at most (the rounding of the place, and of 1 − it), so two of them by 3u; products
   * and sum add 2u: 5u·M for each of the two rows, and again 5u·M for their mean. What is of order
   * u² fits into another u.
   */
  @Property(tries = 500)
  void fastIsTheDefinition(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture old = picture(draw);
    Fill fill = fill(draw);
    Affine from = affine(draw);
    int height = draw.from(1, 12);
    int width = draw.from(1, 12);
    double largest = Math.abs(fill.value());
    for (float value : old.values()) {
      largest = Math.max(largest, Math.abs(value));
    }
    double[] expected = Bilinear.reference(old, from, fill, height, width);
    float[] actual = old.warp(from, fill, height, width).values();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(11 * U * largest));
    }
  }

  /** The line goes on as it is written: three pictures' lengths on either side, cell by cell. */
  @Property(tries = 100)
  void fillsAreWhatTheySay(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 6);
    Picture line = picture(draw, 1, n);
    for (Fill fill : FILLS) {
      float[] longer = new float[7 * n];
      for (int block = -3; block <= 3; block++) {
        for (int i = 0; i < n; i++) {
          longer[(block + 3) * n + i] =
              block == 0
                  ? line.at(0, 0, i)
                  : switch (fill.mode()) {
                    case CONSTANT -> fill.value();
                    case NEAREST -> line.at(0, 0, block < 0 ? 0 : n - 1);
                    case WRAP -> line.at(0, 0, i);
                    case REFLECT -> line.at(0, 0, block % 2 == 0 ? i : n - 1 - i);
                  };
        }
      }
      Picture seen = line.warp(Affine.shift(-3 * n, 0), fill, 1, 7 * n);
      for (int i = 0; i < longer.length; i++) {
        assertThat(seen.at(0, 0, i)).as("%s at %d", fill, i - 3 * n).isEqualTo(longer[i]);
      }
    }
  }

  @Property(tries = 100)
  void wholePixelsAreMovedExactly(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture old = picture(draw);
    int dx = draw.from(-10, 10);
    int dy = draw.from(-10, 10);
    Picture moved = old.warp(Affine.shift(-dx, -dy), Fill.constant(7));
    for (int k = 0; k < old.channels(); k++) {
      for (int r = 0; r < old.height(); r++) {
        for (int c = 0; c < old.width(); c++) {
          boolean inside =
              r - dy >= 0 && r - dy < old.height() && c - dx >= 0 && c - dx < old.width();
          assertThat(moved.at(k, r, c)).isEqualTo(inside ? old.at(k, r - dy, c - dx) : 7);
        }
      }
    }
    double middleX = (old.width() - 1) / 2.0;
    double middleY = (old.height() - 1) / 2.0;
    for (Fill fill : FILLS) {
      assertThat(old.warp(Affine.IDENTITY, fill)).isEqualTo(old);
      assertThat(old.warp(Affine.rotation(0).about(middleX, middleY), fill)).isEqualTo(old);
    }
  }

  /** A quarter turn moves pixels to pixels, clockwise; four of them are nothing at all. */
  @Property(tries = 100)
  void quarterTurnsAreExact(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int side = draw.from(1, 9);
    Picture old = picture(draw, side, side);
    double middle = (side - 1) / 2.0;
    int whole = 360 * draw.from(-2, 2);
    Affine pull = Affine.rotation(whole + 90).about(middle, middle).inverse();
    Picture turned = old.warp(pull, fill(draw));
    for (int r = 0; r < side; r++) {
      for (int c = 0; c < side; c++) {
        assertThat(turned.at(0, c, side - 1 - r)).isEqualTo(old.at(0, r, c));
      }
    }
    for (int turn = 1; turn < 4; turn++) {
      turned = turned.warp(pull, fill(draw));
    }
    assertThat(turned).isEqualTo(old);
  }

  /** A flip moves pixels to pixels, and two of them nothing. */
  @Property(tries = 50)
  void mirrorsAreExact(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture old = picture(draw);
    Affine mirror = Affine.mirror(old.width());
    Picture flipped = old.warp(mirror, fill(draw));
    assertThat(flipped.at(0, 0, 0)).isEqualTo(old.at(0, 0, old.width() - 1));
    assertThat(flipped.warp(mirror, fill(draw))).isEqualTo(old);
  }

  /**
   * Between the pixels of a plane lies the plane: a·x + b·y + c is seen at its exact value wherever
   * a map with coefficients in sixteenths looks, as all numbers on the way are multiples of 2⁻⁸
   * below 2¹⁴, which float has room for.
   */
  @Property(tries = 200)
  void planesStayPlanes(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int a = draw.from(-20, 20);
    int b = draw.from(-20, 20);
    int c = draw.from(-20, 20);
    int side = 24;
    float[] plane = new float[side * side];
    for (int r = 0; r < side; r++) {
      for (int column = 0; column < side; column++) {
        plane[r * side + column] = a * column + b * r + c;
      }
    }
    Affine from =
        new Affine(
            sixteenths(draw),
            sixteenths(draw),
            draw.from(0, 12) + sixteenths(draw),
            sixteenths(draw),
            sixteenths(draw),
            draw.from(0, 12) + sixteenths(draw));
    Picture seen = Picture.of(1, side, side, plane).warp(from, Fill.constant(1e6));
    int inside = 0;
    for (int r = 0; r < side; r++) {
      for (int column = 0; column < side; column++) {
        double x = from.x(column, r);
        double y = from.y(column, r);
        if (x >= 0 && y >= 0 && x <= side - 1 && y <= side - 1) {
          assertThat((double) seen.at(0, r, column)).isEqualTo(a * x + b * y + c);
          inside++;
        }
      }
    }
    assertThat(inside).isPositive();
  }

  private static double sixteenths(Draw draw) {
    return draw.from(0, 16) / 16.0;
  }

  /**
   * One map after another is the product of their 3 × 3 matrices. A sum of three products, wrong by
   * γ₃ of their absolute values on either side.
   */
  @Property(tries = 200)
  void oneAfterAnotherIsAProduct(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Affine first = affine(draw);
    Affine second = affine(draw);
    double[][] a = matrix(second);
    double[][] b = matrix(first);
    double[][] both = matrix(first.then(second));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        double size = 0;
        for (int k = 0; k < 3; k++) {
          sum += a[i][k] * b[k][j];
          size += Math.abs(a[i][k] * b[k][j]);
        }
        assertThat(both[i][j]).isCloseTo(sum, within(6 * 0x1.01p-53 * size));
      }
    }
  }

  private static double[][] matrix(Affine a) {
    return new double[][] {{a.xx(), a.xy(), a.x0()}, {a.yx(), a.yy(), a.y0()}, {0, 0, 1}};
  }

  /** Points of whole numbers, maps of whole numbers: then all is exact, on every way. */
  @Property(tries = 200)
  void pointsGoOneWayAfterTheOther(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Affine first = whole(draw);
    Affine second = whole(draw);
    int x = draw.from(-9, 9);
    int y = draw.from(-9, 9);
    double u = first.x(x, y);
    double v = first.y(x, y);
    assertThat(first.then(second).x(x, y)).isEqualTo(second.x(u, v));
    assertThat(first.then(second).y(x, y)).isEqualTo(second.y(u, v));
    Affine about = first.about(3, -2);
    assertThat(about.x(x, y)).isEqualTo(first.x(x - 3, y + 2) + 3);
    assertThat(about.y(x, y)).isEqualTo(first.y(x - 3, y + 2) - 2);

    double[] along = new double[5];
    double[] across = new double[5];
    Mapping alone = first::row; // hides that it is affine
    alone.then(second).row(y, along, across);
    for (int c = 0; c < 5; c++) {
      assertThat(along[c]).isEqualTo(first.then(second).x(c, y));
      assertThat(across[c]).isEqualTo(first.then(second).y(c, y));
    }
  }

  private static Affine whole(Draw draw) {
    return new Affine(
        draw.from(-9, 9),
        draw.from(-9, 9),
        draw.from(-9, 9),
        draw.from(-9, 9),
        draw.from(-9, 9),
        draw.from(-9, 9));
  }

  /** There and back; determinants that are powers of two make every number exact. */
  @Property(tries = 200)
  void theWayBack(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Affine there =
        Affine.scale(Math.scalb(1.0, draw.from(-3, 3)), -Math.scalb(1.0, draw.from(-3, 3)))
            .then(Affine.shear(draw.from(-4, 4)))
            .then(Affine.rotation(90 * draw.from(-5, 5)))
            .then(Affine.shift(draw.from(-9, 9), draw.from(-9, 9)));
    // adding 0 makes −0 to 0
    Affine back = there.then(there.inverse());
    assertThat(back.xx()).isEqualTo(1);
    assertThat(back.yy()).isEqualTo(1);
    for (double zero : new double[] {back.xy(), back.x0(), back.yx(), back.y0()}) {
      assertThat(zero + 0).isZero();
    }
  }

  /** Lengths stay, and the angle is the one asked for, within some roundings of numbers up to 1. */
  @Property(tries = 100)
  void rotationsTurn(@ForAll long seed) {
    double degrees = 720 * (new SplittableRandom(seed).nextDouble() - 0.5);
    Affine turn = Affine.rotation(degrees);
    assertThat(turn.xx() * turn.yy() - turn.xy() * turn.yx()).isCloseTo(1, within(8 * 0x1p-53));
    double angle = Math.toDegrees(Math.atan2(turn.yx(), turn.xx()));
    double miss = Math.IEEEremainder(angle - degrees, 360);
    assertThat(miss).isCloseTo(0, within(8 * 0x1p-53 * 720));
  }

  @Example
  void namedMaps() {
    assertThat(Affine.shear(0.5).x(1, 4)).isEqualTo(3);
    assertThat(Affine.scale(2, 3).y(1, 4)).isEqualTo(12);
    assertThat(Affine.shift(2, 3).x(1, 4)).isEqualTo(3);
    assertThat(Affine.shift(2, 3).y(1, 4)).isEqualTo(7);
    // x to the right, y down: a quarter turn clockwise takes right to down
    assertThat(Affine.rotation(90).y(1, 0)).isEqualTo(1);
    assertThatThrownBy(() -> Affine.scale(1, 0).inverse())
        .hasMessageStartingWith("an affine map with a way back is needed, got Affine[xx=1.0");
  }

  /** Also where a map leads far away, or nowhere, there is an answer. */
  @Example
  void farAwayAndNowhere() {
    Picture picture = Picture.of(1, 1, 3, 1, 2, 3);
    double[] places = {Double.NaN, 1e300, -1e300, Double.POSITIVE_INFINITY, 0};
    Mapping wild =
        (row, x, y) -> {
          System.arraycopy(places, 0, x, 0, 5);
          java.util.Arrays.fill(y, 0);
        };
    assertThat(picture.warp(wild, Fill.constant(9), 1, 5).values()).containsExactly(9, 9, 9, 9, 1);
    assertThat(picture.warp(wild, Fill.NEAREST, 1, 5).values()).containsExactly(0, 3, 1, 3, 1);
    for (Fill fill : FILLS) {
      double[] expected = Bilinear.reference(picture, wild, fill, 1, 5);
      float[] actual = picture.warp(wild, fill, 1, 5).values();
      for (int i = 0; i < 5; i++) {
        assertThat((double) actual[i]).as("%s %d", fill, i).isEqualTo(expected[i]);
      }
    }
    assertThatThrownBy(() -> Fill.constant(Double.NaN))
        .hasMessage("a fill must be a finite number, got NaN");
  }
}
