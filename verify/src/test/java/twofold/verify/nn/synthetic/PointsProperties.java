package twofold.verify.nn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import twofold.nn.synthetic.Blobs;
import twofold.nn.synthetic.Circles;
import twofold.nn.synthetic.LabelledPoints;
import twofold.nn.synthetic.Moons;
import twofold.nn.synthetic.SCurve;
import twofold.nn.synthetic.Sheet;
import twofold.nn.synthetic.Spiral;
import twofold.nn.synthetic.SwissRoll;
import twofold.verify.Checks;

/**
 * Geometry and moments of the sets of points. Statements about chance hold within z = 6 standard
 * errors, with fixed seeds; those about geometry within roundings that are counted.
 */
class PointsProperties {
  private static final double Z = 6;
  private static final int N = 20_000;

  /** Coordinates here are below 50, and come of fewer than 16 roundings of numbers below that. */
  private static final double ROUNDING = 16 * Math.ulp(50.0);

  /** The first ones of many are the few; and all classes are equally many. */
  @Property(seed = "1", tries = 50)
  void moreIsMoreOfTheSame(
      @ForAll long seed,
      @ForAll @IntRange(max = 50) int few,
      @ForAll @IntRange(max = 50) int more) {
    IntFunction<LabelledPoints> sets = n -> Spiral.draw(n, 3, 2, 0.1, seed);
    LabelledPoints all = sets.apply(few + more);
    LabelledPoints first = sets.apply(few);
    assertThat(Arrays.copyOf(all.points(), few)).isDeepEqualTo(first.points());
    assertThat(Arrays.copyOf(all.labels(), few)).isEqualTo(first.labels());
    IntUnaryOperator count = k -> (int) Arrays.stream(all.labels()).filter(l -> l == k).count();
    assertThat(count.applyAsInt(0) - count.applyAsInt(2)).isBetween(0, 1);
  }

