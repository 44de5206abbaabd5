package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.StrokeDigits;
import twofold.nn.image.Affine;
import twofold.nn.image.Augmentation;
import twofold.nn.image.AugmentedExamples;
import twofold.nn.image.Cutout;
import twofold.nn.image.Fill;
import twofold.nn.image.Picture;
import twofold.nn.image.RandomWarp;
import twofold.nn.train.Examples;
import twofold.tensor.Device;
import twofold.tensor.Parallel;
import twofold.verify.tensor.Draw;

/**
 * Theorems about augmentations.
 *
 * <p>Statements about chance grant z = 6 standard errors, which fair chance exceeds once in 5·10⁸
 * comparisons; there are some dozens, and their seeds are fixed.
 */
class AugmentationProperties {
  private static final double Z = 6;
  private static final int SIDE = 33;
  private static final int MIDDLE = SIDE / 2;

  /** Two channels that say where a pixel was: its x, and its y. Linear, so resampled exactly. */
  private static Picture places() {
    float[] values = new float[2 * SIDE * SIDE];
    for (int r = 0; r < SIDE; r++) {
      for (int c = 0; c < SIDE; c++) {
        values[r * SIDE + c] = c - MIDDLE;
        values[(SIDE + r) * SIDE + c] = r - MIDDLE;
      }
    }
    return Picture.of(2, SIDE, SIDE, values);
  }

  /** The affine map that a warp has looked through, read off three pixels around the middle. */
  private static Affine pull(RandomWarp warp, long seed) {
    Picture seen = warp.apply(places(), RandomStreams.of(seed));
    double x = seen.at(0, MIDDLE, MIDDLE);
    double y = seen.at(1, MIDDLE, MIDDLE);
    return new Affine(
        seen.at(0, MIDDLE, MIDDLE + 1) - x,
        seen.at(0, MIDDLE + 1, MIDDLE) - x,
        x,
        seen.at(1, MIDDLE, MIDDLE + 1) - y,
        seen.at(1, MIDDLE + 1, MIDDLE) - y,
        y);
  }

