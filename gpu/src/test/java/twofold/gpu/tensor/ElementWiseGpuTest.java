package twofold.gpu.tensor;

import static twofold.gpu.Both.random;
import static twofold.gpu.Both.same;
import static twofold.gpu.Both.withinUlps;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twofold.tensor.Abs;
import twofold.tensor.Copy;
import twofold.tensor.Cos;
import twofold.tensor.Device;
import twofold.tensor.Equal;
import twofold.tensor.Erf;
import twofold.tensor.Exp;
import twofold.tensor.Gate;
import twofold.tensor.Gelu;
import twofold.tensor.GeluGradient;
import twofold.tensor.Less;
import twofold.tensor.LessOrEqual;
import twofold.tensor.Log;
import twofold.tensor.Maximum;
import twofold.tensor.Minimum;
import twofold.tensor.Power;
import twofold.tensor.Relu;
import twofold.tensor.Shape;
import twofold.tensor.Sigmoid;
import twofold.tensor.Sign;
import twofold.tensor.Sin;
import twofold.tensor.Softplus;
import twofold.tensor.Sqrt;
import twofold.tensor.Square;
import twofold.tensor.Tanh;
import twofold.tensor.Tensor;

/** The element-wise twins against the reference: all ways to lie in memory, all special values. */
class ElementWiseGpuTest {
  private static final float INF = Float.POSITIVE_INFINITY;
  private static final float[] SPECIAL = {
    Float.NaN,
    INF,
    -INF,
    -0f,
    0f,
    1,
    -1,
    200,
    -200,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.MIN_NORMAL,
    0.1f
  };

  private static Tensor special(Device<?> device) {
    return device.tensor(new Shape(SPECIAL.length), SPECIAL);
  }

  /** Bases and exponents that have rules of their own. */
  private static Tensor odd(Device<?> device) {
    return device.vector(Float.NaN, INF, -INF, 0, -0.0, 1, -1);
  }

  /** Name, operation, units in the last place that OpenCL allows. */
  static Stream<Arguments> unary() {
    return Stream.of(
        unary("copy", x -> new Copy(x).apply(), 0),
        unary("negate", Tensor::negate, 0),
        unary("relu", Relu::relu, 0),
        unary("exp", Exp::exp, 3),
        unary("log", Log::log, 3),
        unary("tanh", Tanh::tanh, 5),
        unary("sqrt", Sqrt::sqrt, 3),
        unary("square", Square::square, 0.5),
        unary("abs", Abs::abs, 0),
        unary("sign", Sign::sign, 0),
        unary("sin", Sin::sin, 4),
        unary("cos", Cos::cos, 4),
        unary("sigmoid", Sigmoid::sigmoid, 12),
        unary("softplus", Softplus::softplus, 11),
        unary("erf", Erf::erf, 16),
        unary("gelu", Gelu::gelu, 40));
  }

  static Stream<Arguments> binary() {
    return Stream.of(
        binary("add", Tensor::add, 0.5),
        binary("subtract", Tensor::subtract, 0.5),
        binary("multiply", Tensor::multiply, 0.5),
        binary("divide", Tensor::divide, 2.5),
        binary("equal", Equal::equal, 0),
        binary("gate", Gate::gate, 0),
        binary("less", Less::less, 0),
        binary("lessOrEqual", LessOrEqual::lessOrEqual, 0),
        binary("maximum", Maximum::maximum, 0),
        binary("minimum", Minimum::minimum, 0),
        binary("power", Power::power, 16));
  }

  private static Arguments unary(String name, UnaryOperator<Tensor> f, double ulps) {
    return Arguments.of(name, f, ulps);
  }

