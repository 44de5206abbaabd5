package twofold.verify.rnn.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Context;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.LayerNorm;
import twofold.nn.layer.Sequential;
import twofold.rnn.attention.Mask;
import twofold.rnn.attention.MultiHeadAttention;
import twofold.rnn.transformer.FeedForward;
import twofold.rnn.transformer.TransformerEncoderBlock;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.nn.LayerTheorems;
import twofold.verify.nn.Rows;
import twofold.verify.tensor.Draw;

/** Theorems about {@code TransformerEncoderBlock}. */
class TransformerEncoderBlockProperties extends LayerTheorems {
  private static final Device<?> DEVICE = Device.reference();

  /** An ε so large that normalisation is smooth even where two numbers happen to be close. */
  private static final double SMOOTH = 0.125;

  @Override
  protected Example smooth(Draw draw) {
    int heads = draw.from(1, 2);
    int width = heads * draw.from(1, 2);
    TransformerEncoderBlock block = smooth(width, heads, draw.chance(0.5), draw);
    return new Example(block, draw.normals(new Shape(draw.from(1, 2), draw.from(1, 3), width)), 0);
  }

  private static TransformerEncoderBlock smooth(int width, int heads, boolean isCausal, Draw draw) {
    Initialiser glorot = Initialiser.glorot();
    return new TransformerEncoderBlock(
        new LayerNorm(DEVICE, new Shape(width), SMOOTH),
        MultiHeadAttention.of(DEVICE, width, heads, isCausal, glorot, glorot, draw.random()),
        new LayerNorm(DEVICE, new Shape(width), SMOOTH),
        FeedForward.of(DEVICE, width, glorot, glorot, draw.random()));
  }

  /** It is two residual branches, one after the other: to the bit. */
  @Checks("transformer-block")
  @Property(tries = 30)
  void isTwoResidualBranches(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    TransformerEncoderBlock block = smooth(4, 2, draw.chance(0.5), draw);
    Tensor x = draw.normals(new Shape(2, 3, 4));
    Sequential branches =
        new Sequential(
            Branches.residual(new Sequential(block.norm1(), block.attention())),
            Branches.residual(new Sequential(block.norm2(), block.mlp())));
    assertThat(block.forward(x, Context.INFERENCE).toArray())
        .isEqualTo(branches.forward(x, Context.INFERENCE).toArray());
  }

  /** A block that writes nothing to the stream lets it pass: with residual weights of 0, y = x. */
  @Property(tries = 10)
  void theStreamPasses(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    TransformerEncoderBlock block =
        TransformerEncoderBlock.of(
            DEVICE, 6, 3, false, Initialiser.glorot(), Initialiser.constant(0), draw.random());
    Tensor x = draw.normals(new Shape(2, 3, 6));
    assertThat(block.forward(x, Context.INFERENCE).toArray()).isEqualTo(x.toArray());
  }

  /** Filling at the end of an example changes nothing of what stands before it. */
  @Property(tries = 30)
  void fillingDoesNotMatter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    TransformerEncoderBlock block =
        TransformerEncoderBlock.of(
            DEVICE,
            4,
            2,
            false,
            Initialiser.glorot(),
            Initialiser.glorot(),
            RandomStreams.of(seed));
    int length = draw.from(1, 5);
    Tensor x = draw.normals(new Shape(1, 5, 4));
    Tensor padded = block.forward(x, Mask.padding(length), Context.INFERENCE);
    Tensor alone = block.forward(x.at(all(), range(0, length)), Context.INFERENCE);
    Rows.agree(alone, padded.at(all(), range(0, length)));
  }
}
