package twofold.rnn.transformer;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Composite;
import twofold.nn.layer.Context;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.rnn.attention.Mask;
import twofold.rnn.attention.MultiHeadAttention;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * One block of a Transformer: first the positions look at each other, then each thinks for itself.
 *
 * <pre>
 *   h = x + attention(norm₁(x))
 *   y = h + mlp(norm₂(h))                x, h, y: (batch, time, width)
 * </pre>
 *
 * Both parts are residual: they say what is to be changed, and x itself passes through all blocks,
 * a stream that each reads and adds to.
 *
 * <p>The norm stands before each part, inside the branch ("pre-norm"). In the paper it stood after
 * the sum, norm(x + attention(x)): then the stream is rescaled at every block, gradients of the
 * last blocks are large at the beginning of training, and it takes a learning rate that is warmed
 * up carefully. With the norm inside, the gradient reaches every block through sums alone. [Vaswani
 * et al. 2017, section 3.1; Xiong et al. 2020]
 *
 * <p>If the attention is causal this is also the block that language models are made of: see {@link
 * Gpt}.
 *
 * @param norm1 before the attention
 * @param norm2 before the mlp
 * @param mlp as {@link FeedForward}
 */
public record TransformerEncoderBlock(
    Layer norm1, MultiHeadAttention attention, Layer norm2, Layer mlp) implements Composite {

  /**
   * With layer normalisation and {@link FeedForward}.
   *
   * @param residual draws the two matrices that write to the stream
   */
  public static TransformerEncoderBlock of(
      Device<?> device,
      int width,
      int heads,
      boolean isCausal,
      Initialiser initialiser,
      Initialiser residual,
      RandomGenerator random) {
    return new TransformerEncoderBlock(
        new LayerNorm(device, width),
        MultiHeadAttention.of(device, width, heads, isCausal, initialiser, residual, random),
        new LayerNorm(device, width),
        FeedForward.of(device, width, initialiser, residual, random));
  }

  @Override
  public List<Layer> layers() {
    return List.of(norm1, attention, norm2, mlp);
  }

  /** Of whole sequences. */
  @Override
  public Tensor forward(Tensor x, Context context) {
    return forward(x, Mask.none(), context);
  }

  /** Of sequences some of which end early, say. */
  public Tensor forward(Tensor x, Mask mask, Context context) {
    // region forward
    Tensor normed = norm1.forward(x, context);
    Tensor h = x.add(attention.attend(normed, normed, mask, context));
    return h.add(mlp.forward(norm2.forward(h, context), context));
    // endregion
  }

  @Override
  public String toString() {
    return "TransformerEncoderBlock(" + attention + ")";
  }
}
