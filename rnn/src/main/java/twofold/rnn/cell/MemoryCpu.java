package twofold.rnn.cell;

import java.util.Arrays;
import twofold.tensor.CpuKit;

/**
 * What the twins of cells with a memory c share on the processor beside {@link FusedCpu}. In all of
 * them the output gate stands before what is new, and what is new is the last of the gates.
 */
abstract class MemoryCpu extends FusedCpu {

  MemoryCpu(CpuKit kit) {
    super(kit);
  }

  /** A function of gates that begin at gi, and of the memory before; {@link LstmMemoryCpu}. */
  interface Remember {
    void into(
        float[] gates, int gi, float[] before, int bi, float[] c, int ci, int units, int from);
  }

  /** The way there for a cell whose gates all see the same of the inputs and of h. */
  final void throughMemory(
      int gateCount,
      float[] projected,
      float[] u,
      float[] bias,
      float[] h0,
      float[] c0,
      float[] gates,
      float[] states,
      Extent s,
      Remember remember) {
    int units = s.units();
    int columns = gateCount * units;
    int ofNew = columns - units;
    through(
        u,
        columns,
        h0,
        states,
        s,
        (b, t, a, ai) -> {
          int now = s.at(b, t);
          int gi = gateCount * now;
          int ci = s.size() + now;
          complete(projected, gi, bias, 0, a, ai, columns);
          kit.sigmoid(a, ai, gates, gi, ofNew);
          kit.tanh(a, ai + ofNew, gates, gi + ofNew, units);
          if (t == 0) {
            remember.into(gates, gi, c0, b * units, states, ci, units, 0);
          } else {
            remember.into(gates, gi, states, ci - units, states, ci, units, 0);
          }
          show(gates, gi + ofNew - units, a, ai, states, now, s);
        });
  }

  /**
   * {@code h = o∘tanh(c)}.
   *
   * @param oi where the output gate is
   * @param row room for so many numbers as there are units
   */
  final void show(float[] gates, int oi, float[] row, int ri, float[] states, int now, Extent s) {
    kit.tanh(states, s.size() + now, row, ri, s.units());
    kit.multiply(gates, oi, row, ri, states, now, s.units());
  }

  /** What is special to a cell on the way back. */
  interface BackStep {
    /**
     * ā of one step of one sequence.
     *
     * @param at where the step begins in the gates, and in the result
     * @param before where the memory before stands, from bi on
     * @param ci where cₜ stands in the states; tanh cₜ is in {@code tanh} from yi on
     * @param hBar where in the result h̄ₜ stands, and then 0
     * @param cBar where in the result stands wₜ and what the step after says about cₜ directly, and
     *     then what this step says about cₜ₋₁
     */
    void of(int at, float[] before, int bi, int ci, float[] tanh, int yi, int hBar, int cBar);
  }

  /** The way back; in the result stand one after the other ā, h̄₀ and c̄₀. */
  final void backThroughMemory(
      int gateCount,
      float[] u,
      float[] c0,
      float[] states,
      float[] gradient,
      float[] result,
      Extent s,
      BackStep step) {
    int units = s.units();
    int hStart = gateCount * s.size();
    int cStart = hStart + s.batch() * units;
    Arrays.fill(result, cStart, result.length, 0);
    back(
        u,
        gateCount * units,
        result,
        0,
        hStart,
        s,
        (b, t, tanh, yi) -> {
          int now = s.at(b, t);
          int ci = s.size() + now;
          int hBar = hStart + b * units;
          int cBar = cStart + b * units;
          kit.add(gradient, now, result, hBar, result, hBar, units);
          kit.add(gradient, ci, result, cBar, result, cBar, units);
          kit.tanh(states, ci, tanh, yi, units);
          float[] before = t == 0 ? c0 : states;
          int bi = t == 0 ? b * units : ci - units;
          step.of(gateCount * now, before, bi, ci, tanh, yi, hBar, cBar);
        });
  }
}
