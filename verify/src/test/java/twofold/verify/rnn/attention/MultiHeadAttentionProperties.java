package twofold.verify.rnn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Gather.gather;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;
import static twofold.tensor.Indices.indices;
import static twofold.tensor.Less.less;
import static twofold.tensor.Where.where;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.rnn.attention.Attend;
import twofold.rnn.attention.Attention;
import twofold.rnn.attention.Mask;
import twofold.rnn.attention.MultiHeadAttention;
import twofold.rnn.attention.RotaryPositions;
import twofold.rnn.attention.ScaledDotScore;
import twofold.tensor.Create;
import twofold.tensor.Device;
import twofold.tensor.Indices;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.nn.LayerTheorems;
import twofold.verify.nn.Rows;
import twofold.verify.tensor.Draw;

/** Theorems about {@code MultiHeadAttention}. */
class MultiHeadAttentionProperties extends LayerTheorems {
  private static final Device<?> DEVICE = Device.reference();

  @Override
  protected Example smooth(Draw draw) {
    int heads = draw.from(1, 3);
    int width = 2 * heads * draw.from(1, 2);
    MultiHeadAttention layer = layer(width, heads, draw.chance(0.5), draw.random().nextLong());
    if (draw.chance(0.3)) {
      layer = layer.withPositions(new RotaryPositions(width / heads));
    }
    return new Example(layer, draw.normals(new Shape(draw.from(1, 2), draw.from(1, 4), width)), 0);
  }

  private static MultiHeadAttention layer(int width, int heads, boolean isCausal, long seed) {
    Initialiser glorot = Initialiser.glorot();
    return MultiHeadAttention.of(
        DEVICE, width, heads, isCausal, glorot, glorot, RandomStreams.of(seed));
  }

  /** With one head and nothing projected it is plain attention, to the bit. */
  @Property(tries = 40)
  void oneHeadWithoutProjectionsIsAttention(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int width = draw.from(1, 6);
    Dense same = new Dense(DEVICE, width, width, Initialiser.constant(0), draw.random());
    same.weights().set(Create.eye(DEVICE, width));
    boolean isCausal = draw.chance(0.5);
    MultiHeadAttention layer =
        new MultiHeadAttention(same, same, same, same, 1, isCausal, Lambda.identity());
    Tensor x = draw.normals(new Shape(2, draw.from(1, 5), width));
    Mask mask = isCausal ? Mask.causal() : Mask.none();
    assertThat(layer.forward(x, Context.INFERENCE).toArray())
        .isEqualTo(Attention.attention(x, x, x, 1, mask).toArray());
    assertThat(layer.parameters()).hasSize(2); // one layer at four places
  }

  /** Head by head from primitives, side by side, and through Wo: within both running errors. */
  @Property(tries = 40)
  @Checks("attention-heads")
  void isItsFormula(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int heads = draw.from(1, 3);
    int width = heads * draw.from(1, 3);
    MultiHeadAttention layer = layer(width, heads, false, seed);
    layer.parameters().forEach(p -> p.set(draw.normals(p.shape()).multiply(0.5)));
    Tensor x = draw.normals(new Shape(2, draw.from(1, 4), width));
    Tensor memory = draw.normals(new Shape(2, draw.from(1, 4), width));
    List<Tensor> told = new ArrayList<>();
    for (int h = 0; h < heads; h++) {
      Tensor q = projected(layer.query(), x, h, heads);
      Tensor k = projected(layer.key(), memory, h, heads);
      Tensor v = projected(layer.value(), memory, h, heads);
      told.add(Attend.attend(new ScaledDotScore().of(q, k), v).context());
    }
    Rows.agree(
        projected(layer.output(), concat(told, 2), 0, 1),
        layer.attend(x, memory, Mask.none(), Context.INFERENCE));
  }

  /** One of as many equal parts of x·W + b. */
  private static Tensor projected(Dense layer, Tensor x, int part, int parts) {
    int width = layer.bias().size() / parts;
    var columns = range(part * width, (part + 1) * width);
    Tensor weights = layer.weights().value().at(all(), columns);
    return x.matMul(weights).add(layer.bias().value().at(columns));
  }

