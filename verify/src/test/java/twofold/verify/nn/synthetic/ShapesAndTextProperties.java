package twofold.verify.nn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import twofold.math.RandomStreams;
import twofold.nn.synthetic.DrawnShapes;
import twofold.nn.synthetic.Grammar;
import twofold.nn.synthetic.Series;

/** Theorems about drawn shapes, grammars and series. */
class ShapesAndTextProperties {
  private static final double Z = 6;

  /** Ink is inside of boxes, and on each side of each box; boxes lie in the picture, apart. */
  @Property(tries = 300)
  void boxesAreTight(
      @ForAll long seed,
      @ForAll @IntRange(min = 10, max = 60) int side,
      @ForAll @IntRange(min = 1, max = 5) int most) {
    DrawnShapes drawn = DrawnShapes.draw(side, most, seed, 3);
    boolean[] inside = new boolean[side * side];
    assertThat(drawn.boxes()).hasSizeBetween(1, most);
    for (DrawnShapes.Box box : drawn.boxes()) {
      int last = box.size() - 1;
      assertThat(Math.min(box.top(), box.left())).isNotNegative();
      assertThat(Math.max(box.top(), box.left()) + last).isLessThan(side);
      boolean[] touched = new boolean[4];
      for (int k = 0; k <= last; k++) {
        touched[0] |= drawn.pixel(box.top(), box.left() + k) > 0;
        touched[1] |= drawn.pixel(box.top() + last, box.left() + k) > 0;
        touched[2] |= drawn.pixel(box.top() + k, box.left()) > 0;
        touched[3] |= drawn.pixel(box.top() + k, box.left() + last) > 0;
        for (int j = 0; j <= last; j++) {
          int at = (box.top() + k) * side + box.left() + j;
          assertThat(inside[at]).as("boxes overlap").isFalse();
          inside[at] = true;
        }
      }
      assertThat(touched).as("%s touches its sides", box).containsOnly(true);
    }
    for (int at = 0; at < inside.length; at++) {
      assertThat(inside[at] || drawn.pixels()[at] == 0).as("no ink outside of boxes").isTrue();
    }
  }

  /** How much of its box a shape fills: all, π/4, and half; up to the pixels on its edge. */
  @Property(tries = 100)
  void areas(@ForAll long seed) {
    DrawnShapes drawn = DrawnShapes.draw(120, 3, seed, 0);
    for (DrawnShapes.Box box : drawn.boxes()) {
      int s = box.size();
      int ink = 0;
      for (int at = 0; at < s * s; at++) {
        ink += drawn.pixel(box.top() + at / s, box.left() + at % s) > 0 ? 1 : 0;
      }
      double part =
          switch (box.kind()) {
            case SQUARE -> 1;
            case CIRCLE -> Math.PI / 4;
            case TRIANGLE -> 0.5;
          };
      // In each row at most two pixels are cut by the edge; of the square none.
      double edge = box.kind() == DrawnShapes.Kind.SQUARE ? 0 : 2.0 * s;
      assertThat((double) ink).isCloseTo(part * s * s, within(edge));
    }
  }

  /**
   * A caption is a sentence of its language, names every shape, and says where the first one is.
   */
  @Property(tries = 300)
  void captionsAreTrue(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int most) {
    DrawnShapes drawn = DrawnShapes.draw(40, most, seed, 1);
    String caption = drawn.caption();
    assertThat(DrawnShapes.captions().makes(List.of(caption.split(" ")))).as(caption).isTrue();
    List<DrawnShapes.Box> boxes = drawn.boxes();
    List<String> named =
        Arrays.stream(caption.split(" "))
            .filter(word -> word.matches("square|circle|triangle"))
            .toList();
    assertThat(named)
        .isEqualTo(boxes.stream().map(box -> box.kind().name().toLowerCase()).toList());
    if (boxes.size() == 2) {
      double down =
          middle(boxes.get(0).top(), boxes.get(0)) - middle(boxes.get(1).top(), boxes.get(1));
      double right =
          middle(boxes.get(0).left(), boxes.get(0)) - middle(boxes.get(1).left(), boxes.get(1));
      assertThat(caption.contains(" above ")).isEqualTo(down < 0 && -down >= Math.abs(right));
      assertThat(caption.contains(" below ")).isEqualTo(down >= 0 && down >= Math.abs(right));
      assertThat(caption.contains(" left of ")).isEqualTo(right < 0 && -right > Math.abs(down));
      assertThat(caption.contains(" right of ")).isEqualTo(right > 0 && right > Math.abs(down));
    }
  }

  private static double middle(int start, DrawnShapes.Box box) {
    return start + box.size() / 2.0;
  }

