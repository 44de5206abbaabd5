package twofold.nn.layer;

import static twofold.nn.activation.LogSoftmax.softmax;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Several experts, and a gate that says for each example whom to believe how much.
 *
 * <pre>
 *   y = Σₖ pₖ(x)·fₖ(x)        p(x) = softmax(gate(x))
 *
 *   x: (batch, …)     gate(x): (batch, experts)     fₖ(x): (batch, outputs), all alike
 *                                                     [Jacobs, Jordan, Nowlan & Hinton 1991, eq. 1]
 * </pre>
 *
 * @param gate makes one logit for each expert
 * @param experts f₁, f₂, …
 */
public record MixtureOfExperts(Layer gate, List<Layer> experts) implements Composite {

  public MixtureOfExperts {
    experts = List.copyOf(experts);
    if (experts.isEmpty()) {
      throw new ShapeException("a mixture needs at least one expert, got none");
    }
  }

  /** The gate, then the experts. */
  @Override
  public List<Layer> layers() {
    List<Layer> all = new ArrayList<>(List.of(gate));
    all.addAll(experts);
    return all;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor logits = gate.forward(x, context);
    if (logits.rank() != 2 || logits.dim(1) != experts.size()) {
      throw new ShapeException(
          "%s needs a gate that makes (batch, %d), got %s", this, experts.size(), logits.shape());
    }
    Tensor p = softmax(logits);
    Tensor y = null;
    for (int k = 0; k < experts.size(); k++) {
      Tensor weight = p.at(all(), range(k, k + 1)); // a column
      Tensor part = experts.get(k).forward(x, context).multiply(weight);
      y = y == null ? part : y.add(part);
    }
    return y;
  }

  @Override
  public String toString() {
    return experts.stream()
        .map(Object::toString)
        .collect(Collectors.joining(" | ", "MixtureOfExperts(", ")"));
  }
}
