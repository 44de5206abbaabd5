package twofold.verify.rnn.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import twofold.math.RandomStreams;
import twofold.math.Rounding;
import twofold.rnn.decode.Filter;
import twofold.rnn.decode.LogProbabilities;
import twofold.rnn.decode.Nucleus;
import twofold.rnn.decode.Temperature;
import twofold.rnn.decode.TopK;
import twofold.verify.Checks;

/** Theorems about what filters make of a distribution. */
class FilterProperties {
  private static final int MOST = 30;

  /**
   * Logarithms here are below 100 in size. One that went through a filter, which subtracts a
   * maximum and the logarithm of a sum of up to 30 terms, is off by less than four roundings of
   * such a number, and γ₃₂ for the sum; of two such, by twice that.
   */
  private static final double ROUNDING = 2 * (4 * Math.ulp(100.0) + Rounding.gamma(MOST + 2));

  /** Distributions with and without ties, some with what is impossible. */
  private static double[] distribution(RandomGenerator random) {
    int n = 1 + random.nextInt(MOST);
    boolean isCoarse = random.nextBoolean();
    double[] logits = new double[n];
    for (int j = 0; j < n; j++) {
      double logit = isCoarse ? random.nextInt(4) : 5 * RandomStreams.normal(random);
      logits[j] = j > 0 && random.nextInt(10) == 0 ? Double.NEGATIVE_INFINITY : logit;
    }
    return LogProbabilities.of(logits);
  }

  private static double[] chances(double[] logP) {
    return Arrays.stream(logP).map(StrictMath::exp).toArray();
  }

  /** Tokens from the most probable on, the lower of equals first: sorted by insertion. */
  private static List<Integer> falling(double[] logP) {
    List<Integer> order = new ArrayList<>();
    for (int token = 0; token < logP.length; token++) {
      int place = order.size();
      while (place > 0 && logP[order.get(place - 1)] < logP[token]) {
        place--;
      }
      order.add(place, token);
    }
    return order;
  }

  private static List<Integer> possible(double[] logP) {
    List<Integer> tokens = new ArrayList<>();
    for (int token = 0; token < logP.length; token++) {
      if (logP[token] > Double.NEGATIVE_INFINITY) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  /** Every filter gives a distribution, leaves its argument alone, and invents nothing. */
  @Property(seed = "1")
  void filtersKeepDistributions(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.01, max = 1) double p,
      @ForAll @DoubleRange(min = 0.01, max = 10) double t) {
    RandomGenerator random = RandomStreams.of(seed);
    double[] logP = distribution(random);
    double[] before = logP.clone();
    TopK topK = new TopK(1 + random.nextInt(logP.length));
    Filter all = new Temperature(t).then(topK).then(new Nucleus(p));
    for (Filter filter : List.of(Filter.none(), new Temperature(t), topK, new Nucleus(p), all)) {
      double[] q = filter.of(logP);
      assertThat(logP).isEqualTo(before);
      assertThat(q).isNotSameAs(logP);
      assertThat(Arrays.stream(chances(q)).sum()).isCloseTo(1, within(ROUNDING));
      assertThat(possible(logP)).containsAll(possible(q));
      // What was more probable still is, among those that are left.
      for (int i : possible(q)) {
        for (int j : possible(q)) {
          assertThat(q[i] >= q[j] || logP[i] <= logP[j]).isTrue();
        }
      }
    }
    assertThat(all.of(logP)).isEqualTo(new Nucleus(p).of(topK.of(new Temperature(t).of(logP))));
  }

  /** k = V and p = 1 change not a bit; T = 1 and a distribution taken for logits only rounding. */
  @Property(seed = "2")
  void someChangeNothing(@ForAll long seed) {
    double[] logP = distribution(RandomStreams.of(seed));
    assertThat(new TopK(logP.length).of(logP)).isEqualTo(logP);
    assertThat(new Nucleus(1).of(logP)).isEqualTo(logP);
    assertClose(new Temperature(1).of(logP), logP);
    assertClose(LogProbabilities.of(logP), logP);
  }

  private static void assertClose(double[] found, double[] expected) {
    assertThat(possible(found)).isEqualTo(possible(expected));
    for (int token : possible(expected)) {
      assertThat(found[token]).isCloseTo(expected[token], within(ROUNDING));
    }
  }

  /** Odds become their power 1/T, and cooling twice is cooling by the product. */
  @Property(seed = "3")
  @Checks("temperature")
  void temperatureIsAPower(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.5, max = 4) double s,
      @ForAll @DoubleRange(min = 0.5, max = 4) double t) {
    double[] logP = distribution(RandomStreams.of(seed));
    double[] q = new Temperature(t).of(logP);
    assertThat(possible(q)).isEqualTo(possible(logP));
    for (int i : possible(q)) {
      for (int j : possible(q)) {
        // with T ≥ ½ logarithms are below 200, and so are their differences
        assertThat(q[i] - q[j]).isCloseTo((logP[i] - logP[j]) / t, within(8 * Math.ulp(200.0)));
      }
    }
    double[] twice = new Temperature(s).of(q);
    double[] once = new Temperature(s * t).of(logP);
    for (int token : possible(q)) {
      // the first one's roundings are divided by s ≥ ½; logarithms are below 100/¼ = 400
      assertThat(twice[token])
          .isCloseTo(once[token], within(2 * ROUNDING + 2 * (4 * Math.ulp(400.0) + ROUNDING)));
    }
  }

