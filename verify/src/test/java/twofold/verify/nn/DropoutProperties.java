package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dropout;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems;
import twofold.verify.tensor.Twins;

/**
 * Theorems about {@code Dropout}: those of every operation for one draw of the mask, and what holds
 * for the layer.
 *
 * <p>Statements about chance grant z = 6 standard errors, which a fair mask exceeds once in 5·10⁸
 * comparisons; there are some hundred, and their seeds are fixed.
 */
@Checks("dropout")
class DropoutProperties extends OperationTheorems {
  private static final double Z = 6;
  private static final int N = 100_000;

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.normals(draw.shape()));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(draw.shape()));
  }

  private static Case of(Draw draw, Tensor x) {
    double rate = draw.chance(0.1) ? 0 : draw.from(1, 15) / 16.0;
    int seed = draw.random().nextInt();
    var look = draw.look(x.rank());
    return new Case(in -> drop(look.apply(in.get(0)), rate, seed), x);
  }

  private static Tensor drop(Tensor x, double rate, int seed) {
    return new Dropout.Drop(x, rate, seed).apply();
  }

  /** For each i: 1/(1 − p) if it stays, else 0. */
  private static double[] mask(Device<?> device, int n, double rate, int seed) {
    return drop(device.ones(n), rate, seed).toArray();
  }

  /**
   * The number that stay is binomial: n(1 − p), within z·√(np(1 − p)). So are those of every second
   * element, and the neighbours that stay together: with (1 − p)² in 1 − p's place, if they know
   * nothing of each other. (Pairs that overlap depend on each other, disjoint ones do not.)
   */
  @Property(tries = 20, seed = "1")
  void keepsAsManyAsItShould(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double rate = draw.from(1, 19) / 20.0;
    double[] mask = mask(Device.reference(), N, rate, draw.random().nextInt());
    int all = 0;
    int even = 0;
    int pairs = 0;
    for (int i = 0; i < N; i++) {
      all += mask[i] != 0 ? 1 : 0;
      even += i % 2 == 0 && mask[i] != 0 ? 1 : 0;
      pairs += i % 2 == 0 && mask[i] != 0 && mask[i + 1] != 0 ? 1 : 0;
    }
    double keep = 1 - rate;
    assertBinomial(all, N, keep);
    assertBinomial(even, N / 2, keep);
    assertBinomial(pairs, N / 2, keep * keep);
  }

  /** The same element under many seeds: also there chance is fair, and neighbours independent. */
  @Property(tries = 20, seed = "2")
  void isFairAcrossSeedsToo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double rate = draw.from(1, 19) / 20.0;
    int seeds = 5_000;
    int first = 0;
    int both = 0;
    for (int s = 0; s < seeds; s++) {
      double[] mask = mask(Device.reference(), 2, rate, draw.random().nextInt());
      first += mask[0] != 0 ? 1 : 0;
      both += mask[0] != 0 && mask[1] != 0 ? 1 : 0;
    }
    assertBinomial(first, seeds, 1 - rate);
    assertBinomial(both, seeds, (1 - rate) * (1 - rate));
  }

  private static void assertBinomial(int seen, int n, double probability) {
    double miss = Z * Math.sqrt(n * probability * (1 - probability));
    assertThat((double) seen).isBetween(n * probability - miss, n * probability + miss);
  }

  /**
   * E[y] = x. Each yᵢ has the variance x²·p/(1 − p); for x = 1 the mean of n is 1 within z standard
   * errors.
   */
  @Property(tries = 20, seed = "3")
  void keepsTheExpectation(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double rate = draw.from(0, 19) / 20.0;
    double sum = 0;
    for (double y : mask(Device.reference(), N, rate, draw.random().nextInt())) {
      sum += y;
    }
    double miss = Z * Math.sqrt(rate / (1 - rate) / N) + N * 0x1p-53;
    // the rate itself is rounded to 24 bits, but what is divided by with it
    assertThat(sum / N).isBetween(1 - miss, 1 + miss);
  }

  /** What stays is divided by the chance of staying, even next to 1: something may always stay. */
  @Example
  void theFactorBelongsToTheChance() {
    for (double rate : new double[] {0.5, 0.75, 1 - 0x1p-24, Math.nextDown(1.0)}) {
      double keep = Math.max(0x1p-24, 1 - rate);
      double factor = 0;
      for (int seed = 0; factor == 0 && seed < 10_000; seed++) {
        for (double y : mask(Device.reference(), 20_000, rate, seed * 77_777)) {
          factor = Math.max(factor, y);
        }
      }
      assertThat(factor).isEqualTo(1 / keep);
    }
  }

  /** The way back forgets what the way there forgot: x̄ = G∘r/(1 − p), and y = x∘r/(1 − p). */
  @Property(tries = 100)
  void theWayBackUsesTheSameMask(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double rate = draw.from(0, 15) / 16.0;
    Tensor x = draw.normals(draw.shape());
    Tensor g = draw.normals(x.shape());
    Context context = Context.training(RandomStreams.of(seed));
    Tensor y = new Dropout(rate).forward(x, context);
    double[] back = Gradients.of(y, g, List.of(x)).get(0).toArray();
    // x·scale·g and g·scale·x are the same number, each rounded twice
    double[] left = y.toArray();
    for (int i = 0; i < back.length; i++) {
      double one = left[i] * g.toArray()[i];
      double other = back[i] * x.toArray()[i];
      assertThat(left[i] == 0).isEqualTo(back[i] == 0);
      assertThat(Math.abs(one - other)).isLessThanOrEqualTo(0x1p-51 * Math.abs(one));
    }
  }

  /** Predictions see the layer as the identity; so does training at rate 0. */
  @Property(tries = 50)
  void isTheIdentityInInference(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.specials(draw.shape());
    assertThat(new Dropout(0.5).forward(x, Context.INFERENCE)).isSameAs(x);
    assertThat(new Dropout(0).forward(x, Context.training(draw.random()))).isSameAs(x);
  }

  /** Every device forgets the same elements: beyond one thread's share too. */
  @Property(tries = 10)
  void sameMaskOnEveryDevice(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double rate = draw.random().nextDouble();
    int n = draw.from(1, 60_000);
    int mask = draw.random().nextInt();
    double[] expected = mask(Device.reference(), n, rate, mask);
    for (Device<?> device : Twins.devices()) {
      double[] actual = mask(device, n, rate, mask);
      for (int i = 0; i < n; i++) {
        assertThat(actual[i]).as("%d on %s", i, device).isEqualTo((float) expected[i]);
      }
    }
  }

  /** Whether an element stays depends on its place in row-major order, not on shape or layout. */
  @Property(tries = 50)
  void theMaskKnowsPlacesOnly(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(draw.from(1, 9), draw.from(1, 9));
    Tensor x = draw.normals(shape);
    int mask = draw.random().nextInt();
    double[] expected = drop(x, 0.5, mask).toArray();
    assertThat(drop(x.reshape(-1), 0.5, mask).toArray()).isEqualTo(expected);
    Tensor turned = x.transpose().dense().transpose();
    assertThat(drop(turned, 0.5, mask).toArray()).isEqualTo(expected);
  }

  /** Each pass draws anew; the same stream draws the same again. */
  @Property(tries = 20, seed = "4")
  void everyPassHasItsOwnMask(@ForAll long seed) {
    Tensor ones = Device.reference().ones(200);
    List<double[]> passes = new ArrayList<>();
    for (int time = 0; time < 2; time++) {
      Context context = Context.training(RandomStreams.of(seed));
      passes.add(new Dropout(0.5).forward(ones, context).toArray());
      passes.add(new Dropout(0.5).forward(ones, context).toArray());
    }
    assertThat(passes.get(0)).isNotEqualTo(passes.get(1));
    assertThat(passes.get(2)).isEqualTo(passes.get(0));
    assertThat(passes.get(3)).isEqualTo(passes.get(1));
  }

  @Example
  void refusesWhatMakesNoSense() {
    for (double rate : new double[] {-0.1, 1, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> new Dropout(rate))
          .hasMessage("dropout rate must be in [0, 1), got " + rate);
    }
    Tensor x = Device.reference().ones(3);
    assertThatThrownBy(() -> new Dropout(0.5).forward(x, new Context(true, null)))
        .hasMessage(
            "Dropout 0.5 needs a context with a source of randomness while training, got none");
  }
}
