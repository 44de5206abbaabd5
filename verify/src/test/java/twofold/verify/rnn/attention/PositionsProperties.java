package twofold.verify.rnn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Index.range;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.rnn.attention.DotScore;
import twofold.rnn.attention.LearnedPositions;
import twofold.rnn.attention.RotaryPositions;
import twofold.rnn.attention.SinusoidalPositions;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.nn.LayerTheorems;
import twofold.verify.nn.Rows;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about the three ways to say where a vector stands. */
class PositionsProperties extends LayerTheorems {
  private static final Device<?> DEVICE = Device.reference();

  @Override
  protected Example smooth(Draw draw) {
    int time = draw.from(1, 5);
    int width = 2 * draw.from(1, 3);
    int heads = draw.from(1, 3);
    return switch (draw.from(0, 2)) {
      case 0 -> example(draw, new SinusoidalPositions(width), time, width);
      case 1 -> {
        int places = time + draw.from(0, 3);
        Initialiser normal = Initialiser.normal(0, 1);
        yield example(
            draw, new LearnedPositions(DEVICE, places, width, normal, draw.random()), time, width);
      }
      default -> example(draw, new RotaryPositions(width, draw.from(0, 9)), time, heads * width);
    };
  }

  private static Example example(Draw draw, Layer layer, int time, int width) {
    return new Example(layer, draw.normals(new Shape(draw.from(1, 2), time, width)), 0);
  }

  /**
   * Of a turned query and a turned key only the distance counts: moved on together they score the
   * same, within the running errors, and what the angles of both are off by.
   */
  @Checks("positions-rotary")
  @Property(tries = 60)
  void rotaryScoresDependOnTheDistanceOnly(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int width = 2 * draw.from(1, 4);
    int s = draw.from(0, 50);
    int t = draw.from(0, 50);
    int move = draw.from(1, 50);
    Tensor q = draw.normals(new Shape(1, 1, width));
    Tensor k = draw.normals(new Shape(1, 1, width));
    double here = turned(q, k, s, t);
    double there = turned(q, k, s + move, t + move);
    // Each of four angles, below 128, is a product rounded by at most 2⁻⁴⁷, of a speed that is the
    // same number in all of them; sines, cosines and products add some 2⁻⁵³ each: below
    // 2⁻⁴³·|q|·|k|.
    double size = Math.sqrt(inner(q, q) * inner(k, k));
    assertThat(Math.abs(here - there)).isLessThanOrEqualTo(0x1p-43 * size);
    assertThat(inner(rotated(q, s), rotated(q, s))) // and lengths stay
        .isBetween(inner(q, q) * (1 - 0x1p-43), inner(q, q) * (1 + 0x1p-43));
  }

  private static Tensor rotated(Tensor x, int place) {
    return new RotaryPositions(x.dim(2), place).forward(x, Context.INFERENCE);
  }

  private static double turned(Tensor q, Tensor k, int s, int t) {
    return new DotScore().of(rotated(q, s), rotated(k, t)).item();
  }

  private static double inner(Tensor a, Tensor b) {
    return a.multiply(b).sum().item();
  }

  /** A sequence that goes on is turned as if it had been one; each head like any other. */
  @Property(tries = 30)
  void rotaryPositionsGoOn(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int place = draw.from(0, 4);
    int width = 2 * draw.from(1, 3);
    Tensor x = draw.normals(new Shape(1, 5, 2 * width));
    Tensor all = new RotaryPositions(width).forward(x, Context.INFERENCE).at(0, place);
    Tensor one = x.at(0, place);
    for (int h = 0; h < 2; h++) {
      var part = range(h * width, (h + 1) * width);
      Tensor alone = rotated(one.at(part).reshape(1, 1, width), place);
      assertThat(alone.toArray()).isEqualTo(all.at(part).toArray());
    }
  }

  /**
   * To go k steps further is one rotation for each pair of clock hands, whatever the place: (sin,
   * cos) of t + k from those of t and of k, by the addition theorems.
   */
  @Checks("positions-further")
  @Property(tries = 60)
  void stepsFurtherAreARotation(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int width = 2 * draw.from(1, 8);
    int t = draw.from(0, 60);
    int k = draw.from(0, 60);
    double[] e = SinusoidalPositions.table(DEVICE, 121, width).toArray();
    for (int i = 0; i < width; i += 2) {
      double sinT = e[t * width + i];
      double cosT = e[t * width + i + 1];
      double sinK = e[k * width + i];
      double cosK = e[k * width + i + 1];
      double[] expected = {sinT * cosK + cosT * sinK, cosT * cosK - sinT * sinK};
      double[] actual = {e[(t + k) * width + i], e[(t + k) * width + i + 1]};
      double off = 0x1p-43; // three angles, as above
      assertThat(Twins.difference(expected, actual, new double[] {off, off})).isEmpty();
    }
  }

  /** The table by its formula, at a few places that can be looked up. */
  @Checks("positions-sinusoidal")
  @net.jqwik.api.Example
  void sinusoidsByHand() {
    double[] e = SinusoidalPositions.table(DEVICE, 3, 4).toArray();
    double[] expected = {
      0,
      1,
      0,
      1,
      Math.sin(1),
      Math.cos(1),
      Math.sin(0.01),
      Math.cos(0.01),
      Math.sin(2),
      Math.cos(2),
      Math.sin(0.02),
      Math.cos(0.02)
    };
    double[] bound = new double[12];
    Arrays.fill(bound, 0x1p-50);
    assertThat(Twins.difference(expected, e, bound)).isEmpty();
  }

  /** What is added is a row of the table for each place, the same in each example. */
  @Property(tries = 30)
  void learnedPositionsAreAdded(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    LearnedPositions layer =
        new LearnedPositions(DEVICE, 6, 3, Initialiser.normal(0, 1), draw.random());
    int time = draw.from(1, 6);
    Tensor x = draw.normals(new Shape(2, time, 3));
    Tensor y = layer.forward(x, Context.INFERENCE);
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < time; t++) {
        Rows.agree(x.at(b, t).add(layer.table().value().at(t)), y.at(b, t));
      }
    }
  }

  @net.jqwik.api.Example
  void refusesWhatMakesNoSense() {
    LearnedPositions layer =
        new LearnedPositions(DEVICE, 3, 2, Initialiser.he(), RandomStreams.of(1));
    assertThatThrownBy(() -> layer.forward(DEVICE.zeros(1, 4, 2), Context.INFERENCE))
        .hasMessage("LearnedPositions 3 × 2 needs sequences of at most 3 places, got (1, 4, 2)");
    assertThatThrownBy(() -> new SinusoidalPositions(3))
        .hasMessage("sinusoidal positions need an even number of features, at least 2, got 3");
    assertThatThrownBy(() -> new RotaryPositions(0))
        .hasMessage("rotary positions need an even number of features, at least 2, got 0");
    assertThatThrownBy(
            () -> new RotaryPositions(4).forward(DEVICE.zeros(1, 2, 6), Context.INFERENCE))
        .hasMessage(
            "RotaryPositions 4 needs inputs of shape (batch, time, heads·4), got (1, 2, 6)");
  }
}
