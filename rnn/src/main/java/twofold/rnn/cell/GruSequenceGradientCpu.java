package twofold.rnn.cell;

import twofold.tensor.CpuKit;

/** {@link GruSequenceGradient} in float. */
class GruSequenceGradientCpu extends FusedCpu implements GruSequenceGradient.Kernel<float[]> {

  GruSequenceGradientCpu() {
    this(new CpuKit());
  }

  GruSequenceGradientCpu(CpuKit kit) {
    super(kit);
  }

  @Override
  public final void back(
      float[] u,
      float[] h0,
      float[] gates,
      float[] states,
      float[] gradient,
      float[] result,
      Extent s) {
    int units = s.units();
    int products = GruCell.GATES * s.size();
    int start = 2 * products;
    back(
        u,
        GruCell.GATES * units,
        result,
        products,
        start,
        s,
        (b, t, row, ri) -> {
          int now = s.at(b, t);
          int pi = GruCell.GATES * now;
          int h = start + b * units;
          kit.add(gradient, now, result, h, result, h, units);
          float[] before = t == 0 ? h0 : states;
          int bi = t == 0 ? b * units : now - units;
          step(gates, GruSequence.KEPT * now, before, bi, result, pi, products + pi, h, units, 0);
        });
  }

  /**
   * p̄ and s̄ of one step of one sequence, from unit number {@code j} on.
   *
   * @param gi where the step begins in the gates
   * @param pi where p̄ begins in the result
   * @param si where s̄ begins there
   * @param hi where h̄ₜ stands there, and then h̄ₜ∘zₜ
   */
  void step(
      float[] gates,
      int gi,
      float[] before,
      int bi,
      float[] result,
      int pi,
      int si,
      int hi,
      int units,
      int j) {
    for (; j < units; j++) {
      float z = gates[gi + j];
      float r = gates[gi + units + j];
      float n = gates[gi + 2 * units + j];
      float m = gates[gi + 3 * units + j];
      float h = result[hi + j];
      float nBar = h * (1 - z);
      float a = nBar - nBar * n * n;
      float ofUpdate = h * (before[bi + j] - n) * (z - z * z);
      float ofReset = a * m * (r - r * r);
      result[pi + j] = ofUpdate;
      result[pi + units + j] = ofReset;
      result[pi + 2 * units + j] = a;
      result[si + j] = ofUpdate;
      result[si + units + j] = ofReset;
      result[si + 2 * units + j] = a * r;
      result[hi + j] = h * z;
    }
  }
}
