package twofold.rnn.cell;

/**
 * Backpropagation through time for {@link ResetBeforeGruCell}, by hand: one sequence, plain loops,
 * gate by gate, the formulas of {@link ResetBeforeGruSequence} as they stand there. U is taken
 * apart, as its parts multiply different things.
 *
 * <p>It is to be read, and to judge the automatic gradient and the fused kernels by.
 */
public final class ResetBeforeGruBptt {
  private ResetBeforeGruBptt() {}

  /**
   * Reads the sequence, then goes back through it.
   *
   * @param x x₁ … x_T, (T, inputs)
   * @param start the state before, (1, units)
   * @param w W, (inputs, 3·units), columns z, r, n
   * @param u U, (units, 3·units)
   * @param b the bias, (3·units)
   * @param v what the loss says about each state directly, (1, T, units)
   */
  public static Bptt of(
      double[][] x, double[][] start, double[][] w, double[][] u, double[] b, double[][][] v) {
    int steps = x.length;
    int units = start[0].length;
    double[][] uGates = Loops.columns(u, 0, 2 * units);
    double[][] uNew = Loops.columns(u, 2 * units, 3 * units);

    // Forward, and keep every gate, every state, and what of it is looked at.
    double[][] z = new double[steps + 1][units];
    double[][] r = new double[steps + 1][units];
    double[][] q = new double[steps + 1][units];
    double[][] n = new double[steps + 1][units];
    double[][] h = new double[steps + 1][units];
    h[0] = start[0].clone();
    for (int t = 1; t <= steps; t++) {
      double[] p = Loops.rowTimes(x[t - 1], w);
      double[] toGates = Loops.rowTimes(h[t - 1], uGates);
      for (int j = 0; j < units; j++) {
        int reset = units + j;
        z[t][j] = Loops.sigmoid(p[j] + toGates[j] + b[j]);
        r[t][j] = Loops.sigmoid(p[reset] + toGates[reset] + b[reset]);
        q[t][j] = r[t][j] * h[t - 1][j];
      }
      double[] toNew = Loops.rowTimes(q[t], uNew);
      for (int j = 0; j < units; j++) {
        int fresh = 2 * units + j;
        n[t][j] = Math.tanh(p[fresh] + toNew[j] + b[fresh]);
        h[t][j] = (1 - z[t][j]) * n[t][j] + z[t][j] * h[t - 1][j];
      }
    }

    // Backward. What the next step says about h of this one; after the last, nothing.
    double[][] wBar = new double[w.length][3 * units];
    double[][] uGatesBar = new double[units][2 * units];
    double[][] uNewBar = new double[units][units];
    double[] bBar = new double[3 * units];
    double[][] xBar = new double[steps][];
    double[] passed = new double[units];
    for (int t = steps; t >= 1; t--) {
      double[] ofGates = new double[2 * units]; // āₜ in the columns z and r
      double[] ofNew = new double[units]; // and in the columns n
      double[] kept = new double[units]; // what this step says about hₜ₋₁ past all products
      for (int j = 0; j < units; j++) {
        double hBar = v[0][t - 1][j] + passed[j];
        double zBar = hBar * (h[t - 1][j] - n[t][j]);
        double nBar = hBar * (1 - z[t][j]);
        ofGates[j] = zBar * (z[t][j] - z[t][j] * z[t][j]);
        ofNew[j] = nBar - nBar * n[t][j] * n[t][j];
        kept[j] = hBar * z[t][j];
      }
      double[] qBar = Loops.timesRow(uNew, ofNew);
      for (int j = 0; j < units; j++) {
        double rBar = qBar[j] * h[t - 1][j];
        ofGates[units + j] = rBar * (r[t][j] - r[t][j] * r[t][j]);
        kept[j] += qBar[j] * r[t][j];
      }
      Loops.addOuter(h[t - 1], ofGates, uGatesBar);
      Loops.addOuter(q[t], ofNew, uNewBar);
      double[] a = Loops.joined(ofGates, ofNew);
      Loops.addOuter(x[t - 1], a, wBar);
      bBar = Loops.sum(bBar, a);
      xBar[t - 1] = Loops.timesRow(w, a);
      passed = Loops.sum(kept, Loops.timesRow(uGates, ofGates));
    }
    double[][] uBar = new double[units][];
    for (int j = 0; j < units; j++) {
      uBar[j] = Loops.joined(uGatesBar[j], uNewBar[j]);
    }
    double[][][] states = {h};
    double[][] startBar = {passed};
    return new Bptt(states, wBar, uBar, bBar, new double[0], xBar, startBar);
  }
}
