package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Variance.variance;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Normalise;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parallel;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Normalise}. */
class NormaliseProperties extends OperationTheorems {
  /** Large, so that 1/√(v + ε) is smooth even where two numbers happen to be close. */
  private static final double SMOOTH = 0.125;

  @Override
  protected Case smooth(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    return of(draw, s, draw.normals(s.shape()), SMOOTH);
  }

  @Override
  protected Case special(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    Tensor x = draw.tensor(s.shape(), z -> draw.chance(0.02) ? 1 / (z - z) : z);
    Tensor large = draw.specials(s.shape());
    return of(draw, s, draw.chance(0.5) ? x : large, 1e-5);
  }

  private static Case of(Draw draw, Rows.Example s, Tensor x, double epsilon) {
    var look = draw.look(x.rank());
    Shape channels = new Shape(s.rows().channels());
    return new Case(
        in -> new Normalise(look.apply(in.get(0)), in.get(1), in.get(2), s.rows(), epsilon).apply(),
        x,
        draw.normals(channels),
        draw.normals(channels));
  }

  /** γ·(x − mean)/√(variance + ε) + β in tensor operations. */
  private static Tensor composed(List<Tensor> in, Normalise.Rows s, double epsilon) {
    Tensor x = s.view(in.get(0));
    Tensor mean = x.mean(0, 2).reshape(1, -1, 1);
    Tensor deviation = sqrt(variance(x, 0, 2).reshape(1, -1, 1).add(epsilon));
    Tensor standard = x.subtract(mean).divide(deviation);
    return standard
        .reshape(-1, s.channels(), s.space())
        .multiply(in.get(1).reshape(-1, 1))
        .add(in.get(2).reshape(-1, 1))
        .reshape(in.get(0).shape());
  }

  /**
   * The fused writing is the composition of primitives, and so are its hand-derived gradients, of
   * order 1 and 2 and with respect to each input: within the running errors of both.
   */
  @Property(tries = 100)
  void isTheCompositionOfPrimitivesToOrderTwo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Rows.Example s = Rows.draw(draw);
    Shape channels = new Shape(s.rows().channels());
    List<Tensor> in =
        List.of(draw.normals(s.shape()), draw.normals(channels), draw.normals(channels));
    Tensor g = draw.normals(s.shape());
    List<Tensor> w = in.stream().map(each -> draw.normals(each.shape())).toList();
    Tensor fused = new Normalise(in.get(0), in.get(1), in.get(2), s.rows(), SMOOTH).apply();
    Tensor primitive = composed(in, s.rows(), SMOOTH);
    agree(primitive, fused);

    List<Tensor> actual = Gradients.of(fused, g.multiply(fused), in);
    List<Tensor> expected = Gradients.of(primitive, g.multiply(primitive), in);
    for (int k = 0; k < in.size(); k++) {
      agree(expected.get(k), actual.get(k));
      List<Tensor> second = Gradients.of(actual.get(k), w.get(k), in);
      List<Tensor> wanted = Gradients.of(expected.get(k), w.get(k), in);
      for (int j = 0; j < in.size(); j++) {
        agree(wanted.get(j), second.get(j));
      }
    }
  }

  private static void agree(Tensor expected, Tensor actual) {
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    Tensor bound = running.of(expected).add(running.of(actual));
    assertThat(Twins.difference(expected.toArray(), actual.toArray(), bound.toArray())).isEmpty();
  }

  /** Each row of x̂ has the mean 0 and the variance v/(v + ε), within the running error. */
  @Property(tries = 100)
  void rowsHaveMeanZeroAndVarianceOne(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Rows.Example s = Rows.draw(draw);
    Tensor x = draw.tensor(s.shape(), z -> 5 + 3 * z);
    Tensor ones = x.device().ones(s.rows().channels());
    Tensor zeros = x.device().zeros(s.rows().channels());
    double epsilon = 1e-5;
    Tensor y = s.rows().view(new Normalise(x, ones, zeros, s.rows(), epsilon).apply());
    Tensor v = variance(s.rows().view(x), 0, 2);
    agree(x.device().full(new Shape(s.rows().rows()), 0), y.mean(0, 2));
    agree(v.divide(v.add(epsilon)), variance(y, 0, 2));
  }

  /** Any number of threads gives the same bits, on rows long and short. */
  @Property(tries = 10)
  void sameBitsForAnyNumberOfThreads(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Rows.Example s =
        Rows.of(draw.from(0, 4), draw.from(2, 9), 2 * draw.from(50, 99), draw.from(1, 40));
    Tensor x = draw.normals(s.shape());
    Tensor gain = draw.normals(new Shape(s.rows().channels()));
    for (Device<?> device : Twins.devices()) {
      double[] expected = null;
      int threads = Parallel.threads();
      try {
        for (int t = 1; t <= 3; t++) {
          Parallel.setThreads(t);
          Tensor there = gain.to(device);
          double[] y = new Normalise(x.to(device), there, there, s.rows(), 1e-5).apply().toArray();
          expected = expected == null ? y : expected;
          assertThat(y).isEqualTo(expected);
        }
      } finally {
        Parallel.setThreads(threads);
      }
    }
  }

  /** A row of equal numbers has no direction: it becomes β, and its gradient stays finite. */
  @Example
  void aConstantRowBecomesTheShift() {
    for (Device<?> device : Device.all()) {
      Normalise.Rows rows = new Normalise.Rows(1, 1, 4, 4, 1);
      Tensor x = device.full(new Shape(1, 4), 7);
      Tensor shift = device.vector(1, 2, 3, 4);
      Tensor y = new Normalise(x, device.ones(4), shift, rows, 1e-5).apply();
      assertThat(y.toArray()).containsExactly(1, 2, 3, 4);
      for (double number : Gradients.of(y, device.ones(1, 4), List.of(x)).get(0).toArray()) {
        assertThat(number).isFinite();
      }
    }
  }

  @Example
  void refusesWhatMakesNoSense() {
    Device<?> device = Device.reference();
    Normalise.Rows rows = new Normalise.Rows(1, 2, 3, 3, 1);
    Tensor x = device.zeros(2, 3);
    Tensor three = device.zeros(3);
    assertThatThrownBy(() -> new Normalise(device.zeros(2, 4), three, three, rows, 1))
        .hasMessage("normalise needs 1 × 2 × 3 numbers, got shape (2, 4)");
    assertThatThrownBy(() -> new Normalise(x, device.zeros(2), three, rows, 1))
        .hasMessage("normalise needs gain and shift of shape (3), got (2) and (3)");
    assertThatThrownBy(() -> new Normalise(x, three, three, rows, 0))
        .hasMessage("the epsilon of a normalisation must be positive and finite, got 0.0");
  }
}
