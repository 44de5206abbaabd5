package twofold.rnn.transformer;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Assembly;
import twofold.nn.layer.Context;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.rnn.attention.Mask;
import twofold.rnn.attention.MultiHeadAttention;
import twofold.tensor.Device;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * One block of a Transformer that writes while it looks at what another has read: an encoder block
 * that sees no future, with a look at the memory in between.
 *
 * <pre>
 *   h = x + self(norm₁(x))                   causal
 *   c = h + cross(norm₂(h), m)               queries from h, keys and values from the memory m
 *   y = c + mlp(norm₃(c))
 *
 *   x, h, c, y: (batch, time, width)    m: (batch, places, width), what the encoder made
 *                                          [Vaswani et al. 2017, section 3.1; pre-norm, Xiong et al. 2020]
 * </pre>
 *
 * The norms stand inside the branches, for the reason given in {@link TransformerEncoderBlock}; m
 * comes normalised from the encoder or not at all.
 */
public record TransformerDecoderBlock(
    Layer norm1,
    MultiHeadAttention self,
    Layer norm2,
    MultiHeadAttention cross,
    Layer norm3,
    Layer mlp)
    implements Assembly {

  public TransformerDecoderBlock {
    if (!self.isCausal() || cross.isCausal()) {
      throw new IllegalArgumentException(
          "a decoder block needs causal self-attention and cross-attention that is not causal, got "
              + (self + " and " + cross));
    }
  }

  /**
   * With layer normalisation and {@link FeedForward}.
   *
   * @param residual draws the three matrices that write to the stream
   */
  public static TransformerDecoderBlock of(
      Device<?> device,
      int width,
      int heads,
      Initialiser initialiser,
      Initialiser residual,
      RandomGenerator random) {
    return new TransformerDecoderBlock(
        new LayerNorm(device, width),
        MultiHeadAttention.of(device, width, heads, true, initialiser, residual, random),
        new LayerNorm(device, width),
        MultiHeadAttention.of(device, width, heads, false, initialiser, residual, random),
        new LayerNorm(device, width),
        FeedForward.of(device, width, initialiser, residual, random));
  }

  @Override
  public List<Layer> layers() {
    return List.of(norm1, self, norm2, cross, norm3, mlp);
  }

  /** Of two inputs, x and m. */
  @Override
  public List<Tensor> forward(List<Tensor> inputs, Context context) {
    if (inputs.size() != 2) {
      throw new ShapeException("%s needs two inputs, x and memory, got %d", this, inputs.size());
    }
    return List.of(forward(inputs.get(0), inputs.get(1), Mask.none(), context));
  }

  /**
   * @param mask which places of the memory may be seen
   */
  public Tensor forward(Tensor x, Tensor memory, Mask mask, Context context) {
    Tensor normed = norm1.forward(x, context);
    Tensor h = x.add(self.attend(normed, normed, Mask.none(), context));
    Tensor c = h.add(cross.attend(norm2.forward(h, context), memory, mask, context));
    return c.add(mlp.forward(norm3.forward(c, context), context));
  }

  @Override
  public String toString() {
    return "TransformerDecoderBlock(" + self + ", " + cross + ")";
  }
}
