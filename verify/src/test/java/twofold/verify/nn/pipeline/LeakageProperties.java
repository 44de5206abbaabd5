package twofold.verify.nn.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import twofold.nn.pipeline.Dataset;
import twofold.verify.Checks;

/** How well one does on what nobody can do, if test examples have twins in the training set. */
class LeakageProperties {
  private static final int PAIRS = 400;

  private record Example(int pair, double x, int label) {}

  /**
   * Labels are tosses of a coin, and every example is there twice. The nearest neighbour finds the
   * twin, if it is in the training set, and is right; else it guesses.
   *
   * <p>Within 6 deviations of a mean of t tests. A pair is held out as a whole more seldom than
   * not, so that two tests share their toss; variances may double, and do not more.
   */
  @Property(seed = "1", tries = 30)
  @Checks("leak")
  void twinsAreFound(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int tenths) {
    double part = tenths / 10.0;
    int n = 2 * PAIRS;
    int held = (int) Math.round(part * n);
    List<Example> shuffled = twins(seed).shuffleAll(seed).toList();
    double accuracy = nearest(shuffled.subList(held, n), shuffled.subList(0, held));
    double found = (double) (n - held) / (n - 1);
    double miss = 6 * Math.sqrt(2 * 0.25 / held);
    assertThat(accuracy).isCloseTo(0.5 + 0.5 * found, within(miss));
  }

  /** Split by pairs, before they are doubled, nobody does better than the coin. */
  @Property(seed = "2", tries = 30)
  @Checks("leak")
  void splitFirstAndTheyAreNot(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int tenths) {
    int heldPairs = PAIRS * tenths / 10;
    List<Example> test = twins(seed).filter(e -> e.pair < heldPairs).toList();
    List<Example> train = twins(seed).filter(e -> e.pair >= heldPairs).toList();
    double miss = 6 * Math.sqrt(2 * 0.25 / test.size());
    assertThat(nearest(train, test)).isCloseTo(0.5, within(miss));
  }

  private static Dataset<Example> twins(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[] x = random.doubles(PAIRS).toArray();
    int[] label = random.ints(PAIRS, 0, 2).toArray();
    return Dataset.range(2 * PAIRS)
        .map(i -> new Example(i / 2, x[i / 2] + 1e-12 * (i % 2), label[i / 2]));
  }

  private static double nearest(List<Example> train, List<Example> test) {
    int right = 0;
    for (Example example : test) {
      Example best = train.get(0);
      for (Example other : train) {
        best = Math.abs(other.x - example.x) < Math.abs(best.x - example.x) ? other : best;
      }
      right += best.label == example.label ? 1 : 0;
    }
    return (double) right / test.size();
  }
}