  /** Just k, which are the first of a falling order, and their odds among each other stay. */
  @Property(seed = "4")
  @Checks("top-k")
  void theTopAreThoseAtTheTop(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    double[] logP = distribution(random);
    int k = 1 + random.nextInt(possible(logP).size());
    double[] q = new TopK(k).of(logP);
    assertThat(possible(q)).containsExactlyInAnyOrderElementsOf(falling(logP).subList(0, k));
    assertOddsStay(logP, q);
  }

  private static void assertOddsStay(double[] logP, double[] q) {
    for (int i : possible(q)) {
      for (int j : possible(q)) {
        assertThat(q[i] - q[j]).isCloseTo(logP[i] - logP[j], within(8 * Math.ulp(100.0)));
      }
    }
  }

  /**
   * The smallest set with mass p: it has p, and without its least token it has less. Sums of up to
   * 30 probabilities that are off by an ulp each are off by γ₃₂ at most.
   */
  @Property(seed = "5")
  @Checks("nucleus")
  void aNucleusIsTheSmallestSetWithItsMass(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    double[] logP = distribution(random);
    double p = 1 - random.nextDouble(); // above 0
    double[] q = new Nucleus(p).of(logP);
    int n = possible(q).size();
    List<Integer> order = falling(logP);
    assertThat(possible(q)).containsExactlyInAnyOrderElementsOf(order.subList(0, n));
    double off = 2 * Rounding.gamma(MOST + 2) + ROUNDING; // and the model's own sum, off by that
    assertThat(mass(logP, order.subList(0, n))).isGreaterThanOrEqualTo(p - off);
    assertThat(mass(logP, order.subList(0, n - 1))).isLessThanOrEqualTo(p + off);
    assertOddsStay(logP, q);
  }

  /** Of 2ᵐ tokens alike all sums are exact: the nucleus has ⌈p·2ᵐ⌉ tokens, the lowest. */
  @Property(seed = "6")
  void aNucleusOfEquals(
      @ForAll @IntRange(max = 6) int m, @ForAll @IntRange(min = 1, max = 64) int parts) {
    int n = 1 << m;
    double[] logP = new double[n];
    Arrays.fill(logP, -StrictMath.log(n));
    double p = parts / 64.0;
    double exact = StrictMath.exp(logP[0]) * n;
    int expected = (int) Math.ceil(p * n);
    double[] q = new Nucleus(p).of(logP);
    List<Integer> kept = possible(q);
    boolean isOnTheEdge = p * n == expected && exact != 1; // exp and log have rounded
    assertThat(kept.size()).isBetween(expected, isOnTheEdge ? expected + 1 : expected);
    assertThat(kept.get(kept.size() - 1)).isEqualTo(kept.size() - 1);
  }

  private static double mass(double[] logP, List<Integer> tokens) {
    return tokens.stream().mapToDouble(token -> StrictMath.exp(logP[token])).sum();
  }

  /** A larger p never keeps less, nor does a larger k. */
  @Property(seed = "7")
  void moreKeepsMore(@ForAll long seed) {
    RandomGenerator random = RandomStreams.of(seed);
    double p = 1 - random.nextDouble();
    double q = 1 - random.nextDouble();
    double[] logP = distribution(random);
    assertThat(possible(new Nucleus(Math.max(p, q)).of(logP)))
        .containsAll(possible(new Nucleus(Math.min(p, q)).of(logP)));
    int k = 1 + random.nextInt(logP.length);
    assertThat(possible(new TopK(logP.length).of(logP)))
        .containsAll(possible(new TopK(k).of(logP)));
  }
}