  /** The mean of a class is its centre, and each coordinate has variance σ². */
  @Property(seed = "2", tries = 10)
  void blobsAreWhereTheyShould(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 3) double deviation) {
    double[][] centres = {{0, 5, -1}, {3, 0, 7}};
    LabelledPoints blobs = Blobs.draw(N, centres, deviation, seed);
    for (int k = 0; k < centres.length; k++) {
      for (int j = 0; j < 3; j++) {
        int coordinate = j;
        double centre = centres[k][j];
        double[] moved =
            rows(blobs, k).mapToDouble(i -> blobs.points()[i][coordinate] - centre).toArray();
        double variance = deviation * deviation;
        assertMean(moved, 0, variance);
        double[] squares = Arrays.stream(moved).map(x -> x * x).toArray();
        assertMean(squares, variance, 2 * variance * variance);
      }
    }
  }

  /**
   * Of (r·cos φ + σ·z₁, r·sin φ + σ·z₂), the square of the distance from the centre has mean r² +
   * 2σ² and variance 4r²σ² + 4σ⁴; without noise it is r².
   */
  @Property(seed = "3", tries = 10)
  void circlesAreRound(@ForAll long seed, @ForAll @DoubleRange(max = 0.5) double noise) {
    double[] radii = {1, 0.4, 3};
    LabelledPoints circles = Circles.draw(N, radii, noise, seed);
    for (int k = 0; k < radii.length; k++) {
      double r2 = radii[k] * radii[k];
      double s2 = noise * noise;
      double[] squares = rows(circles, k).mapToDouble(i -> square(circles.points()[i])).toArray();
      assertMean(squares, r2 + 2 * s2, 4 * r2 * s2 + 4 * s2 * s2);
      double[] x = rows(circles, k).mapToDouble(i -> circles.points()[i][0]).toArray();
      assertMean(x, 0, r2 / 2 + s2); // all round, not only on one side
    }
  }

  /** Half circles of radius 1, uniform in the angle; with noise, moved by no more than that. */
  @Property(seed = "4", tries = 10)
  @Checks("moons")
  void moonsAreHalfCircles(@ForAll long seed, @ForAll @DoubleRange(max = 0.3) double noise) {
    LabelledPoints exact = Moons.draw(N, 0, seed);
    double[][] angles = new double[2][N / 2];
    for (int i = 0; i < N; i++) {
      boolean upper = exact.labels()[i] == 0;
      double cos = upper ? exact.points()[i][0] : 1 - exact.points()[i][0];
      double sin = upper ? exact.points()[i][1] : 0.5 - exact.points()[i][1];
      assertThat(cos * cos + sin * sin).isCloseTo(1, within(ROUNDING));
      assertThat(sin).isGreaterThanOrEqualTo(-ROUNDING);
      angles[exact.labels()[i]][i / 2] = Math.atan2(sin, cos);
    }
    for (double[] t : angles) {
      assertMean(t, Math.PI / 2, Math.PI * Math.PI / 12); // of a uniform law
    }
    // The streams draw t first, so the same points with noise differ by the noise alone.
    LabelledPoints blurred = Moons.draw(N, noise, seed);
    double[] moves =
        IntStream.range(0, N)
            .mapToDouble(i -> blurred.points()[i][0] - exact.points()[i][0])
            .toArray();
    assertMean(moves, 0, noise * noise);
  }

  /** At distance t from the middle, arm k has the angle 2π·(turns·t + k/arms). */
  @Property(seed = "5", tries = 20)
  void armsOfSpirals(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int arms,
      @ForAll @DoubleRange(min = -2, max = 2) double turns) {
    LabelledPoints spiral = Spiral.draw(200, arms, turns, 0, seed);
    for (int i = 0; i < spiral.count(); i++) {
      double[] point = spiral.points()[i];
      double t = Math.sqrt(square(point));
      double angle = 2 * Math.PI * (turns * t + (double) spiral.labels()[i] / arms);
      assertThat(t).isLessThanOrEqualTo(1 + ROUNDING);
      assertThat(point[0]).isCloseTo(t * Math.cos(angle), within(4 * ROUNDING));
      assertThat(point[1]).isCloseTo(t * Math.sin(angle), within(4 * ROUNDING));
    }
  }

  /**
   * The length of the arc is the integral of the speed √(1 + t²), here by Simpson's rule. Its error
   * is at most (b − a)·h⁴·max|f⁗|/180, and |f⁗| ≤ 3 for f = √(1 + t²).
   */
  @Property(seed = "6", tries = 50)
  @Checks("arc-length")
  void theArcIsTheIntegralOfTheSpeed(@ForAll @DoubleRange(max = 15) double t) {
    int pieces = 3000;
    double h = t / pieces;
    double sum = 0;
    for (int i = 0; i <= pieces; i++) {
      int weight = i == 0 || i == pieces ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.sqrt(1 + h * i * h * i);
    }
    double error = t * Math.pow(h, 4) * 3 / 180 + 3 * pieces * Math.ulp(200.0);
    assertThat(SwissRoll.arcLength(t)).isCloseTo(sum * h / 3, within(error));
  }

  /**
   * Bent, not stretched. A chord is never longer than its arc; and by Schur's theorem, it is at
   * least as long as that of a circle as strongly bent as the curve is anywhere: 2/κ·sin(κ·s/2), as
   * long as κ·s ≤ π. Of the S, κ = 1; of the roll, κ(t) = (t² + 2)/(1 + t²)^(3/2), largest where it
   * begins. The width is not bent at all.
   */
  @Property(seed = "7", tries = 10)
  void sheetsAreNotStretched(@ForAll long seed) {
    double t2 = SwissRoll.FROM * SwissRoll.FROM;
    assertIsometric(SwissRoll.draw(300, 0, seed), (t2 + 2) / Math.pow(1 + t2, 1.5));
    assertIsometric(SCurve.draw(300, 0, seed), 1);
  }

  private static void assertIsometric(Sheet sheet, double bend) {
    int near = 0;
    for (int i = 0; i < sheet.count(); i++) {
      for (int j = 0; j < i; j++) {
        double arc = Math.abs(sheet.flat()[i][0] - sheet.flat()[j][0]);
        double across = sheet.flat()[i][1] - sheet.flat()[j][1];
        double inSpace = distance(sheet.points()[i], sheet.points()[j]);
        assertThat(inSpace).isLessThanOrEqualTo(Math.hypot(arc, across) + ROUNDING);
        if (bend * arc <= Math.PI) {
          double chord = 2 / bend * Math.sin(bend * arc / 2);
          assertThat(inSpace).isGreaterThanOrEqualTo(Math.hypot(chord, across) - ROUNDING);
          near++;
        }
      }
    }
    assertThat(near).isGreaterThan(1000); // or else the second half has said nothing
  }

  /** Noise moves points in space, and leaves them where they are on the sheet. */
  @Property(seed = "8", tries = 5)
  void noiseOfSheets(@ForAll long seed) {
    Sheet exact = SwissRoll.draw(N, 0, seed);
    Sheet blurred = SwissRoll.draw(N, 0.5, seed);
    assertThat(blurred.flat()).isDeepEqualTo(exact.flat());
    for (int j = 0; j < 3; j++) {
      int coordinate = j;
      double[] squares =
          IntStream.range(0, N)
              .mapToDouble(i -> blurred.points()[i][coordinate] - exact.points()[i][coordinate])
              .map(x -> x * x)
              .toArray();
      assertMean(squares, 0.25, 2 * 0.25 * 0.25);
    }
  }

  private static IntStream rows(LabelledPoints points, int label) {
    return IntStream.range(0, points.count()).filter(i -> points.labels()[i] == label);
  }

  private static double square(double[] point) {
    return Arrays.stream(point).map(x -> x * x).sum();
  }

  private static double distance(double[] one, double[] other) {
    return Math.sqrt(
        IntStream.range(0, one.length).mapToDouble(j -> Math.pow(one[j] - other[j], 2)).sum());
  }

  /** Within z standard errors, and a rounding where there is no variance. */
  private static void assertMean(double[] x, double mean, double variance) {
    double miss = Z * Math.sqrt(variance / x.length) + ROUNDING;
    assertThat(Arrays.stream(x).sum() / x.length).isCloseTo(mean, within(miss));
  }
}
