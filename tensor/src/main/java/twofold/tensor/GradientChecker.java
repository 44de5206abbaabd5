package twofold.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twofold.math.ComputationalNoise;

/**
 * Checks the gradient of any function of tensors against central differences; it needs to know
 * nothing about the operations in it. Point it at an operation of your own:
 *
 * <pre>{@code
 * var report = GradientChecker.firstOrder(x -> cube(x.get(0)), List.of(x), random);
 * assertThat(report.isRight()).as("%s", report).isTrue();
 * }</pre>
 *
 * <pre>
 *   φ(t) = Σ v∘f(x + t·d)        v: a random cotangent, so that no part of f can hide; d: a random direction
 *
 *   φ′(0) = Σ ∇·d                by Gradients
 *   D(h)  = (φ(h) − φ(−h)) / 2h   = φ′(0) + c·h² + O(h⁴) + noise/h
 *
 *   Truncation. D(h) − D(h/2) = ¾·c·h² is three times the error ¼·c·h² of D(h/2), so it bounds that error with room for
 *   the O(h⁴).
 *   Noise. Its standard deviation σ is estimated from a difference table of φ, see {@link ComputationalNoise}, but taken
 *   to be at least one rounding of each term, u·Σ|v∘f|. An estimate is good to a factor of 4, a fluctuation seldom beyond
 *   4σ: each value of φ counts as off by up to 4·4·σ, the two of D(h/2) by that over h/2.
 *   The gradient. Rounded too, and summed over n products: {@value #SAFETY}·u + n·u times Σ|∇∘d|.
 * </pre>
 *
 * The step is the one with the smallest bound. The function must be smooth within 2⁻¹³ of x (2⁻⁶ in
 * single precision) along d, whose elements are at most 1: stay away from kinks. A wrong pullback
 * is wrong by far more than rounding; still, choose inputs of order 1, in double precision if you
 * can, and look at {@link Report#isSharp}.
 *
 * <p>A rounding bound that is proved and not estimated needs a rule for every operation. Where
 * there are rules, those of the theorems, it is the better one.
 */
public final class GradientChecker {
  private static final int SAFETY = 4 * ComputationalNoise.LEVEL;
  private static final int STEPS = 10;
  private static final int POINTS = 9;

  private GradientChecker() {}

  /**
   * What came out.
   *
   * @param byGradient φ′(0) by reverse mode
   * @param byDifferences φ′(0) by central differences
   * @param bound how far apart the two may be
   * @param scale Σ|∇∘d| and the sum of the absolute terms of φ, and a thousandth for every number
   *     that goes in or comes out: what a wrong gradient would be wrong by
   * @param noise the standard deviation of the rounding errors in φ
   */
  public record Report(
      double byGradient, double byDifferences, double bound, double scale, double noise) {

    /** The difference in units of the bound: right is at most 1. */
    public double units() {
      double difference = Math.abs(byGradient - byDifferences);
      return difference == 0 ? 0 : difference / bound;
    }

    /** Whether the bound is a thousandth of what it is about: a wrong gradient cannot pass. */
    public boolean isSharp() {
      return isSharp(1e-3);
    }

    /** Whether the bound is that part of what it is about. */
    public boolean isSharp(double part) {
      return bound <= part * scale;
    }

    /** Whether gradient and differences agree, and the bound was small enough to decide that. */
    public boolean isRight() {
      return units() <= 1 && isSharp();
    }
  }

  /** Checks the gradient of f at these inputs, all of which are moved together. */
  public static Report firstOrder(
      Function<List<Tensor>, Tensor> f, List<Tensor> inputs, RandomGenerator random) {
    Tensor value = f.apply(inputs);
    Tensor v = draw(value, random);
    return check(x -> List.of(f.apply(x).multiply(v)), inputs, v.size(), random);
  }

