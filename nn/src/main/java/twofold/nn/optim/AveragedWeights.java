package twofold.nn.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Watches an optimiser and keeps a running mean of the parameters: they wander around the minimum,
 * their mean is nearer to it.
 *
 * <pre>
 *   a ← d·a + (1 − d)·θ        after each step, 0 at first
 *   θ̄ = a/(1 − dᵗ)             the weights (1 − d)·dⁱ of the last t steps add up to 1 − dᵗ
 *                                                   [Polyak & Juditsky 1992; Kingma & Ba 2015, section 7.2]
 *
 *   Rounding. Each step: γ₃ times the sum of its two absolute terms - the constant, the product, the sum. Of a constant θ
 *   the mean is θ, up to γ₃ₜ₊₂ of it: every term of the sum has passed at most 3t roundings, and then the quotient.
 * </pre>
 *
 * Training does not see the mean. Predictions do: {@link #withAverages}.
 */
public final class AveragedWeights implements Optimiser {
  private static final String STEPS = "steps";
  private static final String AVERAGE = ".average";
  private static final String INNER = "inner.";

  private final double decay;
  private final Optimiser inner;
  private final List<Parameter> averages = new ArrayList<>();
  private long steps;

  /**
   * @param decay d, how much of the mean stays at each step; it spans about 1/(1 − d) steps
   * @param inner whose steps are watched
   */
  public AveragedWeights(double decay, Optimiser inner) {
    Require.fraction("decay", decay);
    this.decay = decay;
    this.inner = inner;
  }

  public double decay() {
    return decay;
  }

  /** Whose steps are watched. */
  public Optimiser inner() {
    return inner;
  }

  @Override
  public void update(List<Parameter> parameters, List<Tensor> gradients) {
    if (averages.isEmpty()) {
      for (Parameter parameter : parameters) {
        Tensor zero = parameter.value().device().full(parameter.shape(), 0);
        averages.add(new Parameter(parameter.name() + " average", zero));
      }
    }
    requireTheSame(parameters);
    inner.update(parameters, gradients);
    steps++;
    for (int k = 0; k < parameters.size(); k++) {
      Tensor value = parameters.get(k).value();
      Parameter average = States.on(value.device(), averages.get(k));
      average.set(average.value().multiply(decay).add(value.multiply(1 - decay)));
      averages.set(k, average);
    }
  }

  private void requireTheSame(List<Parameter> parameters) {
    States.requireTheSame(averages.stream().map(Parameter::shape).toList(), parameters);
  }

  /** θ̄ of each parameter, in their order. */
  public List<Tensor> averages() {
    if (steps == 0) {
      throw new IllegalStateException("there is no average before the first step");
    }
    double weight = 1 - Math.pow(decay, steps);
    return averages.stream().map(average -> average.value().divide(weight)).toList();
  }

  /** Computes something, predictions say, with the averages in the place of the parameters. */
  public <T> T withAverages(List<Parameter> parameters, Supplier<T> computation) {
    List<Tensor> now = averages();
    requireTheSame(parameters);
    return Parameter.substitute(parameters, now, computation);
  }

  @Override
  public void observe(double loss) {
    inner.observe(loss);
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(STEPS, States.count(steps));
    for (int k = 0; k < averages.size(); k++) {
      state.put(k + AVERAGE, States.snapshot(averages.get(k)));
    }
    States.put(state, INNER, inner.state());
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    Set<String> known = new LinkedHashSet<>(Set.of(STEPS));
    Map<String, Tensor> ofInner = States.part(state, INNER);
    ofInner.keySet().forEach(name -> known.add(INNER + name));
    List<Parameter> restored = new ArrayList<>();
    while (state.containsKey(restored.size() + AVERAGE)) {
      String name = restored.size() + AVERAGE;
      known.add(name);
      restored.add(new Parameter(name, state.get(name)));
    }
    States.requireNothingElse(state, known);
    long count = States.count(state, STEPS);
    inner.restore(ofInner);
    steps = count;
    averages.clear();
    averages.addAll(restored);
  }
}
