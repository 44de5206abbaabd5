package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.StrokeDigits;
import twofold.nn.image.MixedExamples;
import twofold.nn.train.Examples;
import twofold.nn.train.ImageExamples;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;

/** Theorems about mixup and CutMix. */
@Checks("mixup")
class MixedExamplesProperties {
  private static final int N = 12;
  private static final LabelledImages DIGITS = StrokeDigits.draw(N, 3);

  /** Every example's target names the example, so that a mixture tells what it was mixed of. */
  private static final Examples NAMED =
      new Examples() {
        private final Examples digits = new ImageExamples(DIGITS);

        @Override
        public int count() {
          return N;
        }

        @Override
        public Batch batch(Device<?> device, int[] order, int from, int to) {
          double[] names = new double[(to - from) * N];
          for (int i = 0; i < to - from; i++) {
            names[i * N + order[from + i]] = 1;
          }
          return new Batch(
              digits.batch(device, order, from, to).inputs(),
              device.tensor(new Shape(to - from, N), names));
        }
      };

  /**
   * Inputs are mixed as targets say, number by number: λ, 1 − λ and the two products are rounded,
   * and their sum, of numbers up to 1, in double.
   */
  @Property(tries = 30)
  void mixupIsLinear(@ForAll long seed) {
    Device<?> device = Device.reference();
    Examples.Batch plain = NAMED.batch(device, NAMED.inOrder(), 2, 9);
    Examples.Batch mixed =
        MixedExamples.mixup(NAMED, 0.7).epoch(seed, 1).batch(device, NAMED.inOrder(), 2, 9);
    double[] x = plain.inputs().toArray();
    double[] y = mixed.inputs().toArray();
    double[] t = mixed.targets().toArray();
    boolean[] taken = new boolean[7];
    double lambda = Double.NaN;
    for (int i = 0; i < 7; i++) {
      double own = t[i * N + 2 + i];
      int partner = i;
      double sum = 0;
      for (int j = 0; j < N; j++) {
        sum += t[i * N + j];
        if (j != 2 + i && t[i * N + j] > 0) {
          partner = j - 2;
        }
      }
      assertThat(sum).isCloseTo(1, within(0x1p-51));
      assertThat(taken[partner]).isFalse(); // each is a partner once
      taken[partner] = true;
      double weight = partner == i ? 1 : own;
      if (partner != i) {
        assertThat(Double.isNaN(lambda) || lambda == weight).isTrue(); // one λ for the batch
        lambda = weight;
      }
      for (int j = 0; j < 784; j++) {
        double expected = weight * x[i * 784 + j] + (1 - weight) * x[partner * 784 + j];
        assertThat(y[i * 784 + j]).isCloseTo(expected, within(4 * 0x1p-53));
      }
    }
  }

  /**
   * A random permutation leaves one place on average as it is, with variance 1 [Montmort 1708]: n
   * of them n ± 6√n.
   */
  @Example
  void partnersAreOthers() {
    Device<?> device = Device.reference();
    Examples mixed = MixedExamples.mixup(NAMED, 5); // λ is hardly ever near 0 or 1
    int alone = 0;
    int n = 100;
    for (int epoch = 1; epoch <= n; epoch++) {
      double[] t = mixed.epoch(1, epoch).batch(device, mixed.inOrder(), 0, N).targets().toArray();
      for (int i = 0; i < N; i++) {
        alone += t[i * N + i] > 1 - 1e-9 ? 1 : 0;
      }
    }
    assertThat((double) alone).isCloseTo(n, within(6 * Math.sqrt(n)));
  }

  /**
   * Each pixel is one or the other's, all outside or inside of one rectangle, and λ counts them.
   */
  @Property(tries = 30)
  void cutMixCutsARectangle(@ForAll long seed) {
    Device<?> device = Device.cpu();
    Tensor ones = device.tensor(new Shape(2, 2 * 6 * 5), filled(120));
    Examples two =
        new Examples() {
          @Override
          public int count() {
            return 2;
          }

          @Override
          public Batch batch(Device<?> on, int[] order, int from, int to) {
            return new Batch(ones, on.tensor(new Shape(2, 2), 1.0, 0, 0, 1));
          }
        };
    Examples.Batch mixed =
        MixedExamples.cutMix(two, 2, 6, 5, 1).epoch(seed, 1).batch(device, two.inOrder(), 0, 2);
    float[] y = mixed.inputs().toFloats();
    float[] t = mixed.targets().toFloats();
    assertThat(t[0] + t[1]).isEqualTo(1);
    int own = 0;
    int top = 6;
    int bottom = -1;
    int left = 5;
    int right = -1;
    for (int i = 0; i < 60; i++) {
      assertThat(y[i]).isIn(1f, 2f);
      if (y[i] == 1) {
        own++;
      } else {
        int r = i / 5 % 6;
        int c = i % 5;
        top = Math.min(top, r);
        bottom = Math.max(bottom, r);
        left = Math.min(left, c);
        right = Math.max(right, c);
        assertThat(y[i % 30]).isEqualTo(2); // in both channels
        assertThat(y[i % 30 + 30]).isEqualTo(2);
      }
    }
    int rectangle = Math.max(0, bottom - top + 1) * Math.max(0, right - left + 1);
    assertThat(60 - own).isEqualTo(2 * rectangle);
    if (own < 60) {
      assertThat((double) t[0]).isCloseTo(own / 60.0, within(0x1p-24));
    }
  }

  /** Example 0 is all 1, example 1 all 2. */
  private static float[] filled(int n) {
    float[] filled = new float[n];
    for (int i = 0; i < n; i++) {
      filled[i] = i < n / 2 ? 1 : 2;
    }
    return filled;
  }

  @Example
  void sameSeedSameMixtures() {
    Device<?> device = Device.cpu();
    Examples all = MixedExamples.mixup(new ImageExamples(DIGITS), 0.4);
    int[] order = all.inOrder();
    float[] once = all.epoch(1, 1).batch(device, order, 0, N).inputs().toFloats();
    assertThat(all.epoch(1, 1).batch(device, order, 0, N).inputs().toFloats()).isEqualTo(once);
    assertThat(all.epoch(1, 2).batch(device, order, 0, N).inputs().toFloats()).isNotEqualTo(once);
    assertThat(all.epoch(2, 1).batch(device, order, 0, N).inputs().toFloats()).isNotEqualTo(once);
    assertThat(all.batch(device, order, 0, N).inputs().toFloats())
        .isEqualTo(new ImageExamples(DIGITS).batch(device, order, 0, N).inputs().toFloats());
    assertThat(all.count()).isEqualTo(N);
    assertThatThrownBy(() -> MixedExamples.mixup(all, 0))
        .hasMessage("alpha must be a positive number, got 0.0");
    Examples wrong = MixedExamples.cutMix(new ImageExamples(DIGITS), 3, 28, 28, 1).epoch(1, 1);
    assertThatThrownBy(() -> wrong.batch(device, order, 0, N))
        .hasMessage("pictures of (3, 28, 28) were announced, got examples of (784)");
  }
}