  /**
   * A uniform amount on ±a has mean 0 and variance a²/3, and that of its square is 4a⁴/45; and it
   * is never beyond a. Read off to 10⁻⁴, as the places are floats below 2⁵, with an error of 2⁻¹⁸.
   */
  private static void assertUniform(double a, RandomWarp warp, ToDoubleFunction<Affine> amount) {
    int n = 4000;
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < n; seed++) {
      double value = amount.applyAsDouble(pull(warp, seed));
      assertThat(value).isBetween(-a - 1e-4, a + 1e-4);
      sum += value;
      squares += value * value;
    }
    assertThat(sum / n).isCloseTo(0, within(Z * a / Math.sqrt(3.0 * n) + 1e-4));
    assertThat(squares / n)
        .isCloseTo(a * a / 3, within(Z * a * a * Math.sqrt(4 / 45.0 / n) + 2e-4 * a));
  }

  @Example
  void amountsAreUniform() {
    RandomWarp none = RandomWarp.NONE;
    assertUniform(
        0.3,
        none.withRotation(Math.toDegrees(0.3)),
        pull -> Math.atan2(pull.inverse().yx(), pull.inverse().xx()));
    assertUniform(0.2, none.withShear(0.2), pull -> pull.inverse().xy());
    assertUniform(0.1, none.withShift(0.1, 0), pull -> -pull.x0() / SIDE);
    assertUniform(0.1, none.withShift(0, 0.1), pull -> -pull.y0() / SIDE);
    assertUniform(0.2, none.withZoom(0.8, 1.2), pull -> 1 / pull.xx() - 1);
    assertUniform(0.2, none.withZoom(0.8, 1.2), pull -> 1 / pull.yy() - 1);
  }

  /** All at once is R·K·Z about the middle, then the shift: of a shape that cannot be otherwise. */
  @Property(tries = 200)
  void theOrderIsZoomShearTurnShift(@ForAll long seed) {
    RandomWarp all =
        RandomWarp.NONE
            .withRotation(20)
            .withShear(0.2)
            .withZoom(0.8, 1.2)
            .withShift(0.1)
            .withFill(Fill.REFLECT);
    Affine push = pull(all, seed).inverse();
    // the middle is only shifted
    assertThat(Math.abs(push.x0())).isLessThanOrEqualTo(0.1 * SIDE + 1e-3);
    assertThat(Math.abs(push.y0())).isLessThanOrEqualTo(0.1 * SIDE + 1e-3);
    // The first column is R·(a, 0); what is left of the second after turning back is (k·b, b).
    double angle = Math.atan2(push.yx(), push.xx());
    double a = Math.hypot(push.xx(), push.yx());
    double b = -Math.sin(angle) * push.xy() + Math.cos(angle) * push.yy();
    double k = (Math.cos(angle) * push.xy() + Math.sin(angle) * push.yy()) / b;
    assertThat(Math.abs(Math.toDegrees(angle))).isLessThanOrEqualTo(20 + 1e-2);
    assertThat(a).isBetween(0.8 - 1e-3, 1.2 + 1e-3);
    assertThat(b).isBetween(0.8 - 1e-3, 1.2 + 1e-3);
    assertThat(Math.abs(k)).isLessThanOrEqualTo(0.2 + 1e-3);
  }

  /**
   * What a pixel is moved by is a sum of independent knots, Σ w·uniform, so its variance is
   *
   * <pre>
   *   s²·Q(tx)·Q(ty)/(151/315)²,   Q(t) = Σ of the squared weights, t the place between the knots
   * </pre>
   *
   * with the weights of the cubic B-spline, here by the recursion of Cox and de Boor. A sum of
   * uniform numbers has E X⁴ ≤ 3 (E X²)².
   */
  @Property(tries = 5, seed = "1")
  void elasticDisplacementsAreAsLargeAsAsked(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double strength = 0.5 + draw.random().nextDouble();
    double smoothness = 2 + 3 * draw.random().nextDouble();
    RandomWarp warp = RandomWarp.NONE.withElastic(strength, smoothness).withFill(Fill.NEAREST);
    int row = draw.from(MIDDLE - 4, MIDDLE + 4);
    int column = draw.from(MIDDLE - 4, MIDDLE + 4);
    int n = 20_000; // 6 % at 6 standard errors
    double[] sum = new double[3];
    for (int i = 0; i < n; i++) {
      Picture seen = warp.apply(places(), RandomStreams.stream(seed, i));
      double dx = seen.at(0, row, column) - (column - MIDDLE);
      double dy = seen.at(1, row, column) - (row - MIDDLE);
      sum[0] += dx * dx;
      sum[1] += dy * dy;
      sum[2] += dx * dy;
    }
    double h = Math.sqrt(3) * smoothness;
    double q = squaredWeights(row / h) * squaredWeights(column / h);
    double variance = strength * strength * q / Math.pow(151.0 / 315, 2);
    double miss = Z * variance * Math.sqrt(2.0 / n);
    assertThat(sum[0] / n).isCloseTo(variance, within(miss));
    assertThat(sum[1] / n).isCloseTo(variance, within(miss));
    assertThat(sum[2] / n).isCloseTo(0, within(miss));
  }

  private static double squaredWeights(double x) {
    double t = x - Math.floor(x);
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += Math.pow(spline(3, t + i), 2);
    }
    return sum;
  }

  /** The B-spline of a degree on the knots 0, 1, 2, … */
  private static double spline(int degree, double x) {
    if (degree == 0) {
      return x >= 0 && x < 1 ? 1 : 0;
    }
    return (x * spline(degree - 1, x) + (degree + 1 - x) * spline(degree - 1, x - 1)) / degree;
  }

  /**
   * The mean of those squares over all places is the 151/315 of the lesson: by the midpoint rule.
   */
  @Example
  void theMeanOfTheSquaredWeights() {
    int n = 1000;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += squaredWeights((i + 0.5) / n) / n;
    }
    assertThat(sum).isCloseTo(151.0 / 315, within(1.0 / (n * n)));
  }

  /** Neighbours move together: rubber is not torn, and the new picture is a picture of the old. */
  @Property(tries = 20)
  void elasticIsSmooth(@ForAll long seed) {
    double strength = 1;
    double smoothness = 4;
    RandomWarp warp = RandomWarp.NONE.withElastic(strength, smoothness).withFill(Fill.NEAREST);
    Picture seen = warp.apply(places(), RandomStreams.of(seed));
    // A knot's pull is at most a = √3·s·315/151; the slope of its spline is at most ⅔/h, and two
    // of the four go up and two down: their weights along the other axis sum up to 1.
    double pull = Math.sqrt(3) * strength * 315 / 151;
    double slope = 2 * pull / (Math.sqrt(3) * smoothness);
    for (int r = 6; r < SIDE - 6; r++) {
      for (int c = 6; c < SIDE - 6; c++) {
        double step = seen.at(0, r, c + 1) - seen.at(0, r, c) - 1;
        assertThat(Math.abs(step)).isLessThanOrEqualTo(slope + 1e-4);
      }
    }
  }

  /** As many pixels are covered as the square has inside, nothing else changes; all places come. */
  @Example
  void cutoutCoversASquare() {
    Picture ones = Picture.of(2, 5, 7, ones(70));
    int[] covered = new int[35];
    int n = 5000;
    for (int seed = 0; seed < n; seed++) {
      Picture cut = new Cutout(3, 0).apply(ones, RandomStreams.of(seed));
      int zeros = 0;
      for (int i = 0; i < 35; i++) {
        float value = cut.at(0, i / 7, i % 7);
        assertThat(cut.at(1, i / 7, i % 7)).isEqualTo(value);
        zeros += value == 0 ? 1 : 0;
        covered[i] += value == 0 ? 1 : 0;
      }
      assertThat(zeros).isIn(4, 6, 9);
    }
    // The middle of the square is each of 35 pixels alike; a pixel is covered from its neighbours.
    for (int i = 0; i < 35; i++) {
      int around = 0;
      for (int j = 0; j < 35; j++) {
        around += Math.abs(i / 7 - j / 7) <= 1 && Math.abs(i % 7 - j % 7) <= 1 ? 1 : 0;
      }
      double p = around / 35.0;
      assertThat((double) covered[i]).isCloseTo(n * p, within(Z * Math.sqrt(n * p * (1 - p))));
    }
  }

  private static float[] ones(int n) {
    float[] ones = new float[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** One after the other, from one stream; sometimes is as often as asked for. */
  @Example
  void combining() {
    Augmentation twice = Augmentation.of(p -> p.map(x -> 2 * x));
    Augmentation more = (p, random) -> p.map(x -> x + random.nextDouble());
    Picture one = Picture.of(1, 1, 1, 1);
    float drawn = (float) RandomStreams.of(3).nextDouble();
    assertThat(twice.then(more).apply(one, RandomStreams.of(3)).at(0, 0, 0))
        .isEqualTo((float) (2 + (double) drawn), within(1e-6f));
    assertThat(more.then(twice).apply(one, RandomStreams.of(3)).at(0, 0, 0))
        .isEqualTo((float) (2 + 2 * (double) drawn), within(1e-6f));
    assertThat(Augmentation.none().apply(one, RandomStreams.of(3))).isSameAs(one);
    int happened = 0;
    int n = 10_000;
    for (int i = 0; i < n; i++) {
      happened += twice.sometimes(0.3).apply(one, RandomStreams.of(i)) == one ? 0 : 1;
    }
    assertThat((double) happened).isCloseTo(0.3 * n, within(Z * Math.sqrt(0.21 * n)));
    assertThatThrownBy(() -> twice.sometimes(1.5))
        .hasMessage("a probability must be in [0, 1], got 1.5");
  }

  /** A picture is a function of seed, epoch and number: not of batch, order or threads. */
  @Property(tries = 5)
  void samePicturesForAnyBatchAndThreads(@ForAll long seed) {
    LabelledImages digits = StrokeDigits.draw(40, 1);
    Examples all =
        new AugmentedExamples(
            digits, RandomWarp.NONE.withRotation(15).withElastic(1.4, 4).then(new Cutout(6, 0.5f)));
    int[] order = RandomStreams.permutation(40, RandomStreams.of(seed));
    int threads = Parallel.threads();
    try {
      Parallel.setThreads(1);
      float[] alone = pixels(all.epoch(seed, 2), all.inOrder(), 0, 40);
      Parallel.setThreads(3);
      float[] together = pixels(all.epoch(seed, 2), all.inOrder(), 0, 40);
      assertThat(together).isEqualTo(alone);
      float[] some = pixels(all.epoch(seed, 2), order, 5, 12);
      for (int i = 0; i < 7; i++) {
        int from = order[5 + i] * 784;
        assertThat(Arrays.copyOfRange(some, i * 784, (i + 1) * 784))
            .isEqualTo(Arrays.copyOfRange(alone, from, from + 784));
      }
      assertThat(pixels(all.epoch(seed, 3), all.inOrder(), 0, 40)).isNotEqualTo(alone);
      assertThat(pixels(all.epoch(seed + 1, 2), all.inOrder(), 0, 40)).isNotEqualTo(alone);
    } finally {
      Parallel.setThreads(threads);
    }
  }

  /** Pictures that are alike are changed each in its own way. */
  @Example
  void everyPictureHasChanceOfItsOwn() {
    LabelledImages one = StrokeDigits.draw(1, 1);
    byte[] pixels = new byte[784 * 5];
    for (int i = 0; i < 5; i++) {
      one.copy(0, pixels, 784 * i);
    }
    var same = new LabelledImages(28, 28, 10, pixels, new byte[5]);
    var epoch = new AugmentedExamples(same, RandomWarp.NONE.withShift(0.2)).epoch(1, 1);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(epoch.picture(i)).isNotEqualTo(epoch.picture(j));
      }
    }
  }

  private static float[] pixels(Examples examples, int[] order, int from, int to) {
    return examples.batch(Device.cpu(), order, from, to).inputs().toFloats();
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> RandomWarp.NONE.withRotation(-1))
        .hasMessage("rotation must be a number from 0 on, got -1.0");
    assertThatThrownBy(() -> RandomWarp.NONE.withZoom(0, 1))
        .hasMessage("zoom must go from a positive number to one not below it, got 0.0 to 1.0");
    assertThatThrownBy(() -> RandomWarp.NONE.withElastic(1, 0.5))
        .hasMessage("smoothness must be at least 1, got 0.5");
    assertThatThrownBy(() -> new Cutout(0, 0)).hasMessage("side must be at least 1, got 0");
    List<Integer> sizes = List.of(1, 1, 2);
    assertThatThrownBy(() -> Picture.of(sizes.get(0), sizes.get(1), sizes.get(2), 1, 2, 3))
        .hasMessage("values must be 1 x 1 x 2 (channels x height x width), got 3");
  }
}
