package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Maxout;
import twofold.nn.layer.PRelu;
import twofold.nn.layer.RRelu;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code PRelu}, {@code RRelu} and {@code Maxout}. */
class LearnedActivationsProperties extends LayerTheorems {
  private static final Device<?> DEVICE = Device.reference();

  @Override
  protected Example smooth(Draw draw) {
    int channels = draw.from(1, 4);
    Shape rows = new Shape(draw.from(1, 4), channels);
    Shape shape = draw.chance(0.5) ? rows : new Shape(2, channels, 2, 3);
    Tensor x = draw.tensor(shape, Draw::awayFromZero);
    long seed = draw.random().nextLong();
    return switch (draw.from(0, 2)) {
      case 0 -> new Example(new PRelu(DEVICE, channels), x, seed);
      case 1 -> new Example(new RRelu(), x, seed);
      default -> {
        Tensor input = draw.normals(rows);
        yield new Example(maxout(channels, draw.from(1, 3), draw.from(1, 3), seed), input, seed);
      }
    };
  }

  private static Maxout maxout(int inputs, int units, int pieces, long seed) {
    return new Maxout(DEVICE, inputs, units, pieces, Initialiser.he(), RandomStreams.of(seed));
  }

  /** With all slopes a, PReLU is the leaky ReLU of slope a: to the bit. */
  @Property(tries = 60)
  void preluOfOneSlopeIsLeaky(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(2, 3, 4));
    double slope = draw.normal();
    PRelu layer = new PRelu(DEVICE, 3);
    layer.parameters().get(0).set(slope, slope, slope);
    assertThat(layer.forward(x, Context.INFERENCE).toArray())
        .isEqualTo(Activation.leakyRelu(slope).forward(x, Context.INFERENCE).toArray());
  }

  /** Each channel has its own slope, and it starts at ¼. */
  @net.jqwik.api.Example
  void preluHasASlopeForEachChannel() {
    PRelu layer = new PRelu(DEVICE, 2);
    Tensor x = DEVICE.full(new Shape(2, 2, 2), -8);
    assertThat(layer.forward(x, Context.INFERENCE).toArray()).containsOnly(-2);
    layer.parameters().get(0).set(1, 3);
    assertThat(layer.forward(x, Context.INFERENCE).toArray())
        .containsExactly(-8, -8, -24, -24, -8, -8, -24, -24);
  }

  /**
   * Slopes are uniform: all in [low, high), their mean within 6 standard errors of the middle; and
   * predictions use the middle.
   */
  @Property(tries = 10, seed = "6")
  void rreluDrawsUniformSlopes(@ForAll long seed) {
    int n = 20_000;
    double low = 0.125;
    double high = 0.375;
    RRelu layer = new RRelu(low, high);
    Tensor x = DEVICE.full(new Shape(n), -1);
    double[] y = layer.forward(x, Context.training(RandomStreams.of(seed))).toArray();
    assertThat(-Arrays.stream(y).max().orElseThrow()).isGreaterThanOrEqualTo(low);
    assertThat(-Arrays.stream(y).min().orElseThrow()).isLessThan(high);
    double deviation = (high - low) / Math.sqrt(12); // of a uniform distribution
    double mean = -Arrays.stream(y).average().orElseThrow();
    assertThat(Math.abs(mean - 0.25)).isLessThan(6 * deviation / Math.sqrt(n));
    assertThat(layer.forward(x, Context.INFERENCE).toArray()).containsOnly(-0.25);
  }

  /** What is positive passes unchanged, in training too. */
  @Property(tries = 20)
  void rreluLeavesPositiveNumbersAlone(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(20), z -> Math.abs(z) + 0.5);
    Context training = Context.training(draw.random());
    assertThat(new RRelu().forward(x, training).toArray()).isEqualTo(x.toArray());
  }

  /** One piece is a dense layer; with W and −W maxout is the absolute value of it. */
  @Property(tries = 60)
  void maxoutOfOneAndOfTwo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(3, 2));
    Dense dense = new Dense(DEVICE, 2, 4, Initialiser.he(), RandomStreams.of(seed));
    Tensor y = dense.forward(x, Context.INFERENCE);
    assertThat(maxout(2, 4, 1, seed).forward(x, Context.INFERENCE).toArray())
        .isEqualTo(y.toArray());
    Maxout both = maxout(2, 4, 2, seed);
    double[] w = dense.weights().value().toArray();
    double[] mirrored = new double[2 * w.length]; // (inputs, units, pieces)
    for (int i = 0; i < w.length; i++) {
      mirrored[2 * i] = w[i];
      mirrored[2 * i + 1] = -w[i];
    }
    both.parameters().get(0).set(mirrored);
    assertThat(both.forward(x, Context.INFERENCE).toArray())
        .isEqualTo(Arrays.stream(y.toArray()).map(Math::abs).toArray());
  }

  /** A maximum of straight lines is convex: f((x + x′)/2) ≤ (f(x) + f(x′))/2 up to rounding. */
  @Property(tries = 60)
  void maxoutIsConvex(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Layer layer = maxout(3, 2, 4, seed);
    Tensor p = draw.normals(new Shape(5, 3));
    Tensor q = draw.normals(new Shape(5, 3));
    double[] middle = layer.forward(p.add(q).multiply(0.5), Context.INFERENCE).toArray();
    Tensor sum = layer.forward(p, Context.INFERENCE).add(layer.forward(q, Context.INFERENCE));
    double[] mean = sum.multiply(0.5).toArray();
    for (int i = 0; i < mean.length; i++) {
      // four products of numbers whose sum of absolute values stays far below 100
      assertThat(middle[i]).isLessThanOrEqualTo(mean[i] + 8 * 0x1p-53 * 100);
    }
  }

  @net.jqwik.api.Example
  void refusesWhatMakesNoSense() {
    Tensor x = DEVICE.zeros(2, 3);
    assertThatThrownBy(() -> new PRelu(DEVICE, 2).forward(x, Context.INFERENCE))
        .hasMessage("PReLU 2 needs inputs of shape (batch, 2, …), got (2, 3)");
    assertThatThrownBy(() -> maxout(2, 4, 3, 1).forward(x, Context.INFERENCE))
        .hasMessage("Maxout 2 → 4 of 3 needs inputs of shape (batch, 2), got (2, 3)");
    assertThatThrownBy(() -> new RRelu(1, 1))
        .hasMessage("randomised ReLU needs low < high, got 1.0 and 1.0");
    assertThatThrownBy(() -> new RRelu(0, 1).forward(x, new Context(true, null)))
        .hasMessage(
            "RReLU 0.0 to 1.0 needs a context with a source of randomness while training,"
                + " got none");
  }
}
