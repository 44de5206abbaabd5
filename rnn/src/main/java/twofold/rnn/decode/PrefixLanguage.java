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
 * A network that reads a text and says at each place what comes next, as a {@link LanguageModel}:
 * its state is the text itself, or the end of it that the network can see.
 *
 * <p>Every token costs a pass over the whole prefix. A recurrent network can do better: see {@link
 * RecurrentLanguage}.
 *
 * @param network (1, time) token numbers → (1, time, tokens) logits, causal
 * @param places how many tokens it sees at most
 */
public record PrefixLanguage(Layer network, Device<?> device, int places)
    implements LanguageModel<List<Integer>> {

  public PrefixLanguage {
    if (places < 1) {
      throw new IllegalArgumentException(
          "a language model must see at least 1 token, got " + places);
    }
  }

  @Override
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  public double[] logProbabilities(List<Integer> prefix) {
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException("the text before must have at least 1 token, got none");
    }
    double[] tokens = prefix.stream().mapToDouble(Integer::doubleValue).toArray();
    try (Scope scope = Scope.open()) {
      Tensor text = device.tensor(new Shape(1, tokens.length), tokens);
      Tensor logits = network.forward(text, Context.INFERENCE);
      if (logits.rank() != 3 || logits.dim(1) != tokens.length) {
        throw new ShapeException(
            "a language model needs logits of shape (1, %d, tokens), got %s",
            tokens.length, logits.shape());
      }
      return LogProbabilities.of(logits.at(0, -1).toArray());
    }
  }

  @Override
  public List<Integer> next(List<Integer> prefix, int token) {
    List<Integer> longer = new ArrayList<>(prefix);
    longer.add(token);
    return List.copyOf(longer.subList(Math.max(0, longer.size() - places), longer.size()));
  }
}
