package twofold.verify.rnn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Initialiser;
import twofold.rnn.attention.AdditiveScore;
import twofold.rnn.attention.BilinearScore;
import twofold.rnn.attention.DotScore;
import twofold.rnn.attention.ScaledDotScore;
import twofold.rnn.attention.Score;
import twofold.tensor.Create;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** Theorems about the scores of attention. */
class ScoreProperties {
  private static final Device<?> DEVICE = Device.reference();

  /** What a score says about one query and one key, by its formula. */
  private interface Formula {
    double of(double[] q, double[] k, List<double[]> parameters);
  }

  /**
   * @param in queries, keys, and numbers in the places of the parameters
   */
  private record Drawn(Score score, Formula formula, List<Tensor> in) {
    Tensor apply(List<Tensor> numbers) {
      return Parameter.substitute(
          score.parameters(),
          numbers.subList(2, numbers.size()),
          () -> score.of(numbers.get(0), numbers.get(1)));
    }
  }

  private static Drawn draw(Draw draw) {
    int dq = draw.extent();
    int dk = draw.extent();
    int units = draw.extent();
    RandomGenerator random = draw.random();
    return switch (draw.from(0, 3)) {
      case 0 ->
          drawn(
              draw,
              new AdditiveScore(DEVICE, dq, dk, units, Initialiser.glorot(), random),
              (q, k, p) -> additive(q, k, p, units),
              dq,
              dk);
      case 1 ->
          drawn(
              draw,
              new BilinearScore(DEVICE, dq, dk, Initialiser.glorot(), random),
              ScoreProperties::bilinear,
              dq,
              dk);
      case 2 -> drawn(draw, new DotScore(), (q, k, p) -> dot(q, k), dq, dq);
      default ->
          drawn(draw, new ScaledDotScore(), (q, k, p) -> dot(q, k) / Math.sqrt(q.length), dq, dq);
    };
  }

  private static Drawn drawn(Draw draw, Score score, Formula formula, int dq, int dk) {
    int batch = draw.from(1, 2);
    List<Tensor> in = new ArrayList<>();
    in.add(draw.normals(new Shape(batch, draw.from(1, 4), dq)));
    in.add(draw.normals(new Shape(batch, draw.from(1, 4), dk)));
    for (Parameter parameter : score.parameters()) {
      double size = 1 / Math.sqrt(parameter.shape().dim(0));
      in.add(draw.tensor(parameter.shape(), z -> size * z));
    }
    return new Drawn(score, formula, in);
  }

  private static double dot(double[] q, double[] k) {
    double sum = 0;
    for (int i = 0; i < q.length; i++) {
      sum += q[i] * k[i];
    }
    return sum;
  }

  private static double bilinear(double[] q, double[] k, List<double[]> parameters) {
    double sum = 0;
    for (int j = 0; j < k.length; j++) {
      double ofQuery = 0;
      for (int i = 0; i < q.length; i++) {
        ofQuery += q[i] * parameters.get(0)[i * k.length + j];
      }
      sum += ofQuery * k[j];
    }
    return sum;
  }

  private static double additive(double[] q, double[] k, List<double[]> parameters, int units) {
    double sum = 0;
    for (int u = 0; u < units; u++) {
      double ofQuery = 0;
      for (int i = 0; i < q.length; i++) {
        ofQuery += q[i] * parameters.get(0)[i * units + u];
      }
      double ofKey = 0;
      for (int i = 0; i < k.length; i++) {
        ofKey += k[i] * parameters.get(1)[i * units + u];
      }
      sum += Math.tanh(ofQuery + ofKey) * parameters.get(2)[u];
    }
    return sum;
  }

  /** Each pair by itself, in loops: within the running errors of both writings. */
  @Checks("attention-scores")
  @Property(tries = 100)
  void isItsFormula(@ForAll long seed) {
    Drawn x = draw(new Draw(new SplittableRandom(seed)));
    Tensor q = x.in.get(0);
    Tensor k = x.in.get(1);
    List<double[]> parameters = x.in.subList(2, x.in.size()).stream().map(Tensor::toArray).toList();
    Tensor s = x.apply(x.in);
    assertThat(s.shape()).isEqualTo(new Shape(q.dim(0), q.dim(1), k.dim(1)));
    double[] expected = new double[s.size()];
    for (int n = 0; n < expected.length; n++) {
      int b = n / (q.dim(1) * k.dim(1));
      int i = n / k.dim(1) % q.dim(1);
      expected[n] = x.formula.of(q.at(b, i).toArray(), k.at(b, n % k.dim(1)).toArray(), parameters);
    }
    double[] bound = new RunningError(Arithmetic.DOUBLE).of(s).multiply(2).toArray();
    assertThat(Twins.difference(expected, s.toArray(), bound)).as("%s", x.score).isEmpty();
  }

