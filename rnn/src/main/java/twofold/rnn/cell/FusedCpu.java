package twofold.rnn.cell;

import java.util.Arrays;
import twofold.tensor.CpuKit;
import twofold.tensor.MatMulPacked;

/**
 * What the twins of the fused operations share on the processor: the loop over time, there and
 * back.
 *
 * <p>The sequences of a batch do not see each other. So each thread takes some of them through all
 * of time, and no thread waits for another between two steps. The weights are packed once for all
 * steps and threads; the states of one step, a row for each sequence, are multiplied by them
 * together.
 */
abstract class FusedCpu {
  final CpuKit kit;
  private final ThreadLocal<MatMulPacked[]> packed;

  FusedCpu(CpuKit kit) {
    this.kit = kit;
    packed = ThreadLocal.withInitial(() -> new MatMulPacked[] {kit.packed(), kit.packed()});
  }

  /** This thread's place number 0 or 1 for packed weights. */
  final MatMulPacked packed(int which) {
    return packed.get()[which];
  }

  /** What is special to a cell. */
  interface Step {
    /**
     * Step t of sequence b.
     *
     * @param row numbers of this thread and this sequence, from {@code at} on
     */
    void of(int b, int t, float[] row, int at);
  }

  /**
   * The way there. Each step finds h·U in its row.
   *
   * @param u (units, columns)
   * @param h0 the state shown before the first step
   * @param states those shown after every step, as the steps write them
   */
  final void through(float[] u, int columns, float[] h0, float[] states, Extent s, Step step) {
    MatMulPacked weights = packed(0).pack(u, 0, columns, 1, s.units(), columns);
    Rows.ofThreads(
        s.batch(),
        (from, to) -> {
          float[] rows = new float[(to - from) * columns];
          for (int t = 0; t < s.steps(); t++) {
            timesBefore(weights, h0, states, s, from, to, t, rows, columns);
            for (int b = from; b < to; b++) {
              step.of(b, t, rows, (b - from) * columns);
            }
          }
        });
  }

  /** {@code hₜ₋₁·U} for some sequences. */
  static void timesBefore(
      MatMulPacked weights,
      float[] h0,
      float[] states,
      Extent s,
      int from,
      int to,
      int t,
      float[] rows,
      int columns) {
    if (t == 0) {
      weights.multiply(h0, from * s.units(), s.units(), rows, 0, columns, to - from);
    } else {
      int row = s.steps() * s.units();
      weights.multiply(states, s.at(from, t - 1), row, rows, 0, columns, to - from);
    }
  }

  /**
   * The way back. Each step finds in {@code result}, at {@code start} and the units of its
   * sequence, what the step after says about its h. It writes down what it says about the products
   * hₜ₋₁·U, and leaves there what it says about hₜ₋₁ directly; what it says through the product is
   * added here. After all steps stands there what is said about h₀. The row is free.
   *
   * @param at where in the result the steps write: {@code columns} numbers for each step of each
   *     sequence
   */
  final void back(float[] u, int columns, float[] result, int at, int start, Extent s, Step step) {
    int units = s.units();
    MatMulPacked transposed = packed(0).pack(u, 0, 1, columns, columns, units);
    Rows.ofThreads(
        s.batch(),
        (from, to) -> {
          float[] rows = new float[(to - from) * units];
          int passed = start + from * units;
          Arrays.fill(result, passed, passed + rows.length, 0);
          for (int t = s.steps() - 1; t >= 0; t--) {
            for (int b = from; b < to; b++) {
              step.of(b, t, rows, (b - from) * units);
            }
            int ai = at + s.at(from, t) / units * columns;
            transposed.multiply(result, ai, s.steps() * columns, rows, 0, units, to - from);
            kit.add(rows, 0, result, passed, result, passed, rows.length);
          }
        });
  }

  /** {@code a ← a + p + b}, from left to right as the definitions have it. */
  final void complete(float[] p, int pi, float[] bias, int bi, float[] a, int ai, int n) {
    kit.add(p, pi, a, ai, a, ai, n);
    kit.add(a, ai, bias, bi, a, ai, n);
  }
}
