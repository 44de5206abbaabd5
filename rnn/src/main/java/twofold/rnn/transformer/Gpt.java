package twofold.rnn.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Composite;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.InputShape;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.rnn.attention.LearnedPositions;
import twofold.rnn.data.SequenceCrossEntropy;
import twofold.rnn.layer.PerStep;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * A language model made of attention: for every position of a text, how likely each token is to
 * come next.
 *
 * <pre>
 *   h₀ = E[x] + P                          a vector for each token, and one for its place
 *   hₙ = blockₙ(hₙ₋₁)     n = 1 … N         {@link TransformerEncoderBlock}, causal
 *   z  = norm(h_N)·W + b                   the logits of the next token
 *
 *   x: (batch, time), token numbers    h: (batch, time, width)    z: (batch, time, vocabulary)
 *
 *   L = mean over batch and time of −ln softmax(z_t)[x_{t+1}]                        {@link SequenceCrossEntropy}
 * </pre>
 *
 * No position sees a later one, so one pass over a text is as many lessons as it has tokens: each
 * logit is what the model would have said had the text ended there.
 *
 * <p>[Radford et al. 2018, section 3.1; the norm at the end and the small residual weights, Radford
 * et al. 2019, section 2.3]
 *
 * @param tokens E
 * @param positions P
 * @param norm at the end; {@code Lambda.identity()} for a model without
 * @param head W and b
 */
public record Gpt(
    Embedding tokens, Layer positions, List<TransformerEncoderBlock> blocks, Layer norm, Dense head)
    implements Composite {
  /** Standard deviation of the weights before training. [Radford et al. 2018, section 4.1] */
  private static final double DEVIATION = 0.02;

  public Gpt {
    blocks = List.copyOf(blocks);
  }

  /**
   * How large a model is.
   *
   * @param vocabulary how many tokens there are
   * @param places how many of them a text has at most
   * @param width how many numbers stand for one of them
   * @param heads of each attention; they divide the width
   * @param blocks N
   */
  public record Options(int vocabulary, int places, int width, int heads, int blocks) {
    public Options {
      if (blocks < 0 || heads < 1 || width < 1 || width % heads != 0) {
        throw new IllegalArgumentException(
            "a GPT needs 0 or more blocks, and a width that its heads divide, got "
                + (blocks + " blocks, width " + width + " and " + heads + " heads"));
      }
    }
  }

  /**
   * With weights drawn as in GPT-2: normal with deviation 0.02, and those that write to the
   * residual stream, two in each block, by a factor 1/√(2N) smaller, so that the sum of all they
   * write does not grow with N.
   */
  public static Gpt of(Device<?> device, Options options, RandomGenerator random) {
    // region of
    Initialiser normal = Initialiser.normal(0, DEVIATION);
    double fewer = Math.sqrt(2.0 * Math.max(1, options.blocks));
    Initialiser residual = Initialiser.normal(0, DEVIATION / fewer);
    int width = options.width;
    Embedding tokens = new Embedding(device, options.vocabulary, width, normal, random);
    Layer positions = new LearnedPositions(device, options.places, width, normal, random);
    List<TransformerEncoderBlock> blocks = new ArrayList<>();
    for (int n = 0; n < options.blocks; n++) {
      blocks.add(
          TransformerEncoderBlock.of(device, width, options.heads, true, normal, residual, random));
    }
    Dense head = new Dense(device, width, options.vocabulary, normal, random);
    return new Gpt(tokens, positions, blocks, new LayerNorm(device, width), head);
    // endregion
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>(List.of(tokens, positions));
    layers.addAll(blocks);
    layers.add(norm);
    layers.add(head);
    return layers;
  }

  // region forward
  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "time");
    Tensor h = positions.forward(tokens.forward(x, context), context);
    for (TransformerEncoderBlock block : blocks) {
      h = block.forward(h, context);
    }
    return new PerStep(head).forward(norm.forward(h, context), context);
  }

  // endregion

  @Override
  public String toString() {
    int[] table = tokens.table().shape().dims();
    return "Gpt " + table[0] + " tokens, width " + table[1] + ", " + blocks.size() + " blocks";
  }
}