  /** Of order 1 and 2, with respect to queries, keys and parameters together. */
  @Property(tries = 60)
  void gradientsAreTheDerivatives(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Drawn x = draw(new Draw(random));
    Function<List<Tensor>, Tensor> f = x::apply;
    for (GradientCheck.Report report :
        List.of(
            GradientCheck.firstOrder(f, x.in, random),
            GradientCheck.secondOrder(f, x.in, random))) {
      assertThat(report.isSharp()).as("%s of %s", report, x.score).isTrue();
      assertThat(report.units()).as("%s of %s", report, x.score).isLessThanOrEqualTo(1);
    }
  }

  @Property(tries = 60)
  void sameOnEveryDevice(@ForAll long seed) {
    Drawn x = draw(new Draw(new SplittableRandom(seed)));
    Twins.agree(new Case(x.in, x::apply));
  }

  /** A bilinear score whose W is the identity is the scalar product, to the bit. */
  @Property(tries = 30)
  void bilinearWithTheIdentityIsTheDotProduct(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int d = draw.from(1, 6);
    Tensor q = draw.normals(new Shape(2, 3, d));
    Tensor k = draw.normals(new Shape(2, 4, d));
    Score bilinear = new BilinearScore(new Parameter("weights", Create.eye(DEVICE, d)));
    assertThat(bilinear.of(q, k).toArray()).isEqualTo(new DotScore().of(q, k).toArray());
  }

  /**
   * Why √d: scores of independent standard normal numbers have the variance 1, whatever d is;
   * within six standard errors. Their square has the variance 2 + 6/d.
   */
  @Checks("attention-variance")
  @Property(tries = 10, seed = "3")
  void scaledScoresHaveVarianceOne(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int d = draw.from(1, 100);
    int n = 4000; // pairs, no two with a vector in common
    Tensor q = draw.normals(new Shape(n, 1, d));
    Tensor k = draw.normals(new Shape(n, 1, d));
    Tensor s = new ScaledDotScore().of(q, k);
    double variance = s.multiply(s).mean().item();
    assertThat(Math.abs(variance - 1)).isLessThan(6 * Math.sqrt((2 + 6.0 / d) / n));
  }

  @Example
  void shapesMustFit() {
    Tensor q = DEVICE.zeros(2, 3, 4);
    Tensor k = DEVICE.zeros(2, 5, 6);
    Score additive = new AdditiveScore(DEVICE, 6, 6, 7, Initialiser.he(), RandomStreams.of(1));
    assertThatThrownBy(() -> additive.of(q, k))
        .hasMessage(
            "AdditiveScore 6, 6 → 7 needs queries (batch, queries, 6) and keys (batch, keys, 6),"
                + " got (2, 3, 4) and (2, 5, 6)");
    Score bilinear = new BilinearScore(DEVICE, 4, 5, Initialiser.he(), RandomStreams.of(1));
    assertThatThrownBy(() -> bilinear.of(q, k))
        .hasMessage(
            "BilinearScore 4 × 5 needs queries (batch, queries, 4) and keys (batch, keys, 5),"
                + " got (2, 3, 4) and (2, 5, 6)");
    for (Score score : List.of(new DotScore(), new ScaledDotScore())) {
      assertThatThrownBy(() -> score.of(q, k))
          .hasMessage(
              score
                  + " needs queries (batch, queries, d) and keys (batch, keys, d), d at least 1,"
                  + " got (2, 3, 4) and (2, 5, 6)");
      assertThatThrownBy(() -> score.of(q, DEVICE.zeros(1, 5, 4)))
          .hasMessageContaining("(1, 5, 4)");
      assertThatThrownBy(() -> score.forward(List.of(q), Context.INFERENCE))
          .hasMessage(score + " needs two inputs, queries and keys, got 1");
    }
    assertThatThrownBy(() -> new BilinearScore(DEVICE, 0, 2, Initialiser.he(), RandomStreams.of(1)))
        .hasMessage("a bilinear score needs queries and keys of at least 1 number, got 0 and 2");
    assertThatThrownBy(
            () -> new AdditiveScore(DEVICE, 1, 2, 0, Initialiser.he(), RandomStreams.of(1)))
        .hasMessageEndingWith("got 1, 2 and 0");
  }
}