  /** Positions in another order are told the same, in that order: nothing knows places. */
  @Checks("attention-order")
  @Property(tries = 40)
  void doesNotKnowTheOrder(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    MultiHeadAttention layer = layer(4, 2, false, seed);
    int time = draw.from(1, 6);
    Tensor x = draw.normals(new Shape(2, time, 4));
    Indices order = indices(RandomStreams.permutation(time, draw.random()));
    Tensor expected = gather(layer.forward(x, Context.INFERENCE), order, 1);
    Rows.agree(expected, layer.forward(gather(x, order, 1), Context.INFERENCE));
  }

  /** To the bit, on every device: if it is causal, later inputs change no earlier output. */
  @Checks("attention-causal")
  @Property(tries = 40)
  void theFutureNeverChangesThePast(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    for (Device<?> device : Device.all()) {
      Initialiser glorot = Initialiser.glorot();
      MultiHeadAttention layer =
          MultiHeadAttention.of(device, 6, 3, true, glorot, glorot, RandomStreams.of(seed));
      int time = draw.from(2, 20);
      int past = draw.from(1, time - 1);
      Tensor x = draw.normals(new Shape(2, time, 6));
      Tensor y = draw.normals(x.shape());
      Tensor place = Create.arange(DEVICE, time).reshape(time, 1);
      Tensor isPast = less(place, DEVICE.scalar(past));
      Tensor mixed = where(isPast, x, y);
      Tensor ofX = layer.forward(x.to(device), Context.INFERENCE);
      Tensor ofMixed = layer.forward(mixed.to(device), Context.INFERENCE);
      assertThat(ofMixed.at(all(), range(0, past)).toArray())
          .isEqualTo(ofX.at(all(), range(0, past)).toArray());
    }
  }

  /** A padded example is told what it is told alone, at its own length; within both errors. */
  @Property(tries = 40)
  void fillingDoesNotMatter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    MultiHeadAttention layer = layer(4, 2, draw.chance(0.5), seed);
    int time = draw.from(1, 6);
    int length = draw.from(1, time);
    Tensor x = draw.normals(new Shape(1, time, 4));
    Tensor whole = layer.attend(x, x, Mask.padding(length), Context.INFERENCE);
    Tensor alone = layer.forward(x.at(all(), range(0, length)), Context.INFERENCE);
    Rows.agree(alone, whole.at(all(), range(0, length)));
  }

  /** Two inputs: the first asks, the second answers; the same twice is self-attention. */
  @Property(tries = 20)
  void crossAttentionWithItselfIsSelfAttention(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    MultiHeadAttention layer = layer(4, 2, false, seed);
    Tensor x = draw.normals(new Shape(2, draw.from(1, 5), 4));
    Tensor memory = draw.normals(new Shape(2, draw.from(1, 5), 4));
    assertThat(layer.forward(List.of(x, x), Context.INFERENCE).get(0).toArray())
        .isEqualTo(layer.forward(x, Context.INFERENCE).toArray());
    Tensor told = layer.forward(List.of(x, memory), Context.INFERENCE).get(0);
    assertThat(told.shape()).isEqualTo(x.shape());
    Tensor weights = layer.weights(x, memory, Mask.none(), Context.INFERENCE);
    assertThat(weights.shape()).isEqualTo(new Shape(2, 2, x.dim(1), memory.dim(1)));
  }

  @net.jqwik.api.Example
  void shapesMustFit() {
    MultiHeadAttention layer = layer(4, 2, true, 1);
    assertThatThrownBy(() -> layer.forward(DEVICE.zeros(2, 3, 5), Context.INFERENCE))
        .hasMessage(
            "MultiHeadAttention 4 → 4 (2 heads, causal) needs inputs of shape (batch, time, 4),"
                + " got (2, 3, 5)");
    assertThatThrownBy(() -> layer(4, 3, false, 1))
        .hasMessage(
            "multi-head attention needs weights of queries (width, 3·d), keys (width, 3·d), values"
                + " (width, 3·dv) and output (3·dv, width), got (4, 4), (4, 4), (4, 4) and (4, 4)");
    assertThatThrownBy(() -> layer(4, 0, false, 1))
        .hasMessage("multi-head attention needs at least 1 head, got 0");
    assertThatThrownBy(() -> layer.forward(List.of(), Context.INFERENCE))
        .hasMessageEndingWith("needs one or two inputs, queries and memory, got 0");
  }
}
