package twofold.rnn.decode;

import java.util.ArrayList;
import java.util.List;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * A layer that reads sequences, as a language model whose state is just what has been read.
 *
 * <pre>
 *   layer: (batch, time) tokens → (batch, time, V) logits        the step after time t is said at time t
 *   P(· | y₁ … yₜ) = softmax(the last row of layer(y_{t−n+1} … yₜ))        n at most the longest
 * </pre>
 *
 * <p>Any layer will do that was trained on next tokens. It reads the whole prefix again for each
 * token, T²/2 steps for T tokens; a model that carries a state needs T. Something has to be read
 * first: a prompt, or a mark for the beginning.
 *
 * @param longest how many of the last tokens are read, at least 1: what the layer was trained with
 */
public record PrefixModel(Device<?> device, Layer layer, int longest)
    implements LanguageModel<List<Integer>> {

  public PrefixModel {
    if (longest < 1) {
      throw new IllegalArgumentException("at least 1 token must be read, got " + longest);
    }
  }

  @Override
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  public double[] logProbabilities(List<Integer> prefix) {
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException(
          "a model of prefixes must have read at least one token, got none");
    }
    List<Integer> read = prefix.subList(Math.max(0, prefix.size() - longest), prefix.size());
    double[] tokens = read.stream().mapToDouble(token -> token).toArray();
    try (Scope scope = Scope.open()) {
      Tensor x = device.tensor(new Shape(1, tokens.length), tokens);
      Tensor logits = layer.forward(x, Context.INFERENCE);
      if (logits.rank() != 3 || logits.dim(0) != 1 || logits.dim(1) != tokens.length) {
        throw new ShapeException(
            "a model of prefixes needs logits (1, %d, classes), got %s from %s",
            tokens.length, logits.shape(), layer);
      }
      return LogProbabilities.of(logits.at(0).at(-1).toArray());
    }
  }

  @Override
  public List<Integer> next(List<Integer> prefix, int token) {
    List<Integer> longer = new ArrayList<>(prefix);
    longer.add(token);
    return List.copyOf(longer);
  }
}
