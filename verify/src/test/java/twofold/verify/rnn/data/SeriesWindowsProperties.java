package twofold.verify.rnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import twofold.nn.synthetic.Series;
import twofold.nn.train.Examples;
import twofold.rnn.data.SeriesWindows;
import twofold.tensor.Device;
import twofold.tensor.Shape;

/** Theorems about windows of a series; those about chance hold within z = 6 standard errors. */
class SeriesWindowsProperties {
  private static final double Z = 6;
  private static final SeriesWindows TIME = new SeriesWindows(t -> t, 0, 30, 0.1);

  private static Examples.Batch all(Examples examples) {
    return examples.batch(Device.reference(), examples.inOrder(), 0, examples.count());
  }

  /** Of the series f(t) = t, values say when they were: in steps of 0.1, and never out of range. */
  @Property(tries = 200)
  void stepsAreAsLongAsTheyShould(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int n) {
    Examples.Batch batch = all(TIME.draw(n, 7, seed));
    assertThat(batch.inputs().shape()).isEqualTo(new Shape(7, n, 1));
    assertThat(batch.targets().shape()).isEqualTo(new Shape(7, n, 1));
    double[] inputs = batch.inputs().toArray();
    double[] targets = batch.targets().toArray();
    for (int i = 0; i < inputs.length; i++) {
      // a product and two sums of numbers up to 30 have rounded
      assertThat(targets[i]).isCloseTo(inputs[i] + 0.1, within(4 * Math.ulp(30.0)));
      assertThat(inputs[i]).isBetween(0.0, 30.0);
      assertThat(targets[i]).isLessThanOrEqualTo(30 + 4 * Math.ulp(30.0));
      boolean isLastStep = i % n == n - 1;
      assertThat(isLastStep || inputs[i + 1] == targets[i]).isTrue();
    }
  }

  /** The windows of any series are those of time, at the same seed. */
  @Property(tries = 100)
  void valuesAreThoseOfTheSeries(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int n) {
    double[] times = all(TIME.draw(n, 5, seed)).targets().toArray();
    double[] values = all(SeriesWindows.bumpy().draw(n, 5, seed)).targets().toArray();
    for (int i = 0; i < times.length; i++) {
      assertThat(values[i]).isEqualTo(Series.bumpy(times[i]));
    }
  }

  /**
   * Windows begin anywhere alike: the mean and the mean square of uniform numbers in [0, r], with
   * variances r²/12 and 4r⁴/45. Each epoch has others, the same whenever it is asked for.
   */
  @Property(seed = "1", tries = 10)
  void startsAreUniform(@ForAll long seed, @ForAll @IntRange(min = 1, max = 250) int n) {
    int count = 5_000;
    double range = 30 - n * 0.1;
    Examples examples = TIME.draw(n, count, seed);
    double[] first = all(examples.epoch(1, 2)).inputs().toArray();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      sum += first[i * n];
      squares += first[i * n] * first[i * n];
    }
    assertThat(sum / count).isCloseTo(range / 2, within(Z * range / Math.sqrt(12.0 * count)));
    assertThat(squares / count)
        .isCloseTo(range * range / 3, within(Z * range * range * Math.sqrt(4 / 45.0 / count)));
    assertThat(all(examples.epoch(1, 2)).inputs().toArray()).isEqualTo(first);
    assertThat(all(examples.epoch(1, 3)).inputs().toArray()).isNotEqualTo(first);
  }
}
