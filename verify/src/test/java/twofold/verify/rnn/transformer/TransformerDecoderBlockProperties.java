package twofold.verify.rnn.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.range;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.LayerNorm;
import twofold.rnn.attention.Mask;
import twofold.rnn.attention.MultiHeadAttention;
import twofold.rnn.transformer.FeedForward;
import twofold.rnn.transformer.TransformerDecoderBlock;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.nn.Derivatives;
import twofold.verify.nn.Rows;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** Theorems about {@code TransformerDecoderBlock}. */
class TransformerDecoderBlockProperties {
  private static final Device<?> DEVICE = Device.reference();
  private static final int WIDTH = 4;

  /**
   * An ε so large that normalisation is smooth, and that three of them in a row, differentiated
   * twice, leave the running error small.
   */
  private static final double SMOOTH = 1;

  private static TransformerDecoderBlock block(Device<?> device, long seed) {
    Initialiser glorot = Initialiser.glorot();
    RandomGenerator random = RandomStreams.of(seed);
    return new TransformerDecoderBlock(
        new LayerNorm(device, new Shape(WIDTH), SMOOTH),
        MultiHeadAttention.of(device, WIDTH, 2, true, glorot, glorot, random),
        new LayerNorm(device, new Shape(WIDTH), SMOOTH),
        MultiHeadAttention.of(device, WIDTH, 2, false, glorot, glorot, random),
        new LayerNorm(device, new Shape(WIDTH), SMOOTH),
        FeedForward.of(device, WIDTH, glorot, glorot, random));
  }

  private static List<Tensor> inputs(Draw draw) {
    int batch = draw.from(1, 2);
    return List.of(
        draw.normals(new Shape(batch, draw.from(1, 4), WIDTH)),
        draw.normals(new Shape(batch, draw.from(1, 4), WIDTH)));
  }

  private static Tensor forward(TransformerDecoderBlock block, List<Tensor> inputs) {
    return block.forward(inputs, Context.INFERENCE).get(0);
  }

  /** With respect to the stream and the memory together, of order 1 and 2. */
  @Property(tries = 100)
  void gradientsAreTheDerivatives(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    TransformerDecoderBlock block = block(DEVICE, seed);
    // half as large: two attentions, three norms and an mlp in a row bend a lot
    List<Tensor> in =
        inputs(new Draw(random)).stream().map(x -> x.multiply(0.5).stopGradient()).toList();
    Derivatives.agree(x -> forward(block, x), in, random);
  }

  @Property(tries = 30)
  void sameOnEveryDevice(@ForAll long seed) {
    List<Tensor> in = inputs(new Draw(new SplittableRandom(seed)));
    TransformerDecoderBlock block = block(DEVICE, seed);
    List<Tensor> all = new ArrayList<>(in);
    block.parameters().forEach(p -> all.add(p.value()));
    Twins.agree(
        new Case(
            all,
            x ->
                Parameter.substitute(
                    block.parameters(),
                    x.subList(2, x.size()),
                    () -> forward(block, x.subList(0, 2)))));
  }

  /** To the bit: what is written later changes nothing earlier; the memory, all of it, does. */
  @Property(tries = 30)
  void theFutureNeverChangesThePast(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    TransformerDecoderBlock block = block(DEVICE, seed);
    List<Tensor> in = inputs(draw);
    Tensor x = in.get(0);
    int past = draw.from(1, x.dim(1));
    Tensor y = forward(block, in).at(all(), range(0, past));
    if (past < x.dim(1)) {
      Tensor later = draw.normals(x.at(all(), from(past)).shape());
      Tensor changed = concat(List.of(x.at(all(), range(0, past)), later), 1);
      assertThat(forward(block, List.of(changed, in.get(1))).at(all(), range(0, past)).toArray())
          .isEqualTo(y.toArray());
    }
    Tensor memory = draw.normals(in.get(1).shape());
    assertThat(forward(block, List.of(x, memory)).at(all(), range(0, past)).toArray())
        .isNotEqualTo(y.toArray());
  }

  /** What is masked of the memory might as well not be there. */
  @Property(tries = 30)
  void maskedMemoryDoesNotMatter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    TransformerDecoderBlock block = block(DEVICE, seed);
    Tensor x = draw.normals(new Shape(1, 3, WIDTH));
    Tensor memory = draw.normals(new Shape(1, 5, WIDTH));
    int length = draw.from(1, 5);
    Tensor shorter = memory.at(all(), range(0, length));
    Rows.agree(
        forward(block, List.of(x, shorter)),
        block.forward(x, memory, Mask.padding(length), Context.INFERENCE));
  }

  @Example
  void refusesWhatMakesNoSense() {
    TransformerDecoderBlock block = block(DEVICE, 1);
    assertThatThrownBy(() -> block.forward(List.of(DEVICE.zeros(1, 2, 4)), Context.INFERENCE))
        .hasMessageEndingWith("needs two inputs, x and memory, got 1");
    assertThatThrownBy(
            () ->
                new TransformerDecoderBlock(
                    block.norm1(),
                    block.cross(),
                    block.norm2(),
                    block.cross(),
                    block.norm3(),
                    block.mlp()))
        .hasMessage(
            "a decoder block needs causal self-attention and cross-attention that is not causal, got"
                + " MultiHeadAttention 4 → 4 (2 heads) and MultiHeadAttention 4 → 4 (2 heads)");
  }
}
