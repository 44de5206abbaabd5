package twofold.nn.train;

import static twofold.nn.activation.LogSoftmax.logSoftmax;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Concat.stack;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;
import static twofold.tensor.LogSumExp.logSumExp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import twofold.nn.layer.Composite;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Several trained networks that are asked together.
 *
 * <pre>
 *   of outputs          ȳ = 1/M·Σₘ yₘ
 *   of probabilities    ȳ = ln(1/M·Σₘ softmax yₘ)        logarithms of the mean probabilities: logits again
 *
 *   For numbers, example by example,      [Krogh & Vedelsby 1995, eq. 7]
 *     (ȳ − t)² = 1/M·Σₘ (yₘ − t)²  −  1/M·Σₘ (yₘ − ȳ)²
 *
 *   the error of the mean is the mean error less what the members differ by: it is never larger than that,
 *   and members gain by being different. So it is with the cross-entropy of mean probabilities, as −ln is
 *   convex (Jensen).
 * </pre>
 *
 * A single logit (batch, 1) is that of a yes, and so is the answer.
 *
 * @param layers the members, all with outputs of one shape
 * @param ofProbabilities whether outputs are logits whose probabilities are averaged
 */
public record Ensemble(List<Layer> layers, boolean ofProbabilities) implements Composite {

  public Ensemble {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs at least one member, got none");
    }
  }

  /** Averages numbers, or logits. */
  public static Ensemble ofOutputs(Layer... members) {
    return new Ensemble(List.of(members), false);
  }

  /** Averages the probabilities that logits stand for. */
  public static Ensemble ofProbabilities(Layer... members) {
    return new Ensemble(List.of(members), true);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    List<Tensor> outputs = new ArrayList<>();
    for (Layer layer : layers) {
      outputs.add(layer.forward(x, context));
      if (!outputs.get(0).shape().equals(outputs.get(outputs.size() - 1).shape())) {
        throw new ShapeException(
            "%s needs members with outputs of one shape, got %s and %s",
            this, outputs.get(0).shape(), outputs.get(outputs.size() - 1).shape());
      }
    }
    boolean isYesOrNo = outputs.get(0).dim(-1) == 1;
    return !ofProbabilities
        ? outputs.stream().reduce(Tensor::add).orElseThrow().divide(layers.size())
        : isYesOrNo ? yes(outputs) : logMean(outputs);
  }

  /** Of logarithms, the logarithm of the mean: ln 1/M·Σ exp. */
  private static Tensor logMean(List<Tensor> logits) {
    List<Tensor> logs = logits.stream().map(y -> logSoftmax(y)).toList();
    return logSumExp(stack(logs, 0), 0).subtract(Math.log(logs.size()));
  }

  /** No and yes as two classes, with logits 0 and y; what is left is by how much yes exceeds no. */
  private static Tensor yes(List<Tensor> logits) {
    List<Tensor> two = new ArrayList<>();
    for (Tensor y : logits) {
      Tensor yes = y.reshape(-1, 1);
      two.add(concat(List.of(y.device().zeros(yes.dim(0), 1), yes), 1));
    }
    Tensor mean = logMean(two);
    Tensor difference = mean.at(all(), range(1, 2)).subtract(mean.at(all(), range(0, 1)));
    return difference.reshape(logits.get(0).shape());
  }

  @Override
  public String toString() {
    return layers.stream()
        .map(Object::toString)
        .collect(Collectors.joining(" | ", "Ensemble(", ")"));
  }
}
