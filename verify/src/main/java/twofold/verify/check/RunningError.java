package twofold.verify.check;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import twofold.tensor.Composed;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Op;
import twofold.tensor.Tensor;

/**
 * How far a result, computed in rounded arithmetic, may be from the exact one: a bound for each
 * element, derived and not tuned.
 *
 * <p>Every operation has a rule that turns bounds on its inputs into a bound on its result - how it
 * passes errors on, plus what its own roundings add. Applied along the computation graph, from the
 * inputs to the result, the rules bound whole programs: a dense layer, a loss, or, because
 * gradients are graphs of the same operations, the backward pass of a network. This is running
 * error analysis. [Wilkinson 1986; Higham 2002, section 3.3]
 *
 * <p>The graph is one of the reference device. Its own roundings, in double, vanish beside those of
 * float; for bounds on double arithmetic itself the bound holds to first order. Inputs count as
 * exact up to their rounding to the arithmetic asked about.
 */
public final class RunningError {

  /** A rule: the bound on the result y of an operation, from the bounds on its inputs, in order. */
  @FunctionalInterface
  interface Rule<O extends Op> {
    Tensor bound(O op, Tensor y, List<Tensor> e, Arithmetic arithmetic);
  }

  private static final Map<Class<? extends Op>, Rule<? extends Op>> RULES = new HashMap<>();

  static {
    ElementWiseRules.register();
    OtherRules.register();
    LayoutRules.register();
    ConvolutionRules.register();
    PoolingRules.register();
    NormalisationRules.register();
    AttentionRules.register();
  }

  static <O extends Op> void rule(Class<O> operation, Rule<O> rule) {
    RULES.put(operation, rule);
  }

  private final Arithmetic arithmetic;
  private final Map<Tensor, Tensor> bounds = new IdentityHashMap<>();

  public RunningError(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /**
   * The bound on each element, of the tensor's shape. Results that share history may be asked one
   * after another.
   */
  public Tensor of(Tensor result) {
    for (Tensor z : Gradients.history(result)) {
      if (!bounds.containsKey(z)) {
        bounds.put(z, z.origin() == null ? given(z) : computed(z, z.origin()));
      }
    }
    return bounds.get(result);
  }

  /** A number that was given is off by what storing it rounds away: nothing, if it fits. */
  private Tensor given(Tensor z) {
    double[] error = z.toArray();
    for (int i = 0; i < error.length; i++) {
      error[i] = arithmetic.storing(error[i]);
    }
    return Device.reference().tensor(z.shape(), error);
  }

  private <O extends Op> Tensor computed(Tensor z, O op) {
    List<Tensor> errors = op.inputs().stream().map(bounds::get).toList();
    return ruleFor(op).bound(op, z.stopGradient(), errors, arithmetic).stopGradient();
  }

  /** Its own, or where it has none but says what it is made of, that of what it is made of. */
  @SuppressWarnings("unchecked") // rule(…) has put it under its own class
  private static <O extends Op> Rule<O> ruleFor(O op) {
    Rule<O> rule = (Rule<O>) RULES.get(op.getClass());
    if (rule != null) {
      return rule;
    }
    if (op instanceof Composed fused) {
      return (same, y, e, fl) -> ofComposition(fused::composed, fused.inputs(), e, fl);
    }
    throw new IllegalArgumentException("no error rule for operation " + op.getClass().getName());
  }

  /**
   * The bound for a fused operation that computes what these primitives compute, with the same
   * roundings or fewer.
   */
  static Tensor ofComposition(
      Function<List<Tensor>, Tensor> primitives,
      List<Tensor> inputs,
      List<Tensor> errors,
      Arithmetic arithmetic) {
    RunningError running = new RunningError(arithmetic);
    List<Tensor> constants = inputs.stream().map(Tensor::stopGradient).toList();
    for (int k = 0; k < constants.size(); k++) {
      running.bounds.put(constants.get(k), errors.get(k));
    }
    return running.of(primitives.apply(constants));
  }

  /** |x| in tensor operations. */
  static Tensor abs(Tensor x) {
    Tensor constant = x.stopGradient();
    return twofold.tensor.Relu.relu(constant).add(twofold.tensor.Relu.relu(constant.negate()));
  }

  /**
   * What one rounded operation adds to a value that may itself be off by {@code error}: {@code
   * error + factor·(|y| + error) + tiny}.
   */
  static Tensor rounded(Tensor y, Tensor error, double factor, Arithmetic arithmetic) {
    return error.add(abs(y).add(error).multiply(factor)).add(arithmetic.tiny());
  }
}
