package twofold.verify.rnn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.rnn.attention.Attend.attend;
import static twofold.tensor.Transpose.swapAxes;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.attention.Attend;
import twofold.rnn.attention.Attention;
import twofold.rnn.attention.Mask;
import twofold.rnn.attention.ScaledDotScore;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;
import twofold.verify.nn.Rows;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Attend} and {@code Mask}. */
class AttendProperties {
  private static final Device<?> DEVICE = Device.reference();

  /** Scores, values and a mask, some rows of which may hide everything. */
  private record Drawn(List<Tensor> in, Tensor mask) {
    static Drawn of(Draw draw) {
      int batch = draw.from(1, 3);
      int queries = draw.from(1, 5);
      int keys = draw.chance(0.2) ? draw.from(17, 40) : draw.from(1, 5);
      Tensor scores = draw.tensor(new Shape(batch, queries, keys), z -> 3 * z);
      Tensor values = draw.normals(new Shape(batch, keys, draw.from(1, 4)));
      double hidden = draw.from(0, 3) / 3.0;
      Shape shape = draw.thatGrowsTo(scores.shape());
      Shape atLeastRows = shape.rank() == 0 ? new Shape(1) : shape;
      Tensor mask = draw.tensor(atLeastRows, z -> draw.chance(hidden) ? 0 : 1);
      return new Drawn(List.of(scores, values), mask);
    }

    Attend apply(List<Tensor> numbers) {
      return attend(numbers.get(0), numbers.get(1), mask.to(numbers.get(0).device()));
    }
  }

  /** Exactly 0 where masked; the rest adds up to 1, or to 0 where nothing is left. Never NaN. */
  @Checks("attention-weights")
  @Property(tries = 100)
  void weightsAreProbabilitiesOfWhatIsSeen(@ForAll long seed) {
    Drawn x = Drawn.of(new Draw(new SplittableRandom(seed)));
    Attend told = x.apply(x.in);
    Shape shape = x.in.get(0).shape();
    double[] w = told.weights().toArray();
    double[] sees = x.mask.broadcastTo(shape).toArray();
    int keys = shape.dim(2);
    for (int row = 0; row < w.length / keys; row++) {
      double sum = 0;
      double seen = 0;
      for (int j = row * keys; j < (row + 1) * keys; j++) {
        assertThat(w[j]).isBetween(0.0, sees[j]);
        sum += w[j];
        seen += sees[j];
      }
      double expected = seen > 0 ? 1 : 0;
      double bound = 2 * Arithmetic.DOUBLE.gamma(keys + 4);
      assertThat(Math.abs(sum - expected)).isLessThanOrEqualTo(bound);
    }
    for (double number : told.context().toArray()) {
      assertThat(number).isFinite();
    }
  }

  @Property(tries = 60)
  void gradientsAreTheDerivatives(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Drawn x = Drawn.of(new Draw(random));
    for (GradientCheck.Report report :
        List.of(
            GradientCheck.firstOrder(in -> x.apply(in).context(), x.in, random),
            GradientCheck.secondOrder(in -> x.apply(in).context(), x.in, random))) {
      assertThat(report.isSharp()).as("%s", report).isTrue();
      assertThat(report.units()).as("%s", report).isLessThanOrEqualTo(1);
    }
  }

  @Property(tries = 60)
  void sameOnEveryDevice(@ForAll long seed) {
    Drawn x = Drawn.of(new Draw(new SplittableRandom(seed)));
    Twins.agree(new Case(x.in, in -> x.apply(in).context()));
    Twins.agree(new Case(x.in, in -> x.apply(in).weights()));
  }

  /** The scaled scalar product, step by step, is {@code Attention} with one head. */
  @Property(tries = 60)
  void ofScaledDotProductsIsAttention(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences drawn = Sequences.draw(draw);
    Sequences s =
        new Sequences(
            drawn.batch(),
            1,
            drawn.queries(),
            drawn.keys(),
            drawn.width(),
            drawn.values(),
            drawn.mask());
    List<Tensor> in = s.normals(draw);
    Tensor scores = new ScaledDotScore().of(in.get(0), in.get(1));
    Tensor mask = s.mask().on(DEVICE, s.batch(), s.queries(), s.keys());
    Attend told = attend(scores, in.get(2), mask);
    Rows.agree(told.context(), Attention.attention(in.get(0), in.get(1), in.get(2), 1, s.mask()));
    Shape byHead = new Shape(s.batch(), 1, s.queries(), s.keys());
    Rows.agree(
        told.weights().reshape(byHead), Attention.weights(in.get(0), in.get(1), 1, s.mask()));
    if (s.mask().equals(Mask.none())) {
      Rows.agree(told.context(), attend(scores, in.get(2)).context());
    }
  }

