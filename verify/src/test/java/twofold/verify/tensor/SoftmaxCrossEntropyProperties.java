package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Log.log;
import static twofold.tensor.Softmax.softmax;
import static twofold.tensor.SoftmaxCrossEntropy.softmaxCrossEntropy;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;

/** Theorems about {@code SoftmaxCrossEntropy}. */
@Checks("cross-entropy-slope")
class SoftmaxCrossEntropyProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Shape shape = new Shape(draw.extent(), draw.extent());
    Tensor x = draw.tensor(shape, z -> 3 * z);
    Tensor t =
        draw.tensor(shape, z -> z); // any weights, not only probabilities: T ≠ 1 must work too
    return of(draw, x, t);
  }

  @Override
  protected Case special(Draw draw) {
    Shape shape = new Shape(draw.extent(), draw.extent());
    Tensor x = draw.tensor(shape, z -> draw.chance(0.05) ? Double.NaN : 100 * z);
    return of(draw, x, oneHot(draw, shape));
  }

  private static Case of(Draw draw, Tensor x, Tensor t) {
    var lookX = draw.look(2);
    var lookT = draw.look(2);
    return new Case(
        in -> softmaxCrossEntropy(lookX.apply(in.get(0)), lookT.apply(in.get(1))), x, t);
  }

  private static Tensor oneHot(Draw draw, Shape shape) {
    double[] t = new double[shape.size()];
    for (int i = 0; i < shape.dim(0); i++) {
      t[i * shape.dim(1) + draw.from(0, shape.dim(1) - 1)] = 1;
    }
    return Device.reference().tensor(shape, t);
  }

  /** The fused writing is −Σ t·ln softmax(x) from primitives, within the running errors of both. */
  @Property(tries = 200)
  void isTheCompositionOfPrimitives(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(draw.extent(), draw.extent());
    Tensor x = draw.tensor(shape, z -> 2 * z);
    Tensor t = oneHot(draw, shape);
    Tensor fused = softmaxCrossEntropy(x, t);
    Tensor e = exp(x);
    Tensor composed = t.multiply(log(e.divide(e.sum(1).reshape(-1, 1)))).sum(1).negate();
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    Tensor bound = running.of(fused).add(running.of(composed));
    assertThat(Twins.difference(composed.toArray(), fused.toArray(), bound.toArray())).isEmpty();
  }

  /**
   * The hand-derived pullback is the one that the primitives give, within the running errors of
   * both.
   */
  @Property(tries = 200)
  void pullbackIsThatOfThePrimitives(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(draw.extent(), draw.extent());
    Tensor x = draw.tensor(shape, z -> 2 * z);
    Tensor t = oneHot(draw, shape);
    Tensor e = exp(x);
    Tensor composed = t.multiply(log(e.divide(e.sum(1).reshape(-1, 1)))).sum(1).negate();
    Tensor expected = Gradients.of(composed.sum(), x);
    Tensor actual = Gradients.of(softmaxCrossEntropy(x, t).sum(), x);
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    Tensor bound = running.of(expected).add(running.of(actual));
    assertThat(Twins.difference(expected.toArray(), actual.toArray(), bound.toArray())).isEmpty();
  }

  /**
   * Gibbs: no prediction is cheaper than the truth, H(t, softmax x) ≥ H(t), with equality at x = ln
   * t.
   */
  @Property(tries = 200)
  void theTruthIsTheBestPrediction(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = new Shape(1, draw.from(1, 10));
    Tensor t = softmax(draw.normals(shape));
    Tensor best = softmaxCrossEntropy(log(t), t);
    Tensor other = softmaxCrossEntropy(draw.normals(shape), t);
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    double bound = running.of(best).item() + running.of(other).item();
    assertThat(other.item()).isGreaterThanOrEqualTo(best.item() - bound);
    double entropy = t.multiply(log(t)).sum().negate().item();
    assertThat(Math.abs(best.item() - entropy)).isLessThanOrEqualTo(2 * running.of(best).item());
  }

  /** An improbable class costs much, but never infinitely much. */
  @Example
  void largeLogitsDoNotOverflow() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.matrix(new double[] {1000, 0, -1000});
      Tensor t = device.matrix(new double[] {0, 0, 1});
      assertThat(softmaxCrossEntropy(x, t).item()).isEqualTo(2000);
    }
  }

  @Example
  void logitsAndTargetsMustMatch() {
    Device<?> device = Device.reference();
    assertThatThrownBy(() -> softmaxCrossEntropy(device.zeros(2, 3), device.zeros(3, 2)))
        .hasMessageContaining("(2, 3)")
        .hasMessageContaining("(3, 2)");
  }
}
