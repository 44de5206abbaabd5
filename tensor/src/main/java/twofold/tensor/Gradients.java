package twofold.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reverse-mode differentiation: the gradient of one number with respect to any tensors it was
 * computed from.
 *
 * <pre>
 *   Every tensor z on the way from the parameters to L gets its gradient z̄ = ∂L/∂z. By the chain rule
 *
 *     z̄ = Σ over the operations that read z of   pullback(their result's gradient)
 *
 *   so L̄ = 1 is pulled back through the operations, last one first. An operation may only be pulled back when the
 *   gradient of its result is complete, that is after all operations which read the result. Tensors are numbered as they
 *   are made, and a result is always made after its inputs: going through them by falling number is such an order.
 * </pre>
 *
 * The gradients come back as tensors with a history of their own, so they can be differentiated
 * again. Nothing is stored in the parameters, nothing needs to be reset. The walk uses explicit
 * stacks, so graphs may be deep.
 *
 * <p>[Griewank & Walther 2008, Evaluating Derivatives, chapter 3]
 */
public final class Gradients {
  private Gradients() {}

  /** ∂loss/∂parameter, of the parameter's shape; zero if the loss does not depend on it. */
  public static Tensor of(Tensor loss, Tensor parameter) {
    return of(loss, List.of(parameter)).get(0);
  }

  /** ∂loss/∂parameter for each parameter. The loss must be a single number. */
  public static List<Tensor> of(Tensor loss, List<Tensor> parameters) {
    if (loss.size() != 1) {
      throw new ShapeException(
          "the gradient is that of a single number, got shape %s; sum it, or give a cotangent",
          loss.shape());
    }
    return of(loss, loss.device().full(loss.shape(), 1), parameters);
  }

  /**
   * The vector-Jacobian product {@code Jᵀv}: the gradients of {@code Σ v∘result}, without forming
   * the sum.
   *
   * @param cotangent v, of the result's shape
   */
  public static List<Tensor> of(Tensor result, Tensor cotangent, List<Tensor> parameters) {
    if (!cotangent.shape().equals(result.shape())) {
      throw new ShapeException(
          "the cotangent must have the result's shape %s, got %s",
          result.shape(), cotangent.shape());
    }
    Set<Long> wanted = new HashSet<>();
    parameters.forEach(parameter -> wanted.add(parameter.id()));
    Set<Long> dependent = new HashSet<>(wanted);
    List<Tensor> history = history(result);
    for (Tensor z : history) { // inputs first, so that one pass is enough
      if (z.origin() != null
          && z.origin().inputs().stream().anyMatch(x -> dependent.contains(x.id()))) {
        dependent.add(z.id());
      }
    }

    // region walk
    Map<Long, Tensor> gradients = new HashMap<>();
    gradients.put(result.id(), cotangent);
    for (int i = history.size() - 1; i >= 0; i--) {
      Tensor z = history.get(i);
      Tensor gradient = gradients.get(z.id());
      if (gradient == null || z.origin() == null || !dependent.contains(z.id())) {
        continue;
      }
      List<Tensor> inputs = z.origin().inputs();
      List<Supplier<Tensor>> recipes = z.origin().pullback(z, gradient);
      for (int k = 0; k < inputs.size(); k++) {
        if (dependent.contains(inputs.get(k).id())) {
          Tensor share = recipes.get(k).get();
          if (share != null) {
            gradients.merge(inputs.get(k).id(), share, Tensor::add);
          }
        }
      }
      if (!wanted.contains(z.id())) {
        gradients.remove(z.id());
      }
    }
    // endregion
    List<Tensor> answer = new ArrayList<>();
    for (Tensor parameter : parameters) {
      Tensor gradient = gradients.get(parameter.id());
      answer.add(gradient != null ? gradient : parameter.device().full(parameter.shape(), 0));
    }
    return answer;
  }

  /**
   * Everything the result was computed from, and itself, by rising number: inputs before results.
   */
  // region history
  public static List<Tensor> history(Tensor result) {
    Map<Long, Tensor> found = new HashMap<>();
    Deque<Tensor> open = new ArrayDeque<>();
    found.put(result.id(), result);
    open.push(result);
    while (!open.isEmpty()) {
      Op origin = open.pop().origin();
      if (origin != null) {
        for (Tensor input : origin.inputs()) {
          if (found.putIfAbsent(input.id(), input) == null) {
            open.push(input);
          }
        }
      }
    }
    List<Tensor> history = new ArrayList<>(found.values());
    history.sort(Comparator.comparingLong(Tensor::id));
    return history;
  }
  // endregion
}