  /**
   * Checks the gradient of the gradient, that is whether a pullback can itself be pulled back: the
   * gradient of {@code x ↦ Σ w∘∇(½ Σ v∘f∘f)(x)} for random w. Squared, so that the gradient that
   * reaches f depends on x, as it does in every network.
   */
  public static Report secondOrder(
      Function<List<Tensor>, Tensor> f, List<Tensor> inputs, RandomGenerator random) {
    Tensor v = draw(f.apply(inputs), random);
    List<Tensor> w = inputs.stream().map(x -> draw(x, random)).toList();
    Function<List<Tensor>, List<Tensor>> terms =
        x -> {
          Tensor y = f.apply(x);
          List<Tensor> gradients = Gradients.of(y, v.multiply(y), x);
          return IntStream.range(0, x.size())
              .mapToObj(k -> gradients.get(k).multiply(w.get(k)))
              .toList();
        };
    return check(terms, inputs, v.size(), random);
  }

  /** φ is the sum of all the terms. */
  private static Report check(
      Function<List<Tensor>, List<Tensor>> terms,
      List<Tensor> inputs,
      int results,
      RandomGenerator random) {
    List<Tensor> at = terms.apply(inputs);
    List<Tensor> gradients = Gradients.of(total(at), inputs);
    List<Tensor> d = gradients.stream().map(g -> direction(g, random)).toList();
    double u = inputs.get(0).device().unitRoundoff();
    double slope = 0;
    double slopes = 0; // Σ|∇∘d|
    int count = results;
    for (int k = 0; k < d.size(); k++) {
      double[] products = gradients.get(k).multiply(d.get(k)).toArray();
      slope += Arrays.stream(products).sum();
      slopes += Arrays.stream(products).map(Math::abs).sum();
      count += products.length;
    }
    double size = at.stream().mapToDouble(GradientChecker::absoluteSum).sum();
    DoubleUnaryOperator phi = t -> total(terms.apply(move(inputs, d, t))).item();
    double noise = Math.max(noise(phi, u), u * size);

    Report best = null;
    double h = Math.scalb(1, Math.getExponent(u) / 4);
    double wide = difference(phi, h);
    for (int step = 0; step < STEPS; step++) {
      h /= 2;
      double narrow = difference(phi, h);
      double bound = Math.abs(wide - narrow) + SAFETY * noise / h + (SAFETY + count) * u * slopes;
      if (best == null || bound < best.bound) {
        best = new Report(slope, narrow, bound, slopes + size + 1e-3 * count, noise);
      }
      wide = narrow;
    }
    return best;
  }

  private static double difference(DoubleUnaryOperator phi, double h) {
    return (phi.applyAsDouble(h) - phi.applyAsDouble(-h)) / (2 * h);
  }

  /**
   * The noise of φ around 0. The points stand so close that differences of order 3 lose the smooth
   * part in the rounding; closer still where φ is strongly curved. A function with few roundings
   * may repeat them in a pattern at steps that are powers of two; other steps break it.
   */
  private static double noise(DoubleUnaryOperator phi, double u) {
    double widest = Math.scalb(1, Math.getExponent(u) * 2 / 5);
    for (double odd : new double[] {1, 0.7, 0.9}) {
      for (int closer = 0; closer < 4; closer++) {
        double spacing = Math.scalb(odd * widest, -4 * closer);
        double[] values = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
          values[i] = phi.applyAsDouble((i - POINTS / 2) * spacing);
        }
        OptionalDouble noise = ComputationalNoise.of(values);
        if (noise.isPresent()) {
          return noise.getAsDouble();
        }
      }
    }
    return Double.POSITIVE_INFINITY; // φ is not smooth here: nothing can be decided
  }

  private static Tensor total(List<Tensor> terms) {
    return terms.stream().map(Tensor::sum).reduce(Tensor::add).orElseThrow();
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
   * half of Σ|∇∘d| and cannot vanish by chance.
   */
  private static Tensor direction(Tensor gradient, RandomGenerator random) {
    double[] d = draw(gradient, random).toArray();
    double[] g = gradient.toArray();
    for (int i = 0; i < d.length; i++) {
      if (random.nextBoolean()) {
        d[i] = Math.copySign(d[i], g[i]);
      }
    }
    return gradient.device().tensor(gradient.shape(), d);
  }

  /** Multiples of 1/8 from −1 to 1, without 0: nothing is left out. */
  private static Tensor draw(Tensor like, RandomGenerator random) {
    double[] numbers = new double[like.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(8)) / 8.0;
    }
    return like.device().tensor(like.shape(), numbers);
  }
}