  private static Arguments binary(String name, BinaryOperator<Tensor> f, double ulps) {
    return Arguments.of(name, f, ulps);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unary")
  void unaryWithinItsBound(String name, UnaryOperator<Tensor> f, double ulps) {
    withinUlps(ulps, d -> f.apply(random(d, 1, 3, 337).multiply(8)));
    withinUlps(ulps, d -> f.apply(special(d)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unary")
  void unaryReadsViews(String name, UnaryOperator<Tensor> f, double ulps) {
    withinUlps(ulps, d -> f.apply(random(d, 2)));
    withinUlps(ulps, d -> f.apply(random(d, 2, 1)));
    withinUlps(ulps, d -> f.apply(random(d, 2, 0, 3)));
    withinUlps(ulps, d -> f.apply(random(d, 2, 5, 7).transpose()));
    withinUlps(ulps, d -> f.apply(random(d, 2, 2, 3, 1, 5).transpose(2, 3, 0, 1)));
    withinUlps(ulps, d -> f.apply(random(d, 2, 3, 1).broadcastTo(new Shape(2, 3, 4))));
    withinUlps(ulps, d -> f.apply(d.full(new Shape(3, 4), 0.5)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void binaryWithinItsBound(String name, BinaryOperator<Tensor> f, double ulps) {
    withinUlps(ulps, d -> f.apply(random(d, 1, 3, 337), random(d, 2, 3, 337)));
    withinUlps(ulps, d -> f.apply(special(d), special(d).reshape(-1, 1)));
    withinUlps(
        ulps,
        d -> {
          Tensor x = random(d, 3, 50);
          return f.apply(x, x); // one storage, read as both operands
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void binaryReadsViewsAndBroadcasts(String name, BinaryOperator<Tensor> f, double ulps) {
    withinUlps(ulps, d -> f.apply(random(d, 1), random(d, 2)));
    withinUlps(ulps, d -> f.apply(random(d, 1, 1), random(d, 2, 1, 1)));
    withinUlps(ulps, d -> f.apply(random(d, 1, 0, 3), random(d, 2, 3)));
    withinUlps(ulps, d -> f.apply(random(d, 1, 5, 7), random(d, 2, 7)));
    withinUlps(ulps, d -> f.apply(random(d, 1, 5, 1), random(d, 2, 7)));
    withinUlps(ulps, d -> f.apply(random(d, 1, 5, 7).transpose(), random(d, 2, 7, 5)));
    withinUlps(ulps, d -> f.apply(random(d, 1, 5, 7).transpose(), random(d, 2, 5)));
    withinUlps(ulps, d -> f.apply(random(d, 1, 2, 1, 3, 1), random(d, 2, 4, 1, 5)));
    withinUlps(ulps, d -> f.apply(random(d, 1, 2, 3, 4).transpose(2, 0, 1), random(d, 2, 2, 1)));
  }

  @Test
  void specialValuesAreTheReferences() {
    same(d -> Relu.relu(special(d))); // NaN stays NaN, −0 becomes 0
    same(d -> special(d).negate());
    same(d -> Equal.equal(special(d), special(d))); // NaN equals nothing, −0 equals 0
    same(d -> Equal.equal(special(d), special(d).reshape(-1, 1)));
    same(d -> Gate.gate(special(d), special(d).reshape(-1, 1))); // a NaN is not positive
    same(d -> Less.less(special(d), special(d).reshape(-1, 1)));
    same(d -> LessOrEqual.lessOrEqual(special(d), special(d).reshape(-1, 1)));
    same(d -> Maximum.maximum(special(d), special(d).reshape(-1, 1)));
    same(d -> Minimum.minimum(special(d), special(d).reshape(-1, 1)));
    same(d -> Abs.abs(special(d)));
    same(d -> Sign.sign(special(d)));
    same(d -> Sqrt.sqrt(d.vector(INF, -INF, Float.NaN, 0, -0.0, -1, 4)));
    same(d -> Sin.sin(d.vector(INF, -INF, Float.NaN, 0, -0.0)));
    same(d -> Cos.cos(d.vector(INF, -INF, Float.NaN, 0, -0.0)));
    same(d -> Sigmoid.sigmoid(d.vector(INF, -INF, Float.NaN, 0, -0.0, 200)));
    same(d -> Softplus.softplus(d.vector(INF, -INF, Float.NaN, 200)));
    same(d -> Erf.erf(d.vector(INF, -INF, Float.NaN, 0, -0.0, 200, -200)));
    same(d -> Gelu.gelu(d.vector(INF, -INF, Float.NaN, 0, -0.0, 200, -200)));
    same(
        d -> {
          Tensor x = d.vector(INF, -INF, Float.NaN, 200, -200);
          return GeluGradient.geluGradient(x, d.vector(1, -1, 0, INF).reshape(-1, 1));
        });
    same(d -> Power.power(odd(d), odd(d).reshape(-1, 1)));
    withinUlps(
        16, d -> Power.power(odd(d), d.matrix(new double[][] {{2}, {-2}, {3}, {-3}, {0.5}})));
    same(d -> Exp.exp(d.vector(INF, -INF, Float.NaN, 0)));
    same(d -> Log.log(d.vector(INF, 0, -0.0, -1, -INF, Float.NaN, 1)));
    same(d -> Tanh.tanh(d.vector(Float.NaN, 0, -0.0)));
    same(d -> d.vector(INF, 0, -0.0, 1, -1, Float.NaN).divide(d.vector(INF, 0, 1, 0, 0, 1)));
    same(d -> d.vector(-0.0, -0.0, INF).add(d.vector(-0.0, 0, -INF)));
    same(d -> d.vector(0, -1, INF).multiply(d.vector(-1, 0, 0)));
  }

  @Test
  void subnormalNumbersAreKeptOrFlushed() {
    float[] small = {1e-45f, -1e-45f, 1e-40f, -1e-40f, Float.MIN_NORMAL};
    withinUlps(0.5, d -> d.tensor(new Shape(5), small).add(d.tensor(new Shape(5), small)));
    withinUlps(0.5, d -> d.tensor(new Shape(5), small).multiply(0.5));
    withinUlps(0, d -> Relu.relu(d.tensor(new Shape(5), small)));
  }
}
