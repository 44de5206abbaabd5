package twofold.rnn.cell;

/**
 * Backpropagation through time for {@link SimpleRnnCell}, by hand: one sequence, plain loops, the
 * formulas as they stand there.
 *
 * <p>It is to be read, and to judge the automatic gradient by. Every sum is formed as there - first
 * the inputs' part, then the state's, then the bias - so that the same rounding analysis holds.
 */
public final class SimpleRnnBptt {
  private SimpleRnnBptt() {}

  /**
   * Reads the sequence, then goes back through it.
   *
   * @param x x₁ … x_T, (T, inputs)
   * @param start the state before, (1, units)
   * @param w W, (inputs, units)
   * @param u U, (units, units)
   * @param b the bias, (units)
   * @param v v₁ … v_T, (1, T, units): what the loss says about each state directly
   */
  public static Bptt of(
      double[][] x, double[][] start, double[][] w, double[][] u, double[] b, double[][][] v) {
    int steps = x.length;
    int units = start[0].length;
    int inputs = w.length;

    // Forward, and keep every state: the way back needs them all.
    double[][] h = new double[steps + 1][];
    h[0] = start[0].clone();
    for (int t = 1; t <= steps; t++) {
      double[] fromInput = Loops.rowTimes(x[t - 1], w);
      double[] fromState = Loops.rowTimes(h[t - 1], u);
      h[t] = new double[units];
      for (int j = 0; j < units; j++) {
        h[t][j] = Math.tanh(fromInput[j] + fromState[j] + b[j]);
      }
    }

    // Backward. `passed` is āₜ₊₁·Uᵀ, what the next step says about this state; after the last,
    // nothing.
    double[][] wBar = new double[inputs][units];
    double[][] uBar = new double[units][units];
    double[] bBar = new double[units];
    double[][] xBar = new double[steps][];
    // region backward
    double[] passed = new double[units];
    for (int t = steps; t >= 1; t--) {
      double[] a = new double[units]; // āₜ
      for (int j = 0; j < units; j++) {
        double hBar = v[0][t - 1][j] + passed[j];
        a[j] = hBar - hBar * h[t][j] * h[t][j];
      }
      Loops.addOuter(x[t - 1], a, wBar);
      Loops.addOuter(h[t - 1], a, uBar);
      for (int j = 0; j < units; j++) {
        bBar[j] += a[j];
      }
      xBar[t - 1] = Loops.timesRow(w, a);
      passed = Loops.timesRow(u, a);
    }
    // endregion
    double[][][] states = {h};
    double[][] startBar = {passed};
    return new Bptt(states, wBar, uBar, bBar, new double[0], xBar, startBar);
  }
}
