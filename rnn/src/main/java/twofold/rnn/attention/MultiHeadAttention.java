package twofold.rnn.attention;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Composite;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.InputShape;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.rnn.layer.PerStep;
import twofold.tensor.Device;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Several attentions side by side, each with questions of its own: one head may look for the verb,
 * another for the word before.
 *
 * <pre>
 *   headₕ = attention(X·Wqₕ, M·Wkₕ, M·Wvₕ)        y = [head₁, head₂, …]·Wo            (and biases)
 *
 *   X: (batch, queries, width)    M: (batch, keys, width)    y: (batch, queries, width)
 *
 *   M = X              self-attention: positions of one sequence look at each other
 *   M another one      cross-attention: a decoder looks at what the encoder has read
 *                                                                    [Vaswani et al. 2017, section 3.2.2]
 * </pre>
 *
 * The weights of all heads stand side by side in one matrix, so the heads cost no more than one of
 * their common width. Nothing here knows the order of the keys: that takes {@link
 * SinusoidalPositions}, {@link LearnedPositions} or {@link RotaryPositions}.
 *
 * @param query Wq, what a position asks for
 * @param key Wk, what a position says it has
 * @param value Wv, what it then tells
 * @param output Wo, what the answers of all heads mean together
 * @param heads how many; they divide the outputs of query, key and value evenly
 * @param isCausal whether no position may see a later one
 * @param positions applied to queries and keys before they are compared, {@link RotaryPositions}
 *     say; or {@link Lambda#identity()}
 */
public record MultiHeadAttention(
    Dense query, Dense key, Dense value, Dense output, int heads, boolean isCausal, Layer positions)
    implements Composite {

  public MultiHeadAttention {
    if (heads < 1) {
      throw new IllegalArgumentException(
          "multi-head attention needs at least 1 head, got " + heads);
    }
    boolean fits =
        outputs(key) == outputs(query)
            && outputs(query) % heads == 0
            && outputs(value) % heads == 0
            && inputs(output) == outputs(value)
            && inputs(value) == inputs(key);
    if (!fits) {
      throw new ShapeException(
          "multi-head attention needs weights of queries (width, %d·d), keys (width, %d·d), values"
              + " (width, %d·dv) and output (%d·dv, width), got %s, %s, %s and %s",
          heads,
          heads,
          heads,
          heads,
          query.weights().shape(),
          key.weights().shape(),
          value.weights().shape(),
          output.weights().shape());
    }
  }

  /**
   * Of one width from beginning to end, with weights drawn by the initialisers.
   *
   * @param residual draws Wo
   */
  public static MultiHeadAttention of(
      Device<?> device,
      int width,
      int heads,
      boolean isCausal,
      Initialiser initialiser,
      Initialiser residual,
      RandomGenerator random) {
    return new MultiHeadAttention(
        new Dense(device, width, width, initialiser, random),
        new Dense(device, width, width, initialiser, random),
        new Dense(device, width, width, initialiser, random),
        new Dense(device, width, width, residual, random),
        heads,
        isCausal,
        Lambda.identity());
  }

  private static int inputs(Dense layer) {
    return layer.weights().shape().dim(0);
  }

  private static int outputs(Dense layer) {
    return layer.weights().shape().dim(1);
  }

  /** With something else done to queries and keys before they are compared. */
  public MultiHeadAttention withPositions(Layer layer) {
    return new MultiHeadAttention(query, key, value, output, heads, isCausal, layer);
  }

  @Override
  public List<Layer> layers() {
    return List.of(query, key, value, output, positions);
  }

  /** Self-attention. */
  @Override
  public Tensor forward(Tensor x, Context context) {
    return attend(x, x, Mask.none(), context);
  }

  /** Self-attention of one input; of two, cross-attention of the first with the second. */
  @Override
  public List<Tensor> forward(List<Tensor> inputs, Context context) {
    if (inputs.isEmpty() || inputs.size() > 2) {
      throw new ShapeException(
          "%s needs one or two inputs, queries and memory, got %d", this, inputs.size());
    }
    Tensor memory = inputs.get(inputs.size() - 1);
    return List.of(attend(inputs.get(0), memory, Mask.none(), context));
  }

  /**
   * The positions of x look at those of the memory.
   *
   * @param x (batch, queries, width)
   * @param memory (batch, keys, width); x itself for self-attention
   * @param mask which of them they may see, {@link Mask#padding} say; if {@link #isCausal}, later
   *     ones are hidden beside
   */
  public Tensor attend(Tensor x, Tensor memory, Mask mask, Context context) {
    // region attend
    Tensor values = project(value, memory, context);
    Tensor told =
        Attention.attention(
            queries(x, context), keys(memory, context), values, heads, effective(mask));
    return new PerStep(output).forward(told, context);
    // endregion
  }

  /** Who looks where: (batch, heads, queries, keys), each row a probability. */
  public Tensor weights(Tensor x, Tensor memory, Mask mask, Context context) {
    return Attention.weights(queries(x, context), keys(memory, context), heads, effective(mask));
  }

  private Mask effective(Mask mask) {
    return isCausal ? mask.andCausal() : mask;
  }

  private Tensor queries(Tensor x, Context context) {
    return positions.forward(project(query, x, context), context);
  }

  private Tensor keys(Tensor memory, Context context) {
    return positions.forward(project(key, memory, context), context);
  }

  private Tensor project(Dense weights, Tensor x, Context context) {
    InputShape.require(this, x, "batch", "time", inputs(weights));
    return new PerStep(weights).forward(x, context);
  }

  @Override
  public String toString() {
    String name = "MultiHeadAttention " + inputs(query) + " → " + outputs(output);
    return name + " (" + heads + (heads == 1 ? " head" : " heads") + (isCausal ? ", causal)" : ")");
  }
}
