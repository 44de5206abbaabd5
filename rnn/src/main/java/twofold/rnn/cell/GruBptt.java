package twofold.rnn.cell;

/**
 * Backpropagation through time for {@link GruCell}, by hand: one sequence, plain loops, gate by
 * gate, the formulas of {@link GruSequence} as they stand there.
 *
 * <p>It is to be read, and to judge the automatic gradient and the fused kernels by.
 */
public final class GruBptt {
  private GruBptt() {}

  /**
   * Reads the sequence, then goes back through it.
   *
   * @param x x₁ … x_T, (T, inputs)
   * @param start the state before, (1, units)
   * @param w W, (inputs, 3·units), columns z, r, n
   * @param u U, (units, 3·units)
   * @param b the bias, (3·units)
   * @param un the bias of the state, u_n, (units); its gradient is what the result calls further
   * @param v what the loss says about each state directly, (1, T, units)
   */
  public static Bptt of(
      double[][] x,
      double[][] start,
      double[][] w,
      double[][] u,
      double[] b,
      double[] un,
      double[][][] v) {
    int steps = x.length;
    int units = start[0].length;

    // Forward, and keep every gate, every state, and mₜ = hₜ₋₁·U_n + u_n.
    double[][] z = new double[steps + 1][units];
    double[][] r = new double[steps + 1][units];
    double[][] m = new double[steps + 1][units];
    double[][] n = new double[steps + 1][units];
    double[][] h = new double[steps + 1][units];
    h[0] = start[0].clone();
    for (int t = 1; t <= steps; t++) {
      double[] p = Loops.rowTimes(x[t - 1], w);
      double[] s = Loops.rowTimes(h[t - 1], u);
      for (int j = 0; j < units; j++) {
        int reset = units + j;
        int fresh = 2 * units + j;
        z[t][j] = Loops.sigmoid(p[j] + s[j] + b[j]);
        r[t][j] = Loops.sigmoid(p[reset] + s[reset] + b[reset]);
        m[t][j] = s[fresh] + un[j];
        n[t][j] = Math.tanh(p[fresh] + r[t][j] * m[t][j] + b[fresh]);
        h[t][j] = (1 - z[t][j]) * n[t][j] + z[t][j] * h[t - 1][j];
      }
    }

    // Backward. What the next step says about h of this one; after the last, nothing.
    double[][] wBar = new double[w.length][3 * units];
    double[][] uBar = new double[units][3 * units];
    double[] bBar = new double[3 * units];
    double[] unBar = new double[units];
    double[][] xBar = new double[steps][];
    double[] passed = new double[units];
    for (int t = steps; t >= 1; t--) {
      double[] p = new double[3 * units]; // p̄ₜ
      double[] s = new double[3 * units]; // s̄ₜ
      double[] kept = new double[units]; // what this step says about hₜ₋₁ past all products
      for (int j = 0; j < units; j++) {
        double hBar = v[0][t - 1][j] + passed[j];
        double zBar = hBar * (h[t - 1][j] - n[t][j]);
        double nBar = hBar * (1 - z[t][j]);
        double fresh = nBar - nBar * n[t][j] * n[t][j];
        double rBar = fresh * m[t][j];
        p[j] = zBar * (z[t][j] - z[t][j] * z[t][j]);
        p[units + j] = rBar * (r[t][j] - r[t][j] * r[t][j]);
        p[2 * units + j] = fresh;
        s[j] = p[j];
        s[units + j] = p[units + j];
        s[2 * units + j] = fresh * r[t][j];
        unBar[j] += s[2 * units + j];
        kept[j] = hBar * z[t][j];
      }
      Loops.addOuter(x[t - 1], p, wBar);
      Loops.addOuter(h[t - 1], s, uBar);
      bBar = Loops.sum(bBar, p);
      xBar[t - 1] = Loops.timesRow(w, p);
      passed = Loops.sum(kept, Loops.timesRow(u, s));
    }
    double[][][] states = {h};
    double[][] startBar = {passed};
    return new Bptt(states, wBar, uBar, bBar, unBar, xBar, startBar);
  }
}
