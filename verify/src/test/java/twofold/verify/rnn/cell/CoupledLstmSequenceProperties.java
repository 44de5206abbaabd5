package twofold.verify.rnn.cell;

import static twofold.tensor.Concat.concat;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.to;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.cell.CoupledLstmSequence;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code CoupledLstmSequence}. */
class CoupledLstmSequenceProperties extends SequenceTheorems {
  static final Fused COUPLED =
      new Fused(
          3,
          2,
          null,
          in -> new CoupledLstmSequence(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4)));

  CoupledLstmSequenceProperties() {
    super(COUPLED, false);
  }

  /** With f = 1 the memory stays what it is, over all steps and to the bit. */
  @Property(tries = 50)
  void forgettingNothingKeepsTheMemory(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int units = draw.from(1, 20);
    Case x = draw(draw, draw.from(1, 4), draw.from(1, 6), units);
    keepsItsStart(withBias(x, 0, units, 1000), 1);
  }

  /**
   * It is the LSTM with i = 1 − f. As σ(−a) = 1 − σ(a), that is the one whose input gate has the
   * weights of the forget gate with the other sign; each of the two within its own rounding, on
   * every device.
   */
  @Property(tries = 100)
  void isAnLstmThatTakesInWhatItForgets(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int units = draw.from(1, 20);
    Case x = draw(draw, draw.from(1, 4), draw.from(1, 6), units);
    List<Tensor> lstm = new ArrayList<>(x.inputs());
    Tensor p = lstm.get(0);
    lstm.set(0, concat(List.of(p.at(all(), all(), to(units)).negate(), p), 2).stopGradient());
    Tensor u = lstm.get(1);
    lstm.set(1, concat(List.of(u.at(all(), to(units)).negate(), u), 1).stopGradient());
    Tensor b = lstm.get(2);
    lstm.set(2, concat(List.of(b.at(to(units)).negate(), b), 0).stopGradient());
    agree(new On(COUPLED, x.inputs()), new On(LstmSequenceProperties.LSTM, lstm));
  }
}
