package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link SimpleRnnSequenceGradient} in float. */
class SimpleRnnSequenceGradientCpu extends FusedCpu
    implements SimpleRnnSequenceGradient.Kernel<float[]> {

  SimpleRnnSequenceGradientCpu() {
    this(new CpuKit());
  }

  SimpleRnnSequenceGradientCpu(CpuKit kit) {
    super(kit);
  }

  @Override
  public final void back(float[] u, float[] states, float[] gradient, float[] result, Extent s) {
    int units = s.units();
    int start = s.size();
    back(
        u,
        units,
        result,
        0,
        start,
        s,
        (b, t, row, ri) -> step(states, gradient, result, s.at(b, t), start + b * units, units, 0));
  }

  /**
   * ā of one step of one sequence, from unit number {@code j} on.
   *
   * @param now where the step begins
   * @param hi where in the result āₜ₊₁·Uᵀ stands, and then 0
   */
  void step(float[] states, float[] gradient, float[] result, int now, int hi, int units, int j) {
    for (; j < units; j++) {
      float h = states[now + j];
      float hBar = gradient[now + j] + result[hi + j];
      result[now + j] = hBar - hBar * h * h;
      result[hi + j] = 0;
    }
  }
}
