package twofold.rnn.cell;

import java.util.Arrays;
import twofold.tensor.CpuKit;

/**
 * What the twins of {@link LstmSequenceGradient} and its variants share on the processor beside
 * {@link FusedCpu}: all but ā of one step.
 */
abstract class MemoryGradientCpu extends FusedCpu {
  private final int gateCount;

  MemoryGradientCpu(CpuKit kit, int gateCount) {
    super(kit);
    this.gateCount = gateCount;
  }

  /**
   * Where one step of one sequence finds its numbers, and leaves what it says.
   *
   * @param at where the step begins in the gates, and ā in the result
   * @param before where the memory before stands, from bi on
   * @param tanh where tanh cₜ stands, from yi on
   * @param hBar where in the result h̄ₜ stands, and then 0
   * @param cBar where in the result stands wₜ and what the step after says about cₜ directly, and
   *     then what this step says about cₜ₋₁
   * @param peepholes their weights, or null
   */
  record Place(
      float[] gates,
      int at,
      float[] before,
      int bi,
      float[] tanh,
      int yi,
      float[] result,
      int hBar,
      int cBar,
      float[] peepholes,
      int units) {}

  /** ā of one step of one sequence, from unit number {@code j} on. */
  abstract void step(Place x, int j);

  public final void back(
      float[] u,
      float[] c0,
      float[] gates,
      float[] states,
      float[] gradient,
      float[] result,
      Extent s) {
    back(u, null, c0, gates, states, gradient, result, s);
  }

  public final void back(
      float[] u,
      float[] peepholes,
      float[] c0,
      float[] gates,
      float[] states,
      float[] gradient,
      float[] result,
      Extent s) {
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
          int h = hStart + b * units;
          int c = cStart + b * units;
          kit.add(gradient, now, result, h, result, h, units);
          kit.add(gradient, ci, result, c, result, c, units);
          kit.tanh(states, ci, tanh, yi, units);
          float[] before = t == 0 ? c0 : states;
          int bi = t == 0 ? b * units : ci - units;
          int at = gateCount * now;
          step(new Place(gates, at, before, bi, tanh, yi, result, h, c, peepholes, units), 0);
        });
  }
}
