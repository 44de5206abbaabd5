package twofold.nn.optim;

import java.util.ArrayList;
import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Adam: steps of about the same size for every parameter, whatever the size of its gradients.
 *
 * <pre>
 *   m ← β₁·m + (1 − β₁)·g                  a running mean of the gradient
 *   v ← β₂·v + (1 − β₂)·g²                 and of its square
 *   m̂ = m/(1 − β₁ᵗ)    v̂ = v/(1 − β₂ᵗ)      both started at 0: after t steps they are too small by these factors
 *   θ ← θ − η·m̂/(√v̂ + ε)
 *                                                              [Kingma & Ba 2015, algorithm 1]
 *   Rounding. New m: γ₃ times the sum of its two absolute terms - the constant, the product, the sum. New v: γ₄ times,
 *   as g comes in twice. Then, with m and v as stored and s = η·m̂/(√v̂ + ε) the exact step,
 *
 *     |fl(θ′) − θ′| ≤ u·|θ′| + γ₈·|s|        on the processor
 *
 *   numerator: η/(1 − β₁ᵗ), the product; denominator: half of 1/(1 − β₂ᵗ) and its product - a root halves relative
 *   errors -, the root, the sum; the quotient; the difference. That is seven. The eighth is for a v̂ below the normal
 *   numbers, which changes the root by at most √2⁻¹²⁶ ≈ 10⁻¹⁹ ≤ u·ε if ε ≥ 2·10⁻¹². Where a quotient may be off by
 *   2.5 ulp = 5u and a root by 3 ulp = 6u, as in OpenCL, it is γ₁₇.
 * </pre>
 */
public final class Adam implements Optimiser {

  /**
   * The hyper-parameters, with the paper's defaults.
   *
   * @param rate η
   * @param beta1 β₁, how much of the running mean stays at each step
   * @param beta2 β₂, the same for the squares
   * @param epsilon ε, keeps the step finite where v is 0
   */
  public record Options(double rate, double beta1, double beta2, double epsilon) {
    public Options {
      Optimiser.requireRate(rate);
      if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "beta1 and beta2 must be in [0, 1), got " + beta1 + " and " + beta2);
      }
      if (!(epsilon >= Float.MIN_NORMAL && epsilon < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "epsilon must be finite and at least 2⁻¹²⁶, the smallest normal float, got " + epsilon);
      }
    }

    public Options() {
      this(0.001, 0.9, 0.999, 1e-8);
    }

    public Options withRate(double rate) {
      return new Options(rate, beta1, beta2, epsilon);
    }
  }

  /**
   * One step in place, all of n elements.
   *
   * <pre>{@code
   * m[i] ← beta1·m[i] + (1 − beta1)·g[i]
   * v[i] ← beta2·v[i] + (1 − beta2)·g[i]²
   * p[i] ← p[i] − rate·(m[i]/correction1) / (√(v[i]/correction2) + epsilon)
   * }</pre>
   */
  public interface Kernel<S> {
    void step(S p, S m, S v, S g, int n, Options options, double correction1, double correction2);
  }

  static void reference(
      double[] p,
      double[] m,
      double[] v,
      double[] g,
      int n,
      Options options,
      double correction1,
      double correction2) {
    for (int i = 0; i < n; i++) {
      m[i] = options.beta1 * m[i] + (1 - options.beta1) * g[i];
      v[i] = options.beta2 * v[i] + (1 - options.beta2) * g[i] * g[i];
      double mean = m[i] / correction1;
      double square = v[i] / correction2;
      p[i] -= options.rate * mean / (Math.sqrt(square) + options.epsilon);
    }
  }

  private final Options options;
  private final List<Parameter> means = new ArrayList<>();
  private final List<Parameter> squares = new ArrayList<>();
  private int steps;

  public Adam(Options options) {
    this.options = options;
  }

  public Adam(double rate) {
    this(new Options().withRate(rate));
  }

  @Override
  public void update(List<Parameter> parameters, List<Tensor> gradients) {
    Optimiser.requireMatching(parameters, gradients);
    if (means.isEmpty()) {
      for (Parameter parameter : parameters) {
        Tensor zero = parameter.value().device().full(parameter.shape(), 0);
        means.add(new Parameter(parameter.name() + " mean", zero));
        squares.add(new Parameter(parameter.name() + " mean square", zero));
      }
    }
    requireTheSame(parameters);
    steps++;
    double correction1 = 1 - Math.pow(options.beta1, steps);
    double correction2 = 1 - Math.pow(options.beta2, steps);
    for (int k = 0; k < parameters.size(); k++) {
      Tensor g = gradients.get(k).dense();
      Parameter mean = means.get(k);
      Parameter square = squares.get(k);
      Kernel<Object> kernel = Device.of(parameters.get(k).value(), g).kernel(Kernel.class);
      parameters
          .get(k)
          .overwrite(
              p ->
                  mean.overwrite(
                      m ->
                          square.overwrite(
                              v ->
                                  kernel.step(
                                      p,
                                      m,
                                      v,
                                      g.storage(),
                                      g.size(),
                                      options,
                                      correction1,
                                      correction2))));
    }
  }

  private void requireTheSame(List<Parameter> parameters) {
    List<Shape> served = means.stream().map(Parameter::shape).toList();
    List<Shape> given = parameters.stream().map(Parameter::shape).toList();
    if (!given.equals(served)) {
      throw new ShapeException(
          "an optimiser serves one set of parameters, of shapes %s here; got %s", served, given);
    }
  }
}
