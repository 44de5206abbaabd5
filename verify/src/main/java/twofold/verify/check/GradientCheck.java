package twofold.verify.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twofold.tensor.Abs;
import twofold.tensor.Device;
import twofold.tensor.Gate;
import twofold.tensor.Gradients;
import twofold.tensor.MaxPool2d;
import twofold.tensor.MaxPool2dGradient;
import twofold.tensor.Maximum;
import twofold.tensor.Minimum;
import twofold.tensor.Op;
import twofold.tensor.Relu;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.tensor.Where;

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
 * Those of ReLU, of the gate that is its gradient, and of other operations with two branches are
 * looked for: as long as the two sides differ in which branch is taken, h is made smaller.
 */
public final class GradientCheck {
  /**
   * Truncation of relative size h²/6 ≈ 10⁻⁸, rounding of u/h ≈ 5·10⁻¹³ times the number of terms:
   * both far below 10⁻⁶.
   */
  private static final double H = 0x1p-12;

  /** Below this rounding takes over: u/h would be 10⁻⁷. */
  private static final double SMALLEST_H = 0x1p-30;

  private GradientCheck() {}

  /**
   * What came out.
   *
   * @param byGradient φ′(0) by reverse mode
   * @param byDifferences φ′(0) by central differences
   * @param bound how far apart the two may be
   * @param scale Σ|∇·d| and the sum of the absolute terms of φ: what a wrong gradient would be
   *     wrong by
   * @param count how many numbers go in and come out
   */
  public record Report(
      double byGradient, double byDifferences, double bound, double scale, int count) {

    /** The difference in units of the bound: right is at most 1. */
    public double units() {
      double difference = Math.abs(byGradient - byDifferences);
      return difference == 0 ? 0 : difference / bound;
    }

    /** Whether the bound is a millionth of what it is about: a wrong gradient cannot pass. */
    public boolean isSharp() {
      return bound <= 1e-6 * (scale + NOTHING * count);
    }

    /** Whether the bound is that part of what it is about, or is itself nothing. */
    public boolean isSharp(double part) {
      return bound <= part * scale || bound < Float.MIN_NORMAL;
    }
  }

  /**
   * Where a function vanishes - the softmax of a single class is always 1 - its terms and slopes
   * are nothing that a bound could be part of. As inputs and cotangents are of order 1, a
   * thousandth for each number that goes in or comes out still counts as nothing.
   */
  private static final double NOTHING = 1e-3;

  /** The gradient of f at these inputs, all of which are moved together. */
  public static Report firstOrder(
      Function<List<Tensor>, Tensor> f, List<Tensor> inputs, RandomGenerator random) {
    Tensor value = f.apply(inputs);
    Tensor v = draw(value.shape(), random);
    double size = absoluteSum(value.multiply(v));
    return check(x -> f.apply(x).multiply(v).sum(), size, v.size(), inputs, random);
  }

  /**
   * The gradient of the gradient: a first-order check of {@code x ↦ Σ w∘∇(½ Σ v∘f∘f)(x)} for random
   * w. Squared, so that the gradient that reaches f depends on x, as it does in every network; a
   * pullback that treated it as a constant would be found out.
   */
  public static Report secondOrder(
      Function<List<Tensor>, Tensor> f, List<Tensor> inputs, RandomGenerator random) {
    Tensor v = draw(f.apply(inputs).shape(), random);
    List<Tensor> w = inputs.stream().map(x -> draw(x.shape(), random)).toList();
    Function<List<Tensor>, List<Tensor>> terms =
        x -> {
          Tensor y = f.apply(x);
          List<Tensor> gradients = Gradients.of(y, v.multiply(y), x);
          return IntStream.range(0, x.size())
              .mapToObj(k -> gradients.get(k).multiply(w.get(k)))
              .toList();
        };
    Function<List<Tensor>, Tensor> phi =
        x -> terms.apply(x).stream().map(Tensor::sum).reduce(Tensor::add).orElseThrow();
    double size = terms.apply(inputs).stream().mapToDouble(GradientCheck::absoluteSum).sum();
    return check(phi, size, v.size(), inputs, random);
  }

