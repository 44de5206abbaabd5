package twofold.nn.image;

import static twofold.tensor.Gather.gather;
import static twofold.tensor.Indices.indices;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import twofold.math.BetaLaw;
import twofold.math.RandomStreams;
import twofold.nn.train.Examples;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Examples that are two examples at once.
 *
 * <pre>
 *   mixup     x = λ·xᵢ + (1 − λ)·xⱼ         λ ~ Beta(α, α), one for each batch
 *             t = λ·tᵢ + (1 − λ)·tⱼ         j a permutation of the batch
 *
 *   CutMix    x = xᵢ, but xⱼ within a rectangle of (1 − λ) of the area, which may stand over the edge;
 *             t as above, with λ the part of the area that is really xᵢ's
 * </pre>
 *
 * <p>Between a 3 and an 8 the network is asked to be undecided, and to change its mind evenly. That
 * is a prior as good as any for places where there are no examples, and keeps it from being sure
 * there. Targets stay laws: they sum up to 1. [Zhang et al., mixup: Beyond Empirical Risk
 * Minimization, ICLR 2018; Yun et al., CutMix, ICCV 2019]
 *
 * <p>A batch depends on the seed, the epoch and where in the epoch it starts. Outside of training
 * examples are as they are.
 */
public final class MixedExamples implements Examples {
  private static final long CHANCE = RandomStreams.name("mixing");

  /**
   * @param weights what the first example weighs; of shape (), or that of one example's input
   * @param target what its target weighs
   */
  private record Mix(Tensor weights, double target) {}

  @FunctionalInterface
  private interface Law {
    Mix draw(Device<?> device, RandomGenerator random);
  }

  private final Examples examples;
  private final Law law;
  private final OptionalLong epoch;

  private MixedExamples(Examples examples, Law law, OptionalLong epoch) {
    this.examples = examples;
    this.law = law;
    this.epoch = epoch;
  }

  /**
   * Weighted means of two examples.
   *
   * @param alpha α: 0.1 to 0.4 were found good; the larger, the more even the mixtures
   */
  public static MixedExamples mixup(Examples examples, double alpha) {
    requirePositive(alpha);
    return new MixedExamples(
        examples,
        (device, random) -> {
          double lambda = BetaLaw.draw(alpha, alpha, random);
          return new Mix(device.scalar(lambda), lambda);
        },
        OptionalLong.empty());
  }

  /**
   * Pictures with a rectangle of another one.
   *
   * @param examples whose inputs are pictures, or rows that hold one each
   * @param alpha α of the law of areas; 1 is usual
   */
  public static MixedExamples cutMix(
      Examples examples, int channels, int height, int width, double alpha) {
    requirePositive(alpha);
    return new MixedExamples(
        examples,
        (device, random) -> cut(device, channels, height, width, alpha, random),
        OptionalLong.empty());
  }

  private static void requirePositive(double alpha) {
    if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("alpha must be a positive number, got " + alpha);
    }
  }

  private static Mix cut(
      Device<?> device, int channels, int height, int width, double alpha, RandomGenerator random) {
    double side = Math.sqrt(1 - BetaLaw.draw(alpha, alpha, random));
    int rows = (int) (height * side);
    int columns = (int) (width * side);
    int top = random.nextInt(height) - rows / 2;
    int left = random.nextInt(width) - columns / 2;
    float[] weights = new float[channels * height * width];
    int kept = 0;
    for (int i = 0; i < weights.length; i++) {
      int r = i / width % height;
      int c = i % width;
      boolean other = r >= top && r < top + rows && c >= left && c < left + columns;
      weights[i] = other ? 0 : 1;
      kept += other ? 0 : 1;
    }
    return new Mix(
        device.tensor(new Shape(channels, height, width), weights), (double) kept / weights.length);
  }

  @Override
  public int count() {
    return examples.count();
  }

  @Override
  public MixedExamples epoch(long seed, int epoch) {
    return new MixedExamples(
        examples.epoch(seed, epoch), law, OptionalLong.of(RandomStreams.seed(seed, CHANCE, epoch)));
  }

  @Override
  public Batch batch(Device<?> device, int[] order, int from, int to) {
    Batch batch = examples.batch(device, order, from, to);
    if (epoch.isEmpty()) {
      return batch;
    }
    RandomGenerator random = RandomStreams.stream(epoch.getAsLong(), from);
    Mix mix = law.draw(device, random);
    int[] partners = RandomStreams.permutation(to - from, random);
    return new Batch(
        mixed(batch.inputs(), partners, fit(mix.weights, batch.inputs().shape())),
        mixed(batch.targets(), partners, device.scalar(mix.target)));
  }

  /** Weights in the shape of one example: a picture may lie in a row. */
  private static Tensor fit(Tensor weights, Shape batch) {
    if (weights.rank() == 0) {
      return weights;
    }
    Shape one = new Shape(Arrays.copyOfRange(batch.dims(), 1, batch.rank()));
    if (one.size() != weights.size()) {
      throw new IllegalArgumentException(
          "pictures of %s were announced, got examples of %s".formatted(weights.shape(), one));
    }
    return weights.reshape(one);
  }

  /** w·x + (1 − w)·x[partners]. */
  private static Tensor mixed(Tensor x, int[] partners, Tensor weights) {
    Tensor other = gather(x, indices(partners), 0);
    return x.multiply(weights).add(other.multiply(weights.negate().add(1)));
  }
}
