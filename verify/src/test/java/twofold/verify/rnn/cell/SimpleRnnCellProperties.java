package twofold.verify.rnn.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.cell.Bptt;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.SimpleRnnBptt;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.tensor.Device;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;

/** Theorems about {@code SimpleRnnCell} and {@code SimpleRnnBptt}. */
class SimpleRnnCellProperties extends CellTheorems {

  @Override
  Cell cell(int inputs, int units, RandomGenerator random) {
    return new SimpleRnnCell(Device.reference(), inputs, units, random);
  }

  @Override
  Bptt byHand(One read, double[][][] v) {
    return SimpleRnnBptt.of(read.x(), read.start(), read.w(), read.u(), read.b(), v);
  }

  /**
   * No state leaves [−1, 1], however large what was read: by no rounding on reference and cpu, by
   * the promise for tanh of OpenCL elsewhere.
   */
  @Property(tries = 100)
  void statesStayWithinOne(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequence s = draw(draw, 3);
    double size = draw.chance(0.5) ? 1 : 1e6;
    for (Device<?> device : everyDevice()) {
      double excess = device.name().equals("gpu") ? Arithmetic.OPENCL.ulp(5) : 0;
      List<Tensor> read =
          s.inputs().stream().map(x -> x.multiply(size).stopGradient().to(device)).toList();
      for (boolean fused : new boolean[] {false, true}) {
        for (double h : s.states(read, fused).outputs().toArray()) {
          assertThat(Math.abs(h)).as("on %s", device).isLessThanOrEqualTo(1 + excess);
        }
      }
    }
  }
}
