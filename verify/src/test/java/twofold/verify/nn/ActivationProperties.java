package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Exp.exp;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.activation.GeluTanh;
import twofold.nn.activation.LeakyRelu;
import twofold.nn.activation.LogSoftmax;
import twofold.nn.activation.Selu;
import twofold.nn.activation.Swish;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.tensor.Device;
import twofold.tensor.Erf;
import twofold.tensor.Gelu;
import twofold.tensor.Gradients;
import twofold.tensor.Relu;
import twofold.tensor.Shape;
import twofold.tensor.Sigmoid;
import twofold.tensor.Square;
import twofold.tensor.Tanh;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Activation}: every one that the layer offers. */
class ActivationProperties extends LayerTheorems {

  /**
   * An activation, what it is for one number, and what is known of it at ±1000: value and slope
   * left, value and slope right.
   */
  private record Known(
      Activation layer,
      DoubleUnaryOperator f,
      double left,
      double steepLeft,
      double right,
      double steepRight) {}

  /** Of one number each. Softmax and log-softmax, of rows, have theorems of their own. */
  private static final Map<String, Known> KNOWN = new TreeMap<>();

  private static void known(
      Activation layer, DoubleUnaryOperator f, double l, double sl, double r, double sr) {
    KNOWN.put(layer.name(), new Known(layer, f, l, sl, r, sr));
  }

  static {
    known(Activation.relu(), x -> x > 0 ? x : 0, 0, 0, 1000, 1);
    known(Activation.tanh(), Math::tanh, -1, 0, 1, 0);
    known(Activation.sigmoid(), x -> 1 / (1 + Math.exp(-x)), 0, 0, 1, 0);
    known(Activation.softplus(), x -> Math.log1p(Math.exp(x)), 0, 0, 1000, 1);
    known(
        Activation.softsign(),
        x -> x / (1 + Math.abs(x)),
        -1000.0 / 1001,
        1 / (1001.0 * 1001),
        1000.0 / 1001,
        1 / (1001.0 * 1001));
    known(Activation.hardSigmoid(), x -> x < -3 ? 0 : x > 3 ? 1 : x / 6 + 0.5, 0, 0, 1, 0);
    known(Activation.leakyRelu(0.125), x -> x > 0 ? x : x / 8, -125, 0.125, 1000, 1);
    known(Activation.elu(2), x -> x > 0 ? x : 2 * Math.expm1(x), -2, 0, 1000, 1);
    known(
        Activation.selu(),
        x -> Selu.LAMBDA * (x > 0 ? x : Selu.ALPHA * Math.expm1(x)),
        -Selu.LAMBDA * Selu.ALPHA,
        0,
        1000 * Selu.LAMBDA,
        Selu.LAMBDA);
    known(Activation.gelu(), x -> x * (1 + Erf.erf(x / Math.sqrt(2))) / 2, 0, 0, 1000, 1);
    known(
        Activation.geluTanh(),
        x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        0,
        0,
        1000,
        1);
    known(Activation.swish(), x -> x / (1 + Math.exp(-x)), 0, 0, 1000, 1);
  }

  @Override
  protected Example smooth(Draw draw) {
    List<Known> all = List.copyOf(KNOWN.values());
    int which = draw.from(0, all.size() + 1);
    Shape shape = new Shape(draw.from(1, 8), draw.from(1, 8));
    Activation layer =
        which < all.size()
            ? all.get(which).layer
            : which == all.size() ? Activation.softmax() : Activation.logSoftmax();
    return new Example(layer, draw.tensor(shape, Draw::awayFromZero), 0);
  }

  /** Nobody is forgotten: whatever the layer offers is in the table, or of rows. */
  @net.jqwik.api.Example
  void everyActivationIsKnown() {
    long offered =
        Arrays.stream(Activation.class.getDeclaredMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getReturnType() == Activation.class)
            .count();
    assertThat(KNOWN).hasSize((int) offered - 2);
  }

