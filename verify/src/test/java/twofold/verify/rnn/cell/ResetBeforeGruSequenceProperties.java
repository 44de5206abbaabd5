package twofold.verify.rnn.cell;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.cell.ResetBeforeGruSequence;
import twofold.verify.tensor.Draw;

/** Theorems about {@code ResetBeforeGruSequence}. */
class ResetBeforeGruSequenceProperties extends SequenceTheorems {
  static final Fused BEFORE =
      new Fused(
          3, 1, null, in -> new ResetBeforeGruSequence(in.get(0), in.get(1), in.get(2), in.get(3)));

  ResetBeforeGruSequenceProperties() {
    super(BEFORE, false);
  }

  /** With z = 1 the state stays what it is, over all steps and to the bit. */
  @Property(tries = 50)
  void choosingNothingNewKeepsTheState(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int units = draw.from(1, 20);
    Case x = draw(draw, draw.from(1, 4), draw.from(1, 6), units);
    keepsItsStart(withBias(x, 0, units, 1000), 0);
  }
}
