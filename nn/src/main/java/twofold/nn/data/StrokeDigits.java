package twofold.nn.data;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twofold.math.RandomStreams;

/**
 * Handwriting without a download: the digits 0 to 9, 28 × 28, as many as asked for.
 *
 * <p>A digit begins as {@link PenStrokes} in one of its ways of writing. The hand then bends it, by
 * an {@link ElasticField}; slants, stretches, turns and shifts it, which together is one affine
 * map; and a {@link Rasteriser} draws it with a pen of random width. At last comes grain.
 *
 * <pre>
 *   p ↦ c + s + R(φ)·K(k)·D(a, b)·(p + e(p) − c)       c the page's middle, e the elastic field,
 *       D stretch by a and b, K shear by k, R turn by φ, s shift
 * </pre>
 *
 * <p>Example i depends on the seed and on i alone: it has the stream (seed, i). So examples are
 * drawn in parallel and come out the same; the first thousand of ten thousand are the thousand; and
 * another seed, or other indices, make a test set that shares nothing with the training set. All
 * arithmetic is prescribed to the last bit ({@code StrictMath}), so the bytes are the same on every
 * machine.
 *
 * <p>The amounts below are chosen so that the task teaches something: a linear classifier cannot do
 * it well, as no single weighted sum of pixels survives turning and shifting, while a network with
 * one hidden layer can.
 */
public final class StrokeDigits {

  /** Rows and columns of an image. */
  public static final int SIDE = 28;

  /** The digits. */
  public static final int CLASSES = 10;

  // Standard deviations of what a hand does, lengths as fractions of the page.
  private static final double TURN = 0.13; // radians
  private static final double SHEAR = 0.18;
  private static final double STRETCH = 0.10;
  private static final double SHIFT = 0.06;
  private static final double ELASTIC = 0.06;

  private static final double GRAIN = 0.08;
  private static final int PIECES = 12; // straight pieces per curve

  private StrokeDigits() {}

  /**
   * Examples 0 … count−1 of a seed.
   *
   * @throws IllegalArgumentException if count is negative or the pixels do not fit an array
   */
  public static LabelledImages draw(int count, long seed) {
    return draw(0, count, seed);
  }

  /**
   * Examples from … from+count−1 of a seed.
   *
   * @throws IllegalArgumentException if an argument is negative or the pixels do not fit an array
   */
  public static LabelledImages draw(int from, int count, long seed) {
    int most = Integer.MAX_VALUE / (SIDE * SIDE);
    if (count < 0 || count > most) {
      throw new IllegalArgumentException("count must be 0 to " + most + ", got " + count);
    }
    if (from < 0 || from > Integer.MAX_VALUE - count) {
      throw new IllegalArgumentException(
          "from must be 0 to " + (Integer.MAX_VALUE - count) + ", got " + from);
    }
    byte[] pixels = new byte[count * SIDE * SIDE];
    byte[] labels = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              RandomGenerator random = RandomStreams.stream(seed, from + i);
              labels[i] = (byte) (random.nextDouble() * CLASSES);
              drawOne(labels[i], random, pixels, i * SIDE * SIDE);
            });
    return new LabelledImages(SIDE, SIDE, CLASSES, pixels, labels);
  }

  private static void drawOne(int digit, RandomGenerator random, byte[] pixels, int offset) {
    List<List<PenStrokes.Curve>> ways = PenStrokes.ways(digit);
    List<PenStrokes.Curve> way = ways.get((int) (random.nextDouble() * ways.size()));

    Hand hand = new Hand(random);
    double halfWidth = between(0.7, 1.7, random);
    double softness = between(0.5, 1.0, random);
    Rasteriser page = new Rasteriser(SIDE, halfWidth + softness);
    for (PenStrokes.Curve curve : way) {
      double[] last = hand.move(curve.x(0), curve.y(0));
      for (int k = 1; k <= PIECES; k++) {
        double t = (double) k / PIECES;
        double[] next = hand.move(curve.x(t), curve.y(t));
        page.segment(last[0], last[1], next[0], next[1]);
        last = next;
      }
    }

    double darkness = between(0.75, 1, random);
    for (int at = 0; at < SIDE * SIDE; at++) {
      // Uniform grain: a normal one costs a logarithm per pixel, and no eye tells them apart.
      double grain = between(-GRAIN, GRAIN, random);
      double ink = darkness * page.ink(at, halfWidth, softness) + grain;
      pixels[offset + at] = (byte) Math.floor(255 * Math.max(0, Math.min(1, ink)) + 0.5);
    }
  }

  private static double between(double low, double high, RandomGenerator random) {
    return low + (high - low) * random.nextDouble();
  }

  /** One writer on one occasion: bends, then maps affinely, then measures in pixels. */
  private static final class Hand {

    private final ElasticField elastic;
    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;
    private final double shiftX;
    private final double shiftY;

    Hand(RandomGenerator random) {
      elastic = new ElasticField(ELASTIC, random);
      double turn = TURN * RandomStreams.normal(random);
      double shear = SHEAR * RandomStreams.normal(random);
      // The exponential keeps a stretch positive, and makes ×1.1 as likely as ÷1.1.
      double a = StrictMath.exp(STRETCH * RandomStreams.normal(random));
      double b = StrictMath.exp(STRETCH * RandomStreams.normal(random));
      shiftX = SHIFT * RandomStreams.normal(random);
      shiftY = SHIFT * RandomStreams.normal(random);
      double cos = StrictMath.cos(turn);
      double sin = StrictMath.sin(turn);
      // R·K·D = [cos −sin; sin cos]·[1 −k; 0 1]·[a 0; 0 b]
      xx = cos * a;
      xy = (-cos * shear - sin) * b;
      yx = sin * a;
      yy = (-sin * shear + cos) * b;
    }

    /** Where a point of the page lands, in pixels. */
    double[] move(double x, double y) {
      double u = x + elastic.dx(x, y) - 0.5;
      double v = y + elastic.dy(x, y) - 0.5;
      double toX = 0.5 + shiftX + xx * u + xy * v;
      double toY = 0.5 + shiftY + yx * u + yy * v;
      return new double[] {SIDE * toX, SIDE * toY};
    }
  }
}
