package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Tanh.tanh;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.GradientChecker;
import twofold.tensor.MatMul;
import twofold.tensor.Multiply;
import twofold.tensor.Op;
import twofold.tensor.Shape;
import twofold.tensor.Tanh;
import twofold.tensor.Tensor;
import twofold.verify.Checks;

/**
 * Theorems about {@code GradientChecker}: it finds every mistake planted here. That it accepts what
 * is right is checked for each operation, in OperationTheorems.
 */
@Checks("central-difference")
class GradientCheckerProperties {

  /** How to get a gradient wrong. */
  private enum Mistake {
    TOO_LARGE {
      @Override
      Tensor spoil(Tensor gradient) {
        return gradient.multiply(1 + 0x1p-10);
      }
    },
    WRONG_SIGN {
      @Override
      Tensor spoil(Tensor gradient) {
        return gradient.negate();
      }
    },
    FORGOTTEN {
      @Override
      Tensor spoil(Tensor gradient) {
        return null;
      }
    },
    AVERAGED { // a cotangent of ones would not notice
      @Override
      Tensor spoil(Tensor gradient) {
        return gradient.mean().broadcastTo(gradient.shape());
      }
    };

    abstract Tensor spoil(Tensor gradient);
  }

  /** An operation with a mistake in the gradient of its last input. */
  private record Wrong(Op right, Function<Tensor, Tensor> mistake) implements Op {
    @Override
    public List<Tensor> inputs() {
      return right.inputs();
    }

    @Override
    public Tensor forward() {
      return right.forward();
    }

    @Override
    public List<Supplier<Tensor>> pullback(Tensor result, Tensor gradient) {
      List<Supplier<Tensor>> recipes = new ArrayList<>(right.pullback(result, gradient));
      int last = recipes.size() - 1;
      Supplier<Tensor> recipe = recipes.get(last);
      recipes.set(last, () -> mistake.apply(recipe.get()));
      return recipes;
    }
  }

  private static Op operation(Draw draw, Tensor a, Tensor b) {
    return switch (draw.from(0, 2)) {
      case 0 -> new Tanh(a);
      case 1 -> new Multiply(a, b);
      default -> new MatMul(a, b);
    };
  }

  private static List<Tensor> operands(Draw draw) {
    int n = draw.from(2, 5);
    return List.of(draw.normals(new Shape(n, n)), draw.normals(new Shape(n, n)));
  }

  @Property(tries = 300)
  void wrongPullbacksAreRejected(@ForAll long seed, @ForAll Mistake mistake) {
    long which = new SplittableRandom(seed).nextLong();
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Tensor> x = operands(draw);
    Function<List<Tensor>, Tensor> f =
        in -> {
          Op right = operation(new Draw(new SplittableRandom(which)), in.get(0), in.get(1));
          return new Wrong(right, mistake::spoil).apply();
        };
    var first = GradientChecker.firstOrder(f, x, draw.random());
    assertThat(first.isRight()).as("%s", first).isFalse();
    assertThat(first.units()).as("%s", first).isGreaterThan(1);
  }

  /** A pullback that hides its own history is right once, but not twice. */
  @Property(tries = 100)
  void pullbacksThatCannotBePulledBackAreRejected(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Tensor> x = operands(draw);
    Function<List<Tensor>, Tensor> f =
        in -> new Wrong(new Tanh(in.get(0)), Tensor::stopGradient).apply();
    var first = GradientChecker.firstOrder(f, x, draw.random());
    assertThat(first.isRight()).as("%s", first).isTrue();
    var second = GradientChecker.secondOrder(f, x, draw.random());
    assertThat(second.isRight()).as("%s", second).isFalse();
  }

  /** Central differences err by h², one-sided ones by h: these bounds are out of their reach. */
  @Property(tries = 100)
  void theBoundIsThatOfCentralDifferences(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    var report = GradientChecker.firstOrder(in -> tanh(in.get(0)), operands(draw), draw.random());
    assertThat(report.isSharp(1e-8)).as("%s", report).isTrue();
  }

  /** In single precision the noise is larger and the bound with it; what is right still passes. */
  @Property(tries = 100)
  void everyDeviceIsCheckedByItsOwnNoise(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Tensor> x = operands(draw);
    for (Device<?> device : Device.all()) {
      List<Tensor> there = x.stream().map(in -> in.to(device)).toList();
      var report =
          GradientChecker.firstOrder(
              in -> tanh(in.get(0)).multiply(in.get(1)), there, draw.random());
      assertThat(report.units()).as("%s on %s", report, device).isLessThanOrEqualTo(1);
      assertThat(report.isSharp(0.03)).as("%s on %s", report, device).isTrue();
    }
  }
}