  private static Report check(
      Function<List<Tensor>, Tensor> phi,
      double size,
      int results,
      List<Tensor> inputs,
      RandomGenerator random) {
    List<Tensor> gradients = Gradients.of(phi.apply(inputs), inputs);
    List<Tensor> d = gradients.stream().map(g -> direction(g, random)).toList();
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    double slope = 0;
    double scale = 0;
    double own = 0; // the rounding of the gradient itself
    int count = results;
    for (int k = 0; k < inputs.size(); k++) {
      double[] g = gradients.get(k).toArray();
      double[] e = running.of(gradients.get(k)).toArray();
      double[] direction = d.get(k).toArray();
      for (int i = 0; i < g.length; i++) {
        slope += g[i] * direction[i];
        scale += Math.abs(g[i] * direction[i]);
        own += e[i] * Math.abs(direction[i]);
      }
      count += g.length;
    }
    own += Arithmetic.DOUBLE.gamma(count + 1.0) * scale;

    double h = H;
    Sides wide = new Sides(phi, inputs, d, h);
    while (wide.crossesAKink() && h > SMALLEST_H) {
      h /= 2;
      wide = new Sides(phi, inputs, d, h);
    }
    Report best = null;
    double rounding;
    do { // a strongly curved function wants a smaller step: truncation falls as h², rounding rises
      // as 1/h, until it alone is more than the best bound so far
      Sides narrow = new Sides(phi, inputs, d, h / 2);
      double truncation = Math.abs(wide.difference() - narrow.difference());
      rounding = wide.rounding() + narrow.rounding() + own;
      double bound = truncation + rounding;
      if (best == null || bound < best.bound) {
        best = new Report(slope, narrow.difference(), bound, scale + size, count);
      }
      h /= 2;
      wide = narrow;
    } while (!best.isSharp() && rounding <= best.bound && h > SMALLEST_H);
    return best;
  }

  /** φ(h) and φ(−h). */
  private record Sides(Tensor right, Tensor left, double h) {
    Sides(Function<List<Tensor>, Tensor> phi, List<Tensor> inputs, List<Tensor> d, double h) {
      this(phi.apply(move(inputs, d, h)), phi.apply(move(inputs, d, -h)), h);
    }

    double difference() {
      return (right.item() - left.item()) / (2 * h);
    }

    double rounding() {
      double ofRight = new RunningError(Arithmetic.DOUBLE).of(right).item();
      double ofLeft = new RunningError(Arithmetic.DOUBLE).of(left).item();
      return (ofRight + ofLeft) / (2 * h);
    }

    /** Whether some operation takes another branch on one side than on the other. */
    boolean crossesAKink() {
      return !activity(right).equals(activity(left));
    }

    private static List<BitSet> activity(Tensor result) {
      List<BitSet> activity = new ArrayList<>();
      for (Tensor z : Gradients.history(result)) {
        Tensor switched = switched(z.origin());
        if (switched != null) {
          double[] x = switched.toArray();
          BitSet active = new BitSet(x.length);
          for (int i = 0; i < x.length; i++) {
            active.set(i, x[i] > 0);
          }
          activity.add(active);
        }
      }
      return activity;
    }
  }

  /** What an operation with two branches looks at the sign of; null for one without. */
  private static Tensor switched(Op operation) {
    if (operation instanceof Relu relu) {
      return relu.x();
    } else if (operation instanceof Gate gate) {
      return gate.a();
    } else if (operation instanceof Abs abs) {
      return abs.x();
    } else if (operation instanceof Where where) {
      return where.condition();
    } else if (operation instanceof Maximum maximum) {
      return maximum.a().subtract(maximum.b());
    } else if (operation instanceof MaxPool2d pool) { // 1 or more where an element was chosen
      Tensor ones = pool.x().device().full(pool.geometry().output(), 1);
      return new MaxPool2dGradient(pool.x(), ones, pool.geometry()).apply();
    } else if (operation instanceof Minimum minimum) {
      return minimum.a().subtract(minimum.b());
    }
    return null;
  }

  private static double absoluteSum(Tensor x) {
    return Arrays.stream(x.toArray()).map(Math::abs).sum();
  }

  private static List<Tensor> move(List<Tensor> inputs, List<Tensor> d, double t) {
    List<Tensor> moved = new ArrayList<>();
    for (int k = 0; k < inputs.size(); k++) {
      moved.add(inputs.get(k).add(d.get(k).multiply(t)).stopGradient());
    }
    return moved;
  }

  /**
   * A random direction, half of whose signs are those of the gradient: the slope along it is about
   * half of Σ|∇·d| and cannot vanish by chance.
   */
  private static Tensor direction(Tensor gradient, RandomGenerator random) {
    double[] d = draw(gradient.shape(), random).toArray();
    double[] g = gradient.toArray();
    for (int i = 0; i < d.length; i++) {
      if (random.nextBoolean()) {
        d[i] = Math.copySign(d[i], g[i]);
      }
    }
    return Device.reference().tensor(gradient.shape(), d);
  }

  /** Multiples of 1/8 from −1 to 1, without 0: nothing is left out. */
  private static Tensor draw(Shape shape, RandomGenerator random) {
    double[] numbers = new double[shape.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(8)) / 8.0;
    }
    return Device.reference().tensor(shape, numbers);
  }
}
