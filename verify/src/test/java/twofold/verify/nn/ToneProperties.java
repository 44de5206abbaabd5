package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.StrokeDigits;
import twofold.nn.image.FeatureWise;
import twofold.nn.image.Flips;
import twofold.nn.image.Picture;
import twofold.nn.image.Resize;
import twofold.nn.image.Tones;
import twofold.nn.image.Whitening;
import twofold.verify.Checks;
import twofold.verify.tensor.Draw;

/** Theorems about flips, about changes of tone, and about pictures prepared for a network. */
class ToneProperties {
  private static final double U = 0x1p-24;

  private static Picture picture(Draw draw) {
    int channels = draw.from(1, 3);
    int height = draw.from(1, 9);
    int width = draw.from(1, 9);
    float[] values = new float[channels * height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draw.normal();
    }
    return Picture.of(channels, height, width, values);
  }

  @Property(tries = 100)
  void twoFlipsAreNone(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture old = picture(draw);
    Picture left = Flips.horizontal(old);
    Picture down = Flips.vertical(old);
    for (int k = 0; k < old.channels(); k++) {
      for (int r = 0; r < old.height(); r++) {
        for (int c = 0; c < old.width(); c++) {
          assertThat(left.at(k, r, c)).isEqualTo(old.at(k, r, old.width() - 1 - c));
          assertThat(down.at(k, r, c)).isEqualTo(old.at(k, old.height() - 1 - r, c));
        }
      }
    }
    assertThat(Flips.horizontal(left)).isEqualTo(old);
    assertThat(Flips.vertical(down)).isEqualTo(old);
    assertThat(Flips.vertical(left)).isEqualTo(Flips.horizontal(down));
  }

  /** Half of them, within 6 standard errors. */
  @Example
  void halfOfAllAreFlipped() {
    Picture two = Picture.of(1, 2, 2, 1, 2, 3, 4);
    int[] flipped = new int[2];
    int n = 10_000;
    for (int i = 0; i < n; i++) {
      Picture left = Flips.sometimesHorizontal().apply(two, RandomStreams.of(i));
      Picture down = Flips.sometimesVertical().apply(two, RandomStreams.of(i));
      flipped[0] += left.at(0, 0, 0) == 2 ? 1 : 0;
      flipped[1] += down.at(0, 0, 0) == 3 ? 1 : 0;
    }
    for (int count : flipped) {
      assertThat((double) count).isCloseTo(n / 2.0, within(6 * Math.sqrt(n / 4.0)));
    }
  }

  /** Sums in double, then one rounding to float of numbers up to M: mean and variance follow. */
  @Property(tries = 100)
  void samplesAreStandardised(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture old = picture(draw);
    double[] moments = moments(Tones.centre(old));
    assertThat(moments[0]).isCloseTo(0, within(2 * U * largest(old)));
    Picture made = Tones.standardise(old, 0.25);
    moments = moments(made);
    double variance = moments(old)[1];
    double large = largest(made);
    assertThat(moments[0]).isCloseTo(0, within(U * large + 1e-12));
    // each of the squares is wrong by 2u·M² at most
    assertThat(moments[1])
        .isCloseTo(variance / (variance + 0.25), within(2.01 * U * large * large + 1e-12));
    Picture even = Picture.of(1, 1, 3, 5, 5, 5);
    assertThat(Tones.standardise(even, 1e-7).values()).containsExactly(0, 0, 0);
  }

  private static double largest(Picture picture) {
    double largest = 0;
    for (float x : picture.values()) {
      largest = Math.max(largest, Math.abs(x));
    }
    return largest;
  }

  private static double[] moments(Picture picture) {
    double mean = 0;
    double squares = 0;
    for (float x : picture.values()) {
      mean += x / (double) picture.size();
      squares += x * (double) x / picture.size();
    }
    return new double[] {mean, squares - mean * mean};
  }

