package twofold.rnn.cell;

import twofold.tensor.CpuKit;
import twofold.tensor.MatMulPacked;

/**
 * {@link LstmSequence} in float.
 *
 * <p>The sequences of a batch do not see each other. So each thread takes some of them through all
 * of time, and no thread waits for another between two steps. U is packed once for all steps and
 * threads; the states of one step, a row for each sequence, are multiplied by it together.
 */
class LstmSequenceCpu implements LstmSequence.Kernel<float[]> {
  private final CpuKit kit;
  private final ThreadLocal<MatMulPacked> packed;

  LstmSequenceCpu() {
    this(new CpuKit());
  }

  LstmSequenceCpu(CpuKit kit) {
    this.kit = kit;
    packed = ThreadLocal.withInitial(kit::packed);
  }

  @Override
  public final void run(
      float[] projected,
      float[] u,
      float[] bias,
      float[] h0,
      float[] c0,
      float[] gates,
      float[] states,
      Extent s) {
    int columns = LstmCell.GATES * s.units();
    MatMulPacked weights = packed.get().pack(u, 0, columns, 1, s.units(), columns);
    Rows.ofThreads(
        s.batch(),
        (from, to) -> {
          float[] a = new float[(to - from) * columns];
          float[] tanh = new float[s.units()];
          for (int t = 0; t < s.steps(); t++) {
            if (t == 0) {
              weights.multiply(h0, from * s.units(), s.units(), a, 0, columns, to - from);
            } else {
              int row = s.steps() * s.units();
              weights.multiply(states, s.at(from, t - 1), row, a, 0, columns, to - from);
            }
            for (int b = from; b < to; b++) {
              int ai = (b - from) * columns;
              kit.add(projected, LstmCell.GATES * s.at(b, t), a, ai, a, ai, columns);
              kit.add(a, ai, bias, 0, a, ai, columns);
              boolean first = t == 0;
              int before = first ? b * s.units() : s.size() + s.at(b, t - 1);
              step(a, ai, first ? c0 : states, before, gates, states, s, s.at(b, t), tanh);
            }
          }
        });
  }

  /** The gates of one step of one sequence, then c and h. */
  private void step(
      float[] a,
      int ai,
      float[] before,
      int bi,
      float[] gates,
      float[] states,
      Extent s,
      int now,
      float[] tanh) {
    int units = s.units();
    int gi = LstmCell.GATES * now;
    int ci = s.size() + now;
    kit.sigmoid(a, ai, gates, gi, LstmCell.NEW * units); // input, forget, output gate
    kit.tanh(a, ai + LstmCell.NEW * units, gates, gi + LstmCell.NEW * units, units);
    remember(gates, gi, before, bi, states, ci, units, 0);
    kit.tanh(states, ci, tanh, 0, units);
    kit.multiply(gates, gi + LstmCell.OUTPUT * units, tanh, 0, states, now, units);
  }

  /** {@code c = f∘before + i∘g}, from unit number {@code j} on. */
  void remember(
      float[] gates, int gi, float[] before, int bi, float[] c, int ci, int units, int j) {
    for (; j < units; j++) {
      float kept = gates[gi + units + j] * before[bi + j];
      c[ci + j] = kept + gates[gi + j] * gates[gi + 3 * units + j];
    }
  }
}
