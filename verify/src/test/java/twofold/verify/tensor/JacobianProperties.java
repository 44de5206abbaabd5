package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Jacobian;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tangents;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;

/** Theorems about {@code Jacobian} and {@code Tangents}: three ways to the same derivatives. */
class JacobianProperties {
  private static final Device<double[]> DEVICE = Device.reference();

  /** A random function at a random point. */
  private record Point(UnaryOperator<Tensor> f, Tensor x, Tensor y) {
    static Point of(Draw draw) {
      Tensor x = draw.normals(new Shape(draw.from(1, 5)));
      UnaryOperator<Tensor> f = Programs.smooth(draw, x.size());
      return new Point(f, x, f.apply(x));
    }
  }

  /** ⟨v, J·u⟩ = ⟨Jᵀ·v, u⟩ through whole programs; for single operations see OperationTheorems. */
  @Property(tries = 200)
  void forwardIsTheAdjointOfReverse(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Point p = Point.of(draw);
    Tensor v = draw.normals(p.y.shape());
    Tensor u = draw.normals(p.x.shape());
    Duality.holds(p.y, v, List.of(p.x), List.of(u));
  }

  /**
   * J·u = (f(x + h·u) − f(x − h·u)) / 2h for each element, within the truncation that two steps
   * show and the rounding that the running error bounds.
   */
  @Checks("chain-rule")
  @Property(tries = 200)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void forwardIsTheCentralDifference(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Point p = Point.of(draw);
    Tensor u = draw.tensor(p.x.shape(), z -> Math.rint(4 * z) / 8); // x + h·u is exact
    Tensor tangent = Tangents.of(p.y, p.x, u);
    Differences wide = Differences.of(p, u, 0x1p-14);
    Differences narrow = Differences.of(p, u, 0x1p-15);
    double[] own = new RunningError(Arithmetic.DOUBLE).of(tangent).toArray();
    double[] actual = tangent.toArray();
    boolean sharp = true;
    for (int i = 0; i < actual.length; i++) {
      double bound =
          Math.abs(wide.value[i] - narrow.value[i])
              + wide.rounding[i]
              + narrow.rounding[i]
              + own[i];
      assertThat(Math.abs(actual[i] - narrow.value[i])).isLessThanOrEqualTo(bound);
      sharp &= bound < 1e-4;
    }
    mostlyDecides(sharp);
  }

  /**
   * A random program may be so curved, or its derivative so small, that no bound could decide
   * anything; but nine of ten are not, or the theorem would be an empty one.
   */
  private static void mostlyDecides(boolean sharp) {
    Statistics.label("decides something")
        .collect(sharp)
        .coverage(sharply -> sharply.check(true).percentage(p -> p > 90));
  }

  private record Differences(double[] value, double[] rounding) {
    static Differences of(Point p, Tensor u, double h) {
      Tensor right = p.f.apply(p.x.add(u.multiply(h)).stopGradient());
      Tensor left = p.f.apply(p.x.subtract(u.multiply(h)).stopGradient());
      RunningError running = new RunningError(Arithmetic.DOUBLE);
      Tensor rounding = running.of(right).add(running.of(left)).divide(2 * h);
      return new Differences(right.subtract(left).divide(2 * h).toArray(), rounding.toArray());
    }
  }

  /** A tangent is a result like any other: its gradient is right. */
  @Property(tries = 100)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void aTangentCanBeDifferentiated(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Point p = Point.of(draw);
    Tensor u = draw.normals(p.x.shape());
    Function<List<Tensor>, Tensor> tangent =
        x -> Tangents.of(p.f.apply(x.get(0)), x.get(0), x.get(1));
    var report = GradientCheck.firstOrder(tangent, List.of(p.x, u), draw.random());
    assertThat(report.units()).as("%s", report).isLessThanOrEqualTo(1);
    mostlyDecides(report.isSharp(1e-3));
  }

  /** Rows by reverse mode are columns by forward mode. */
  @Property(tries = 100)
  void rowsAndColumnsAreTheSameMatrix(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Point p = Point.of(draw);
    double[] rows = Jacobian.of(p.y, p.x).toArray();
    double[] columns = Jacobian.byColumns(p.y, p.x).toArray();
    int n = p.x.size();
    for (int i = 0; i < p.y.size(); i++) {
      for (int j = 0; j < n; j++) {
        Tensor row = Gradients.of(p.y, unit(p.y, i), List.of(p.x)).get(0);
        Tensor column = Tangents.of(p.y, p.x, unit(p.x, j));
        RunningError running = new RunningError(Arithmetic.DOUBLE);
        double bound = running.of(row).toArray()[j] + running.of(column).toArray()[i];
        assertThat(rows[i * n + j]).isEqualTo(row.toArray()[j]);
        assertThat(Math.abs(rows[i * n + j] - columns[i * n + j])).isLessThanOrEqualTo(bound);
      }
    }
  }

  private static Tensor unit(Tensor like, int at) {
    double[] unit = new double[like.size()];
    unit[at] = 1;
    return DEVICE.tensor(like.shape(), unit);
  }

  /** The Jacobian of a product with a matrix is that matrix, on every device. */
  @Example
  void ofALinearMapItIsTheMap() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.matrix(new double[][] {{1}, {2}, {3}});
      Tensor a = device.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
      Tensor y = a.matMul(x);
      for (Tensor j : List.of(Jacobian.of(y, x), Jacobian.byColumns(y, x))) {
        assertThat(j.shape()).isEqualTo(new Shape(2, 1, 3, 1));
        assertThat(j.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
      }
    }
  }

  /** Where nothing depends on x, nothing moves; and x itself moves as it is told. */
  @Example
  void constantsStandStill() {
    Tensor x = DEVICE.vector(1, 2);
    Tensor u = DEVICE.vector(5, 7);
    assertThat(Tangents.of(x.stopGradient().multiply(3), x, u).toArray()).containsExactly(0, 0);
    assertThat(Tangents.of(x, x, u).toArray()).containsExactly(5, 7);
    assertThat(Jacobian.of(DEVICE.zeros(0), x).shape()).isEqualTo(new Shape(0, 2));
  }

  @Example
  void aDirectionThatDoesNotFitIsNamed() {
    Tensor x = DEVICE.vector(1, 2);
    assertThatThrownBy(() -> Tangents.of(x.sum(), x, DEVICE.vector(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("direction 0 must have its input's shape (2), got (3)");
    assertThatThrownBy(() -> Tangents.of(x.sum(), List.of(x), List.of()))
        .hasMessageContaining("1 inputs and 0 directions");
  }
}
