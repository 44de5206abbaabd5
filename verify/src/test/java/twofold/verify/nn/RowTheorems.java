package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Parallel;
import twofold.tensor.Tensor;
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
    Case many = ordinary(draw, Rows.drawLarge(draw));
    for (Device<?> device : Twins.devices()) {
      List<Tensor> there = many.inputs().stream().map(input -> input.to(device)).toList();
      double[] expected = null;
      int threads = Parallel.threads();
      try {
        for (int t = 1; t <= 3; t++) {
          Parallel.setThreads(t);
          double[] y = many.function().apply(there).toArray();
          expected = expected == null ? y : expected;
          assertThat(y).as("%d threads on %s", t, device).isEqualTo(expected);
        }
      } finally {
        Parallel.setThreads(threads);
      }
    }
  }
}
