package twofold.verify.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Checks gradients against central differences, on the reference device, with an error bound that
 * is derived.
 *
 * <pre>
 *   φ(t) = Σ v∘f(x + t·d)        v: a random cotangent, so that no part of f can hide; d: a random direction
 *
 *   φ′(0) = Σ ∇·d                by Gradients
 *   D(h)  = (φ(h) − φ(−h)) / 2h   = φ′(0) + c·h² + O(h⁴) + rounding
 *
 *   Truncation. D(h) − D(h/2) = ¾·c·h² is three times the error ¼·c·h² of D(h/2), so it bounds that error with room for
 *   the O(h⁴).
 *   Rounding. The running error of φ in double, on both sides, divided by h.
 * </pre>
 *
 * Directions are multiples of 1/8 and h is a power of two, so x + t·d is computed exactly as long
 * as x has the 24 bits of a float. The function must be smooth within h of x: stay away from kinks.
 */
public final class GradientCheck {
  /**
   * Truncation of relative size h²/6 ≈ 10⁻⁸, rounding of u/h ≈ 5·10⁻¹³ times the number of terms:
   * both far below 10⁻⁶.
   */
  private static final double H = 0x1p-12;

  private GradientCheck() {}

  /**
   * What came out.
   *
   * @param byGradient φ′(0) by reverse mode
   * @param byDifferences φ′(0) by central differences
   * @param bound how far apart the two may be
   * @param scale Σ|∇·d|, and 1 for each number that was moved: what a wrong gradient would be wrong
   *     by
   */
  public record Report(double byGradient, double byDifferences, double bound, double scale) {

    /** The difference in units of the bound: right is at most 1. */
    public double units() {
      double difference = Math.abs(byGradient - byDifferences);
      return difference == 0 ? 0 : difference / bound;
    }

    /** Whether the bound is so small that a wrong gradient could not pass. */
    public boolean isSharp() {
      return bound <= 1e-6 * scale;
    }
  }

  /** The gradient of f at these inputs, all of which are moved together. */
  public static Report firstOrder(
      Function<List<Tensor>, Tensor> f, List<Tensor> inputs, RandomGenerator random) {
    Shape shape = f.apply(inputs).shape();
    Tensor v = draw(shape, random);
    Function<List<Tensor>, Tensor> phi = x -> f.apply(x).multiply(v).sum();
    List<Tensor> d = inputs.stream().map(x -> draw(x.shape(), random)).toList();

    Tensor value = phi.apply(inputs);
    List<Tensor> gradients = Gradients.of(value, inputs);
    double slope = 0;
    double scale = 0;
    double own = 0; // the rounding of the gradient itself
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    for (int k = 0; k < inputs.size(); k++) {
      double[] g = gradients.get(k).toArray();
      double[] e = running.of(gradients.get(k)).toArray();
      double[] direction = d.get(k).toArray();
      for (int i = 0; i < g.length; i++) {
        slope += g[i] * direction[i];
        scale += Math.abs(g[i] * direction[i]);
        own += e[i] * Math.abs(direction[i]);
      }
    }
    int moved = inputs.stream().mapToInt(Tensor::size).sum();
    own += Arithmetic.DOUBLE.gamma(moved + 1.0) * scale;

    Sides wide = sides(phi, inputs, d, H);
    Sides narrow = sides(phi, inputs, d, H / 2);
    double truncation = Math.abs(wide.difference - narrow.difference);
    return new Report(
        slope,
        narrow.difference,
        truncation + narrow.rounding + wide.rounding + own,
        scale + moved);
  }

  /**
   * The gradient of the gradient: a first-order check of {@code x ↦ Σ w∘∇(Σ v∘f)(x)} for random w.
   */
  public static Report secondOrder(
      Function<List<Tensor>, Tensor> f, List<Tensor> inputs, RandomGenerator random) {
    Tensor v = draw(f.apply(inputs).shape(), random);
    List<Tensor> w = inputs.stream().map(x -> draw(x.shape(), random)).toList();
    Function<List<Tensor>, Tensor> contracted =
        x -> {
          List<Tensor> gradients = Gradients.of(f.apply(x), v, x);
          Tensor sum = v.device().scalar(0);
          for (int k = 0; k < x.size(); k++) {
            sum = sum.add(gradients.get(k).multiply(w.get(k)).sum());
          }
          return sum;
        };
    return firstOrder(contracted, inputs, random);
  }

  private record Sides(double difference, double rounding) {}

  private static Sides sides(
      Function<List<Tensor>, Tensor> phi, List<Tensor> inputs, List<Tensor> d, double h) {
    Tensor right = phi.apply(move(inputs, d, h));
    Tensor left = phi.apply(move(inputs, d, -h));
    double rounding =
        new RunningError(Arithmetic.DOUBLE).of(right).item()
            + new RunningError(Arithmetic.DOUBLE).of(left).item();
    return new Sides((right.item() - left.item()) / (2 * h), rounding / (2 * h));
  }

  private static List<Tensor> move(List<Tensor> inputs, List<Tensor> d, double t) {
    List<Tensor> moved = new ArrayList<>();
    for (int k = 0; k < inputs.size(); k++) {
      moved.add(inputs.get(k).add(d.get(k).multiply(t)).stopGradient());
    }
    return moved;
  }

  /** Multiples of 1/8 from −1 to 1. */
  private static Tensor draw(Shape shape, RandomGenerator random) {
    double[] numbers = new double[shape.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (random.nextInt(17) - 8) / 8.0;
    }
    return Device.reference().tensor(shape, numbers);
  }
}
