package twofold.verify.rnn.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.Rounding;
import twofold.nn.layer.Orthogonal;
import twofold.rnn.cell.Bptt;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.Reading;
import twofold.rnn.cell.SimpleRnnBptt;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.rnn.cell.State;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code SimpleRnnCell} and {@code SimpleRnnBptt}. */
@Checks({"rnn-cell", "rnn-bptt", "rnn-weights"})
class SimpleRnnCellProperties extends CellTheorems {

  @Override
  Cell cell(int inputs, int units, RandomGenerator random) {
    return new SimpleRnnCell(Device.reference(), inputs, units, random);
  }

  @Override
  Bptt byHand(One read, double[][][] v) {
    return SimpleRnnBptt.of(read.x(), read.start(), read.w(), read.u(), read.b(), v);
  }

  /**
   * No state leaves [−1, 1], however large what was read: by no rounding on reference and cpu, by
   * the promise for tanh of OpenCL elsewhere.
   */
  @Property(tries = 100)
  void statesStayWithinOne(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequence s = draw(draw, 3);
    double size = draw.chance(0.5) ? 1 : 1e6;
    for (Device<?> device : everyDevice()) {
      double excess = device.name().equals("gpu") ? Arithmetic.OPENCL.ulp(5) : 0;
      List<Tensor> read =
          s.inputs().stream().map(x -> x.multiply(size).stopGradient().to(device)).toList();
      for (boolean fused : new boolean[] {false, true}) {
        for (double h : s.states(read, fused).outputs().toArray()) {
          assertThat(Math.abs(h)).as("on %s", device).isLessThanOrEqualTo(1 + excess);
        }
      }
    }
  }

  /**
   * What the last state hears comes to the start as a product of T factors diag(1 − h²)·Uᵀ, each of
   * which stretches by ‖U‖₂ at most; where every state is 0, by just that.
   *
   * <p>U is orthogonal times ρ, so its stretches are all ρ, but for E = ‖UᵀU − ρ²I‖∞, which bounds
   * how far the squares of them are from ρ². Products of so few numbers round less than γ₁₀₀ says.
   */
  @Property(tries = 200)
  @Checks({"rnn-jacobians", "rnn-bound"})
  void aGradientFadesWithThePowersOfTheWeights(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int units = draw.from(1, 6);
    int steps = draw.from(1, 8);
    double radius = Math.exp(draw.normal() / 2);
    boolean atZero = draw.chance(0.3);
    SimpleRnnCell cell = new SimpleRnnCell(Device.reference(), 2, units, draw.random());
    Shape square = new Shape(units, units);
    cell.stateWeights().set(new Orthogonal(radius).draw(square, units, units, draw.random()));
    double size = atZero ? 0 : 1;
    Tensor h0 = draw.normals(new Shape(1, units)).multiply(size).stopGradient();
    Tensor x = draw.normals(new Shape(1, steps, 2)).multiply(size).stopGradient();
    Tensor v = draw.normals(new Shape(1, units));
    Reading reading = cell.unroll(x, State.of(h0));
    Tensor heard = Gradients.of(reading.last().output(), v, List.of(h0)).get(0);
    double[] error = new RunningError(Arithmetic.DOUBLE).of(heard).toArray();

    double[][] u = rows(cell.stateWeights().value());
    double[] product = v.toArray();
    for (int t = steps - 1; t >= 0; t--) {
      product = timesFactor(product, reading.after(t).output().toArray(), u);
    }
    double[] twice = Arrays.stream(error).map(bound -> 2 * bound).toArray();
    assertThat(Twins.difference(heard.toArray(), product, twice)).isEmpty();

    double off = notOrthogonal(u, radius) + Rounding.gamma(100) * radius * radius;
    double said = norm(v.toArray());
    double slack = norm(error) + Rounding.gamma(100) * said * Math.pow(radius, steps);
    double most = said * Math.pow(radius * radius + off, steps / 2.0);
    assertThat(norm(heard.toArray())).isLessThanOrEqualTo(most + slack);
    if (atZero) {
      double least = said * Math.pow(radius * radius - off, steps / 2.0);
      assertThat(norm(heard.toArray())).isGreaterThanOrEqualTo(least - slack);
    }
  }

  /** {@code g·diag(1 − h²)·Uᵀ}. */
  private static double[] timesFactor(double[] g, double[] h, double[][] u) {
    double[] product = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      for (int j = 0; j < g.length; j++) {
        product[i] += u[i][j] * (g[j] - g[j] * h[j] * h[j]);
      }
    }
    return product;
  }

  /** {@code ‖UᵀU − ρ²I‖∞}. */
  private static double notOrthogonal(double[][] u, double radius) {
    double largest = 0;
    for (int i = 0; i < u.length; i++) {
      double sum = 0;
      for (int j = 0; j < u.length; j++) {
        double product = i == j ? -radius * radius : 0;
        for (double[] row : u) {
          product += row[i] * row[j];
        }
        sum += Math.abs(product);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  private static double norm(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(c -> c * c).sum());
  }
}