  /** By the formula, in loops: within the running errors of both writings. */
  @Property(tries = 60)
  @Checks({"attention-mask", "attention-weights"})
  void weightsAreTheirFormula(@ForAll long seed) {
    Drawn x = Drawn.of(new Draw(new SplittableRandom(seed)));
    Tensor scores = x.in.get(0);
    Tensor weights = x.apply(x.in).weights();
    double[] s = scores.toArray();
    double[] m = x.mask.broadcastTo(scores.shape()).toArray();
    int keys = scores.dim(2);
    double[] expected = new double[s.length];
    for (int n = 0; n < s.length; n++) {
      double sum = 0;
      for (int l = n - n % keys; l < n - n % keys + keys; l++) {
        sum += m[l] * Math.exp(s[l]);
      }
      expected[n] = sum == 0 ? 0 : m[n] * Math.exp(s[n]) / sum;
    }
    double[] bound = new RunningError(Arithmetic.DOUBLE).of(weights).multiply(2).toArray();
    assertThat(Twins.difference(expected, weights.toArray(), bound)).isEmpty();
  }

  /** What scores and values hear of a gradient of the context, by the formulas. */
  @Property(tries = 60)
  @Checks("attention-blame")
  void scoresHearHowMuchBetterTheirValueIs(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Drawn x = Drawn.of(draw);
    Attend told = x.apply(x.in);
    Tensor context = told.context();
    Tensor g = draw.normals(context.shape());
    Tensor ofValues = g.matMul(swapAxes(x.in.get(1), -2, -1)); // vⱼ·c̄
    Tensor ofMean = g.multiply(context).sum(2).reshape(context.dim(0), context.dim(1), 1); // c·c̄
    List<Tensor> heard = Gradients.of(context, g, x.in);
    Rows.agree(told.weights().multiply(ofValues.subtract(ofMean)), heard.get(0));
    Rows.agree(swapAxes(told.weights(), -2, -1).matMul(g), heard.get(1));
  }

  /** As a number and as a tensor a mask says the same: query i sees key j if j is below. */
  @Checks("attention-mask")
  @Property(tries = 100)
  void masksShowTheFirstKeys(@ForAll long seed) {
    Sequences s = Sequences.draw(new Draw(new SplittableRandom(seed)));
    int[] visible = s.visible();
    Tensor on = s.mask().on(DEVICE, s.batch(), s.queries(), s.keys());
    double[] sees = on.broadcastTo(new Shape(s.batch(), s.queries(), s.keys())).toArray();
    for (int n = 0; n < sees.length; n++) {
      boolean isVisible = n % s.keys() < visible[n / s.keys()];
      assertThat(sees[n]).isEqualTo(isVisible ? 1 : 0);
      int i = n / s.keys() % s.queries();
      int b = n / s.keys() / s.queries();
      boolean isThere = s.mask().lengths().isEmpty() || n % s.keys() < s.mask().lengths().get(b);
      boolean isPast = !s.mask().isCausal() || n % s.keys() <= s.keys() - s.queries() + i;
      assertThat(isVisible).isEqualTo(isThere && isPast);
    }
  }

  /** A row without any key in sight: weights, context and gradients are 0, not NaN. */
  @Example
  void nothingInSight() {
    for (Device<?> device : Device.all()) {
      Tensor scores = device.tensor(new Shape(1, 2, 2), 1.0, 2.0, 3.0, 4.0);
      Tensor values = device.tensor(new Shape(1, 2, 1), 5.0, 6.0);
      Tensor mask = device.tensor(new Shape(1, 2, 2), 0.0, 0.0, 0.0, 1.0);
      Attend told = attend(scores, values, mask);
      assertThat(told.weights().toArray()).containsExactly(0, 0, 0, 1);
      assertThat(told.context().toArray()).containsExactly(0, 6);
      List<Tensor> gradients =
          Gradients.of(told.context(), told.context(), List.of(scores, values));
      assertThat(gradients.get(0).toArray()).containsOnly(0);
      assertThat(gradients.get(1).toArray()).containsExactly(0, 6);
    }
  }

  @Example
  void shapesMustFit() {
    Tensor scores = DEVICE.zeros(2, 3, 4);
    assertThatThrownBy(() -> attend(scores, DEVICE.zeros(2, 3, 4)))
        .hasMessage(
            "attend needs scores (batch, queries, keys) and values (batch, keys, dv),"
                + " got (2, 3, 4) and (2, 3, 4)");
    assertThatThrownBy(() -> attend(scores, DEVICE.zeros(2, 4, 1), DEVICE.ones(5, 2, 3, 4)))
        .hasMessage(
            "attend needs a mask that broadcasts to scores of shape (2, 3, 4), got (5, 2, 3, 4)");
    assertThatThrownBy(() -> Mask.causal().on(DEVICE, 1, 3, 2))
        .hasMessage(
            "a causal mask needs at least as many keys as queries, got 3 queries and 2 keys");
  }
}