  /** What a grammar draws, it makes; and what it does not make is not found by exchanging words. */
  @Property(tries = 300)
  void whatIsDrawnCanBeParsed(@ForAll long seed) {
    Grammar english = Grammar.english();
    RandomGenerator random = RandomStreams.of(seed);
    List<String> sentence = english.draw(random);
    assertThat(english.makes(sentence)).as(sentence.toString()).isTrue();
    assertThat(english.probability(sentence)).isBetween(0.0, 1.0);
    List<String> broken = new ArrayList<>(sentence);
    broken.set(random.nextInt(broken.size()), "of"); // no word of this language
    assertThat(english.makes(broken)).isFalse();
    assertThat(english.makes(sentence.subList(0, sentence.size() - 1))).isFalse();
  }

  /** Written from the formula: all sentences of a small language, and how probable each one is. */
  @Property(seed = "1", tries = 5)
  void drawnAsOftenAsProbable(@ForAll long seed) {
    // Two trees for "x x x": the probabilities of both are added.
    Grammar grammar =
        Grammar.of("s = 0.5 pair one | 0.25 one pair | 0.25 y\npair = one one\none = x");
    List<String> xs = List.of("x", "x", "x");
    assertThat(grammar.probability(xs)).isCloseTo(0.75, within(1e-15));
    assertThat(grammar.probability(List.of("y"))).isCloseTo(0.25, within(1e-15));
    assertThat(grammar.probability(List.of("x"))).isZero();
    int n = 10_000;
    RandomGenerator random = RandomStreams.of(seed);
    long seen = IntStream.range(0, n).filter(i -> grammar.draw(random).equals(xs)).count();
    assertThat((double) seen / n).isCloseTo(0.75, within(Z * Math.sqrt(0.75 * 0.25 / n)));
  }

  /** s = s s | x with weights 1 : 2: the probabilities of all sentences add up to 1. */
  @Property(tries = 1)
  void probabilitiesAddUp() {
    Grammar grammar = Grammar.of("s = 1 s s | 2 x");
    double sum = 0;
    for (int n = 1; n <= 40; n++) {
      double trees = 1; // Catalan's number: Π (2(n−1) − k + 1)/k / n
      for (int k = 1; k < n; k++) {
        trees = trees * (4 * k - 2) / (k + 1);
      }
      double expected = trees * Math.pow(1 / 3.0, n - 1) * Math.pow(2 / 3.0, n);
      double found = grammar.probability(IntStream.range(0, n).mapToObj(i -> "x").toList());
      assertThat(found).isCloseTo(expected, within(expected * n * n * 1e-14));
      sum += found;
    }
    assertThat(sum).isBetween(0.98, 1.0); // the rest have more than 40 words
  }

  /** Without noise it is the formula; with noise, what is left over has the noise's variance. */
  @Property(seed = "2", tries = 20)
  void seriesAreTheirParts(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 2) double noise) {
    var wave = new Series.Wave(3, 12.5, 0.4);
    Series series = new Series(10, -0.25, List.of(wave, new Series.Wave(1, 5, 0)), noise);
    int n = 10_000;
    double[] y = series.draw(n, seed);
    double squares = 0;
    double products = 0;
    double last = 0;
    for (int t = 0; t < n; t++) {
      double left = y[t] - series.expected(t);
      squares += left * left;
      products += left * last;
      last = left;
    }
    double variance = noise * noise;
    assertThat(squares / n).isCloseTo(variance, within(Z * variance * Math.sqrt(2.0 / n)));
    assertThat(products / n).isCloseTo(0, within(Z * variance / Math.sqrt(n)));
    assertThat(series.draw(n / 2, seed)).isEqualTo(Arrays.copyOf(y, n / 2));
    // After 25 steps, a multiple of both periods, only the slope is left.
    double t = new SplittableRandom(seed).nextInt(1000);
    assertThat(series.expected(t + 25)).isCloseTo(series.expected(t) - 6.25, within(1e-9));
    assertThat(new Series(0, 0, List.of(wave), 0).expected(0)).isEqualTo(3 * StrictMath.sin(0.4));
  }

  @Property(tries = 100)
  void theBumpyOne(@ForAll @DoubleRange(min = -20, max = 20) double x) {
    double y = x * Math.sin(x) / 3 + 2 * Math.sin(5 * x);
    assertThat(Series.bumpy(x)).isCloseTo(y, within(1e-13));
    assertThat(Series.bumpy(-x))
        .isCloseTo(x * Math.sin(x) / 3 - 2 * Math.sin(5 * x), within(1e-13));
  }
}