  /** One number for all; one for each channel; a factor around the mean. */
  @Property(tries = 100)
  void tonesByTheirDefinition(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Picture old = picture(draw);
    var chance = RandomStreams.of(seed);
    double first = 0.5 * (2 * chance.nextDouble() - 1);
    double mean = moments(old)[0];
    Picture brighter = Tones.brightness(0.5).apply(old, RandomStreams.of(seed));
    Picture harder = Tones.contrast(0.5).apply(old, RandomStreams.of(seed));
    Picture shifted = Tones.channelShift(0.5).apply(old, RandomStreams.of(seed));
    Picture clipped = Tones.clip(Tones.rescale(old, 3), -1, 2);
    double shift = first;
    double size = 3 * largest(old) + 1;
    int plane = old.height() * old.width();
    for (int i = 0; i < old.size(); i++) {
      double x = old.values()[i];
      if (i > 0 && i % plane == 0) {
        shift = 0.5 * (2 * chance.nextDouble() - 1);
      }
      assertThat(brighter.values()[i]).isEqualTo((float) (x + first));
      assertThat((double) harder.values()[i])
          .isCloseTo(mean + (1 + first) * (x - mean), within(U * size));
      assertThat((double) shifted.values()[i]).isCloseTo(x + shift, within(2 * U * size));
      assertThat(clipped.values()[i]).isEqualTo((float) Math.max(-1, Math.min(2, 3 * x)));
    }
  }

  /** Small pictures of digits, so that eigenvectors take no time: 7 × 7. */
  private static LabelledImages small(int count) {
    LabelledImages digits = StrokeDigits.draw(count, 1);
    byte[] pixels = new byte[49 * count];
    for (int i = 0; i < count; i++) {
      byte[] one = Resize.area(Picture.of(digits, i), 7, 7).bytes();
      System.arraycopy(one, 0, pixels, 49 * i, 49);
    }
    byte[] labels = new byte[count];
    return new LabelledImages(7, 7, 10, pixels, labels);
  }

  /** Mean 0 and variance σ²/(σ² + ε) of each feature; outputs are floats of at most M = 100. */
  @Example
  void featuresAreStandardised() {
    LabelledImages images = small(200);
    double epsilon = 1e-4;
    double[][] plain = outputs(images, p -> p);
    double[][] pixels = outputs(images, FeatureWise.ofPixels(images).withEpsilon(epsilon));
    double[][] centred = outputs(images, FeatureWise.ofPixels(images).withoutScaling());
    double[][] channels = outputs(images, FeatureWise.ofChannels(images).withEpsilon(epsilon));
    double allMean = 0;
    double allSquares = 0;
    for (int j = 0; j < 49; j++) {
      double[] before = moments(plain, j);
      double[] after = moments(pixels, j);
      assertThat(after[0]).isCloseTo(0, within(100 * U));
      assertThat(after[1]).isCloseTo(before[1] / (before[1] + epsilon), within(100 * 100 * 3 * U));
      assertThat(moments(centred, j)[0]).isCloseTo(0, within(2 * U));
      assertThat(moments(centred, j)[1]).isCloseTo(before[1], within(4 * U));
      double[] together = moments(channels, j);
      allMean += together[0] / 49;
      allSquares += (together[1] + together[0] * together[0]) / 49;
    }
    assertThat(allMean).isCloseTo(0, within(100 * U));
    assertThat(allSquares - allMean * allMean).isBetween(0.99, 1.0); // ε takes 10⁻⁴ of about 0.1
  }