  /** The layer adds nothing to the operation, in training or not, and for any shape. */
  @Property(tries = 100)
  void isItsOperation(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.specials(draw.shape());
    Context training = Context.training(draw.random());
    for (Context context : new Context[] {Context.INFERENCE, training}) {
      assertThat(Activation.relu().forward(x, context).toArray()).isEqualTo(Relu.relu(x).toArray());
      assertThat(Activation.tanh().forward(x, context).toArray()).isEqualTo(Tanh.tanh(x).toArray());
    }
  }

  /** Each is its formula, computed number by number: within the running error and 20 ulp. */
  @Property(tries = 100)
  void isItsFormula(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(50), z -> 3 * z);
    double[] at = x.toArray();
    for (Known known : KNOWN.values()) {
      Tensor y = known.layer.forward(x, Context.INFERENCE);
      double[] bound = new RunningError(Arithmetic.DOUBLE).of(y).toArray();
      double[] expected = Arrays.stream(at).map(known.f).toArray();
      for (int i = 0; i < at.length; i++) {
        // the formula itself: no more than 20 ulp of anything that it adds up
        bound[i] += 20 * 0x1p-52 * Math.max(Math.abs(expected[i]), Math.abs(at[i]));
      }
      assertThat(Twins.difference(expected, y.toArray(), bound)).as(known.layer.name()).isEmpty();
    }
  }

  /** Far out nothing overflows: value and slope at ±1000 are finite, and what they should be. */
  @net.jqwik.api.Example
  void isRightFarOut() {
    for (Device<?> device : Device.all()) {
      for (Known known : KNOWN.values()) {
        Tensor x = device.vector(-1000, 1000);
        Tensor y = known.layer.forward(x, Context.INFERENCE);
        Tensor slope = Gradients.of(y.sum(), x);
        double u = 16 * device.unitRoundoff();
        String where = known.layer.name() + " on " + device;
        near(y.toArray()[0], known.left, u, where);
        near(y.toArray()[1], known.right, u, where);
        near(slope.toArray()[0], known.steepLeft, u, where);
        near(slope.toArray()[1], known.steepRight, u, where);
      }
    }
  }

  private static void near(double actual, double expected, double relative, String where) {
    // what is 0 may be any number that is too small to matter beside 1
    double miss = Math.max(Math.abs(expected), 1) * relative;
    assertThat(actual).as(where).isBetween(expected - miss, expected + miss);
  }

  /** Rows of probabilities with logits of ±1000: nothing is NaN, forward or back. */
  @net.jqwik.api.Example
  void softmaxIsRightFarOut() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.matrix(new double[] {1000, 0, -1000});
      Tensor log = LogSoftmax.logSoftmax(x);
      assertThat(log.toArray()).containsExactly(0, -1000, -2000);
      Tensor g = device.matrix(new double[] {1, 2, 4});
      assertThat(Gradients.of(log, g, List.of(x)).get(0).toArray()).containsExactly(-6, 2, 4);
      Tensor p = LogSoftmax.softmax(x);
      assertThat(p.toArray()).containsExactly(1, 0, 0);
      assertThat(Gradients.of(p, g, List.of(x)).get(0).toArray()).containsExactly(0, 0, 0);
    }
  }

  /** A larger input never gives a smaller output: after rounding too. */
  @Property(tries = 100)
  void isMonotone(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double[] numbers = draw.tensor(new Shape(200), z -> 3 * z).toArray();
    Arrays.sort(numbers);
    Tensor x = Device.reference().vector(numbers);
    for (Activation layer :
        new Activation[] {
          Activation.relu(),
          Activation.tanh(),
          Activation.sigmoid(),
          Activation.leakyRelu(0.25),
          Activation.hardSigmoid(),
          Activation.softsign()
        }) {
      assertThat(layer.forward(x, Context.INFERENCE).toArray()).isSorted();
    }
  }

  /** tanh x = 2·σ(2x) − 1, and swish is x·σ(x): half of x at β = 0. */
  @Property(tries = 60)
  void sigmoidAndItsRelatives(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(40), z -> 3 * z);
    agree(Tanh.tanh(x), Sigmoid.sigmoid(x.multiply(2)).multiply(2).subtract(1));
    assertThat(Swish.swish(x, 0).toArray()).isEqualTo(x.multiply(0.5).toArray());
    assertThat(Swish.swish(x, 1).toArray()).isEqualTo(Swish.swish(x).toArray());
    assertThat(LeakyRelu.leakyRelu(x, 1).toArray()).isEqualTo(x.toArray());
    Tensor difference = LeakyRelu.leakyRelu(x, 0).subtract(Relu.relu(x)); // −0 and 0 are equal
    assertThat(Square.square(difference).toArray()).containsOnly(0);
  }

  /** Adding a number to a row changes no probability; their logarithms are the log-softmax. */
  @Property(tries = 60)
  void softmaxKnowsNoShift(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(draw.from(1, 3), draw.from(1, 3), draw.extent()));
    double shift = draw.from(-99, 99);
    agree(LogSoftmax.softmax(x), LogSoftmax.softmax(x.add(shift)));
    agree(LogSoftmax.logSoftmax(x), LogSoftmax.logSoftmax(x.add(shift)));
    agree(LogSoftmax.softmax(x), exp(LogSoftmax.logSoftmax(x)));
  }

  private static void agree(Tensor expected, Tensor actual) {
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    Tensor bound = running.of(expected).add(running.of(actual));
    assertThat(Twins.difference(expected.toArray(), actual.toArray(), bound.toArray())).isEmpty();
  }

  /**
   * Mean 0 and variance 1 are a fixed point of SELU: its moments under the normal density, by
   * Simpson's rule on each side of the kink. Beyond ±12 the density is below 10⁻³¹; with steps of
   * 1/512 the rule's error, h⁴/180·24·max|f⁗| with |f⁗| below 100, is below 2·10⁻¹⁰.
   */
  @net.jqwik.api.Example
  void meanZeroAndVarianceOneAreAFixedPointOfSelu() {
    double[] moments = new double[2];
    double h = 1.0 / 512;
    int n = 12 * 512;
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i <= n; i++) {
        double z = side * i * h;
        double weight = h / 3 * (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2);
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        double y =
            Activation.selu().forward(Device.reference().scalar(z), Context.INFERENCE).item();
        moments[0] += weight * density * y;
        moments[1] += weight * density * y * y;
      }
    }
    assertThat(moments[0]).isBetween(-2e-10, 2e-10);
    assertThat(moments[1]).isBetween(1 - 2e-10, 1 + 2e-10);
    // the digits that Klambauer et al. print
    assertThat(Selu.ALPHA).isBetween(1.6732632423543772 - 1e-15, 1.6732632423543772 + 1e-15);
    assertThat(Selu.LAMBDA).isBetween(1.0507009873554805 - 1e-15, 1.0507009873554805 + 1e-15);
  }

  /** What the lesson says about the form by tanh, on a fine grid. */
  @net.jqwik.api.Example
  void geluByTanhIsNear() {
    double[] grid = new double[16_001];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (i - 8000) / 1000.0;
    }
    Tensor x = Device.reference().vector(grid);
    for (double difference : Gelu.gelu(x).subtract(GeluTanh.geluTanh(x)).toArray()) {
      assertThat(Math.abs(difference)).isLessThan(0.0005);
    }
  }

  /** At the kink each has the slope that its lesson states. */
  @net.jqwik.api.Example
  void slopesAtTheKink() {
    assertThat(slopeAtZero(Activation.relu())).isEqualTo(0);
    assertThat(slopeAtZero(Activation.leakyRelu(0.25))).isEqualTo(0.25);
    assertThat(slopeAtZero(Activation.elu(1))).isEqualTo(1);
    assertThat(slopeAtZero(Activation.elu(2))).isEqualTo(2);
    assertThat(slopeAtZero(Activation.softsign())).isEqualTo(1);
    assertThat(slopeAtZero(Activation.gelu())).isEqualTo(0.5);
  }

  private static double slopeAtZero(Activation layer) {
    Tensor x = Device.reference().scalar(0);
    return Gradients.of(layer.forward(x, Context.INFERENCE), x).item();
  }

  @net.jqwik.api.Example
  void hasNothingToLearn() {
    assertThat(Activation.relu().parameters()).isEmpty();
    assertThat(Activation.tanh().parameters()).isEmpty();
    assertThat(Activation.relu()).hasToString("ReLU");
    assertThat(Activation.tanh()).hasToString("tanh");
  }
}
