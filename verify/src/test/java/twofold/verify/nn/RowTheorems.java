package twofold.verify.nn;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems;
import twofold.verify.tensor.Twins;

/** What holds for every operation on the {@link Rows} of normalisations, many of them above all. */
abstract class RowTheorems extends OperationTheorems {

  /** The operation on ordinary numbers of this shape, with rows like these. */
  abstract Case ordinary(Draw draw, Rows.Example s);

  /** The definition and the fast writings agree where there is more than one thread takes. */
  @Property(tries = 20)
  void twinsAgreeOnManyNumbers(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Twins.agree(ordinary(draw, Rows.drawLarge(draw)));
  }

  @Property(tries = 10)
  void sameBitsForAnyNumberOfThreads(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Twins.sameBitsForAnyNumberOfThreads(ordinary(draw, Rows.drawLarge(draw)));
  }
}
