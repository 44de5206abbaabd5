package twofold.verify.rnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.to;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Context;
import twofold.rnn.cell.Cell;
import twofold.rnn.layer.Bidirectional;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.nn.LayerTheorems;
import twofold.verify.tensor.Draw;

/** Theorems about {@code Bidirectional}. */
class BidirectionalProperties extends LayerTheorems {

  @Override
  protected Example smooth(Draw draw) {
    Cell forth = RecurrentProperties.cell(draw, 2, draw.from(1, 3));
    Cell back = RecurrentProperties.cell(draw, 2, draw.from(1, 3));
    Tensor x = draw.normals(new Shape(draw.from(1, 3), draw.from(1, 3), 2));
    var layer =
        draw.chance(0.5) ? Bidirectional.last(forth, back) : Bidirectional.sequences(forth, back);
    return new Example(layer, x, 1);
  }

  /** With the cells exchanged, and each sequence reversed, everything is mirrored, to the bit. */
  @Property(tries = 60)
  void mirrored(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    var s = RecurrentProperties.Padded.draw(draw);
    Cell forth = RecurrentProperties.cell(draw, 2, 3);
    Cell back = RecurrentProperties.cell(draw, 2, 3);
    Tensor mirror = s.lengths().reversed(s.x());

    Tensor y = Bidirectional.sequences(forth, back).forward(s.x(), s.lengths(), Context.INFERENCE);
    Tensor z = Bidirectional.sequences(back, forth).forward(mirror, s.lengths(), Context.INFERENCE);
    assertThat(s.lengths().reversed(halvesExchanged(z)).toArray()).isEqualTo(y.toArray());

    Tensor end = Bidirectional.last(forth, back).forward(s.x(), s.lengths(), Context.INFERENCE);
    Tensor other = Bidirectional.last(back, forth).forward(mirror, s.lengths(), Context.INFERENCE);
    assertThat(halvesExchanged(other).toArray()).isEqualTo(end.toArray());
  }

  private static Tensor halvesExchanged(Tensor y) {
    var first = y.rank() == 3 ? y.at(all(), all(), to(3)) : y.at(all(), to(3));
    var second = y.rank() == 3 ? y.at(all(), all(), from(3)) : y.at(all(), from(3));
    return concat(List.of(second, first), y.rank() - 1);
  }

  @Property(tries = 40)
  void paddingChangesNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Cell forth = RecurrentProperties.cell(draw, 2, draw.from(1, 20));
    Cell back = RecurrentProperties.cell(draw, 2, draw.from(1, 20));
    RecurrentProperties.paddingChangesNothing(
        draw, Bidirectional.sequences(forth, back), Bidirectional.last(forth, back));
  }

  @net.jqwik.api.Example
  void bothMustReadTheSame() {
    Draw draw = new Draw(new SplittableRandom(1));
    Cell two = RecurrentProperties.cell(draw, 2, 3);
    Cell three = RecurrentProperties.cell(draw, 3, 3);
    assertThatThrownBy(() -> Bidirectional.last(two, three))
        .hasMessageContaining("must read the same inputs");
  }
}
