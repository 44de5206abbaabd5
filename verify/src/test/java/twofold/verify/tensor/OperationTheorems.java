package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.GradientChecker;
import twofold.tensor.Tensor;
import twofold.verify.check.GradientCheck;

/**
 * What holds for every operation. A class of theorems about one operation extends this one, says
 * how to draw a case, and adds what is special about it.
 *
 * <p>Each case comes from a seed that jqwik draws and reports, so every failure can be repeated.
 */
public abstract class OperationTheorems {

  /**
   * One application of the operation.
   *
   * @param inputs on the reference device, numbers with at most 24 bits, so that a float holds them
   * @param function the operation, with whatever views stand before it
   */
  public record Case(List<Tensor> inputs, Function<List<Tensor>, Tensor> function) {
    public Case(Function<List<Tensor>, Tensor> function, Tensor... inputs) {
      this(List.of(inputs), function);
    }

    @Override
    public String toString() {
      return "inputs " + inputs;
    }
  }

  /** An ordinary case, smooth around its inputs: at least 1/16 away from every kink. */
  protected abstract Case smooth(Draw draw);

  /** A case with NaN, infinities, zeros of both signs and subnormal numbers among the inputs. */
  protected abstract Case special(Draw draw);

  /** Whether every gradient of the operation is zero: then only that is checked. */
  protected boolean isPiecewiseConstant() {
    return false;
  }

  /**
   * Whether a gradient check was sharp enough. What is composed of many operations bends more, and
   * central differences see that.
   */
  protected boolean decides(GradientCheck.Report report) {
    return report.isSharp();
  }

  /** The same of the checker that knows no rounding rules. */
  protected boolean decides(GradientChecker.Report report) {
    return report.isSharp(1e-6);
  }

  /**
   * ⟨∇, d⟩ = dφ/dt along d, for a random cotangent and a random direction of all inputs together.
   */
  @Property(tries = 100)
  void gradientIsTheDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Case x = smooth(new Draw(random));
    check(GradientCheck.firstOrder(x.function, x.inputs, random));
  }

  /** The same for the gradient of the gradient. */
  @Property(tries = 100)
  void gradientOfTheGradientIsTheSecondDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Case x = smooth(new Draw(random));
    check(GradientCheck.secondOrder(x.function, x.inputs, random));
  }

  private void check(GradientCheck.Report report) {
    assertThat(decides(report)).as("%s decides something", report).isTrue();
    assertThat(report.units()).as("%s", report).isLessThanOrEqualTo(1);
    if (isPiecewiseConstant()) {
      assertThat(report.byGradient()).isZero();
    }
  }

  /** ⟨v, J·u⟩ = ⟨Jᵀ·v, u⟩, within the running errors of both: forward mode is right too. */
  @Property(tries = 50)
  void forwardModeIsTheAdjointOfReverseMode(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Case x = smooth(draw);
    Tensor y = x.function.apply(x.inputs);
    Tensor v = draw.normals(y.shape());
    List<Tensor> u = x.inputs.stream().map(input -> draw.normals(input.shape())).toList();
    Duality.holds(y, v, x.inputs, u);
  }

  /** The checker that knows no rounding rules comes to the same verdict. */
  @Property(tries = 25)
  void theGradientCheckerAccepts(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Case x = smooth(new Draw(random));
    GradientChecker.Report first = GradientChecker.firstOrder(x.function, x.inputs, random);
    assertThat(first.isRight() && decides(first)).as("%s", first).isTrue();
    GradientChecker.Report second = GradientChecker.secondOrder(x.function, x.inputs, random);
    assertThat(second.isRight() && decides(second)).as("%s", second).isTrue();
  }

  /**
   * Each fast writing differs from the definition by no more than the rounding of its arithmetic
   * explains.
   */
  @Property(tries = 150)
  void twinsAgreeWithinTheRoundingBound(@ForAll long seed) {
    Twins.agree(smooth(new Draw(new SplittableRandom(seed))));
  }

  /** And treats NaN, infinities, zeros and subnormal numbers alike. */
  @Property(tries = 150)
  void twinsAgreeOnSpecialValues(@ForAll long seed) {
    Twins.agree(special(new Draw(new SplittableRandom(seed))));
  }
}
