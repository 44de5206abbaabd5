package twofold.rnn.cell;

/**
 * Backpropagation through time for {@link CoupledLstmCell}, by hand: one sequence, plain loops,
 * gate by gate, the formulas of {@link CoupledLstmSequence} as they stand there.
 *
 * <p>It is to be read, and to judge the automatic gradient and the fused kernels by.
 */
public final class CoupledLstmBptt {
  private CoupledLstmBptt() {}

  /**
   * Reads the sequence, then goes back through it.
   *
   * @param x x₁ … x_T, (T, inputs)
   * @param start what was shown before, and the memory before, (2, units)
   * @param w W, (inputs, 3·units), columns f, o, g
   * @param u U, (units, 3·units)
   * @param b the bias, (3·units)
   * @param v what the loss says about each h and each c directly, (2, T, units)
   */
  public static Bptt of(
      double[][] x, double[][] start, double[][] w, double[][] u, double[] b, double[][][] v) {
    int steps = x.length;
    int units = start[0].length;

    // Forward, and keep every gate and every state: the way back needs them all.
    double[][] f = new double[steps + 1][units];
    double[][] o = new double[steps + 1][units];
    double[][] g = new double[steps + 1][units];
    double[][] h = new double[steps + 1][units];
    double[][] c = new double[steps + 1][units];
    h[0] = start[0].clone();
    c[0] = start[1].clone();
    for (int t = 1; t <= steps; t++) {
      double[] a = Loops.sum(Loops.rowTimes(x[t - 1], w), Loops.rowTimes(h[t - 1], u));
      for (int j = 0; j < units; j++) {
        f[t][j] = Loops.sigmoid(a[j] + b[j]);
        o[t][j] = Loops.sigmoid(a[units + j] + b[units + j]);
        g[t][j] = Math.tanh(a[2 * units + j] + b[2 * units + j]);
        c[t][j] = f[t][j] * c[t - 1][j] + (1 - f[t][j]) * g[t][j];
        h[t][j] = o[t][j] * Math.tanh(c[t][j]);
      }
    }

    // Backward. What the next step says about h and c of this one; after the last, nothing.
    double[][] wBar = new double[w.length][3 * units];
    double[][] uBar = new double[units][3 * units];
    double[] bBar = new double[3 * units];
    double[][] xBar = new double[steps][];
    double[] passedH = new double[units];
    double[] passedC = new double[units];
    for (int t = steps; t >= 1; t--) {
      double[] a = new double[3 * units]; // āₜ
      for (int j = 0; j < units; j++) {
        double tanh = Math.tanh(c[t][j]);
        double hBar = v[0][t - 1][j] + passedH[j];
        double oBar = hBar * tanh;
        double tanhBar = hBar * o[t][j];
        double cBar = v[1][t - 1][j] + (tanhBar - tanhBar * tanh * tanh) + passedC[j];
        double fBar = cBar * (c[t - 1][j] - g[t][j]);
        double gBar = cBar * (1 - f[t][j]);
        a[j] = fBar * (f[t][j] - f[t][j] * f[t][j]);
        a[units + j] = oBar * (o[t][j] - o[t][j] * o[t][j]);
        a[2 * units + j] = gBar - gBar * g[t][j] * g[t][j];
        passedC[j] = cBar * f[t][j];
      }
      Loops.addOuter(x[t - 1], a, wBar);
      Loops.addOuter(h[t - 1], a, uBar);
      bBar = Loops.sum(bBar, a);
      xBar[t - 1] = Loops.timesRow(w, a);
      passedH = Loops.timesRow(u, a);
    }
    double[][][] states = {h, c};
    double[][] startBar = {passedH, passedC};
    return new Bptt(states, wBar, uBar, bBar, new double[0], xBar, startBar);
  }
}