  /**
   * C is symmetric with eigenvalues λᵢ ≥ 0, so after whitening the covariance is C·(C + ε·I)⁻¹: the
   * theorem is checked as K·(C + ε·I) = C, where no eigenvector is needed. Entries of K and C are
   * at most 1; outputs are floats, of at most 1/√ε in root mean square, wrong by u of that. An
   * entry of K is then wrong by 2u/ε, and the product with 49 terms by 49 times that.
   */
  @Example
  @Checks("whitening")
  void whitenedCovariances() {
    LabelledImages images = small(300);
    double epsilon = 0.05;
    double[][] c = covariance(outputs(images, p -> p));
    double[][] k = covariance(outputs(images, Whitening.fit(images, epsilon)));
    for (int i = 0; i < 49; i++) {
      for (int j = 0; j < 49; j++) {
        double product = epsilon * k[i][j];
        for (int l = 0; l < 49; l++) {
          product += k[i][l] * c[l][j];
        }
        assertThat(product).isCloseTo(c[i][j], within(49 * 2 * U / epsilon));
      }
    }
  }

  /**
   * With hardly any ε it is I: if all λᵢ ≥ λ, no entry is off by more than ε/(λ + ε). Noise of
   * variance 1/12 in each pixel, 500 pictures of 3 × 3: no eigenvalue is below 1/24.
   */
  @Example
  void whiteIsUncorrelated() {
    byte[] pixels = new byte[9 * 500];
    RandomStreams.of(1).nextBytes(pixels);
    LabelledImages noise = new LabelledImages(3, 3, 1, pixels, new byte[500]);
    double epsilon = 1e-9;
    Whitening whitening = Whitening.fit(noise, epsilon);
    double[][] k = covariance(outputs(noise, whitening));
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        // floats of at most 8, wrong by 8u: their products by 2·8·8u
        assertThat(k[i][j]).isCloseTo(i == j ? 1 : 0, within(24 * epsilon + 128 * U));
      }
    }
    assertThatThrownBy(() -> whitening.apply(Picture.of(1, 1, 2, 0, 0)))
        .hasMessageStartingWith("whitening was learned from pictures with 9 numbers, got picture");
    assertThatThrownBy(() -> Whitening.fit(noise, 0))
        .hasMessage("epsilon must be a positive number, got 0.0");
    assertThatThrownBy(() -> Whitening.fit(noise.slice(0, 0), 1))
        .hasMessage("whitening needs at least one picture, got none");
  }

  /** W is symmetric: a single pixel of light spreads to j from i as to i from j. */
  @Example
  void whiteningIsSymmetric() {
    LabelledImages images = small(100);
    Whitening whitening = Whitening.fit(images, 0.01);
    float[] dark = whitening.apply(Picture.of(1, 7, 7, new float[49])).values();
    double[][] w = new double[49][49];
    for (int i = 0; i < 49; i++) {
      float[] light = new float[49];
      light[i] = 1;
      float[] seen = whitening.apply(Picture.of(1, 7, 7, light)).values();
      for (int j = 0; j < 49; j++) {
        w[i][j] = seen[j] - dark[j];
      }
    }
    for (int i = 0; i < 49; i++) {
      for (int j = 0; j < 49; j++) {
        assertThat(w[i][j]).isCloseTo(w[j][i], within(4 * U * 100)); // outputs are below 100
      }
    }
  }

  private static double[][] outputs(LabelledImages images, UnaryOperator<Picture> function) {
    double[][] outputs = new double[images.count()][];
    for (int i = 0; i < outputs.length; i++) {
      float[] values = function.apply(Picture.of(images, i)).values();
      outputs[i] = new double[values.length];
      for (int j = 0; j < values.length; j++) {
        outputs[i][j] = values[j];
      }
    }
    return outputs;
  }

  private static double[] moments(double[][] x, int j) {
    double mean = 0;
    double squares = 0;
    for (double[] row : x) {
      mean += row[j] / x.length;
    }
    for (double[] row : x) {
      squares += (row[j] - mean) * (row[j] - mean) / x.length;
    }
    return new double[] {mean, squares};
  }

  private static double[][] covariance(double[][] x) {
    int d = x[0].length;
    double[][] c = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double meanI = moments(x, i)[0];
        double meanJ = moments(x, j)[0];
        for (double[] row : x) {
          c[i][j] += (row[i] - meanI) * (row[j] - meanJ) / x.length;
        }
      }
    }
    return c;
  }
}
