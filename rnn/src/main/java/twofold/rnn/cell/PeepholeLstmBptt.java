package twofold.rnn.cell;

/**
 * Backpropagation through time for {@link PeepholeLstmCell}, by hand: one sequence, plain loops,
 * gate by gate, the formulas of {@link PeepholeLstmSequence} as they stand there.
 *
 * <p>It is to be read, and to judge the automatic gradient and the fused kernels by.
 */
public final class PeepholeLstmBptt {
  private PeepholeLstmBptt() {}

  /**
   * Reads the sequence, then goes back through it.
   *
   * @param x x₁ … x_T, (T, inputs)
   * @param start what was shown before, and the memory before, (2, units)
   * @param w W, (inputs, 4·units), columns i, f, o, g
   * @param u U, (units, 4·units)
   * @param b the bias, (4·units)
   * @param k the weights of the peepholes, (3·units), i, f, o; their gradient is what the result
   *     calls further
   * @param v what the loss says about each h and each c directly, (2, T, units)
   */
  public static Bptt of(
      double[][] x,
      double[][] start,
      double[][] w,
      double[][] u,
      double[] b,
      double[] k,
      double[][][] v) {
    int steps = x.length;
    int units = start[0].length;
    int two = 2 * units;
    int three = 3 * units;

    // Forward, and keep every gate and every state: the way back needs them all.
    double[][] i = new double[steps + 1][units];
    double[][] f = new double[steps + 1][units];
    double[][] o = new double[steps + 1][units];
    double[][] g = new double[steps + 1][units];
    double[][] h = new double[steps + 1][units];
    double[][] c = new double[steps + 1][units];
    h[0] = start[0].clone();
    c[0] = start[1].clone();
    for (int t = 1; t <= steps; t++) {
      double[] fromState = Loops.rowTimes(h[t - 1], u);
      double[] a = Loops.sum(Loops.sum(Loops.rowTimes(x[t - 1], w), fromState), b);
      for (int j = 0; j < units; j++) {
        double before = c[t - 1][j];
        i[t][j] = Loops.sigmoid(a[j] + k[j] * before);
        f[t][j] = Loops.sigmoid(a[units + j] + k[units + j] * before);
        g[t][j] = Math.tanh(a[three + j]);
        c[t][j] = f[t][j] * before + i[t][j] * g[t][j];
        o[t][j] = Loops.sigmoid(a[two + j] + k[two + j] * c[t][j]);
        h[t][j] = o[t][j] * Math.tanh(c[t][j]);
      }
    }

    // Backward. What the next step says about h and c of this one; after the last, nothing.
    double[][] wBar = new double[w.length][4 * units];
    double[][] uBar = new double[units][4 * units];
    double[] bBar = new double[4 * units];
    double[] kBar = new double[three];
    double[][] xBar = new double[steps][];
    double[] passedH = new double[units];
    double[] passedC = new double[units];
    for (int t = steps; t >= 1; t--) {
      double[] a = new double[4 * units]; // āₜ
      for (int j = 0; j < units; j++) {
        double before = c[t - 1][j];
        double tanh = Math.tanh(c[t][j]);
        double hBar = v[0][t - 1][j] + passedH[j];
        a[two + j] = hBar * tanh * (o[t][j] - o[t][j] * o[t][j]);
        double tanhBar = hBar * o[t][j];
        double direct = v[1][t - 1][j] + (tanhBar - tanhBar * tanh * tanh);
        double cBar = direct + a[two + j] * k[two + j] + passedC[j];
        a[j] = cBar * g[t][j] * (i[t][j] - i[t][j] * i[t][j]);
        a[units + j] = cBar * before * (f[t][j] - f[t][j] * f[t][j]);
        double gBar = cBar * i[t][j];
        a[three + j] = gBar - gBar * g[t][j] * g[t][j];
        passedC[j] = cBar * f[t][j] + a[j] * k[j] + a[units + j] * k[units + j];
        kBar[j] += a[j] * before;
        kBar[units + j] += a[units + j] * before;
        kBar[two + j] += a[two + j] * c[t][j];
      }
      Loops.addOuter(x[t - 1], a, wBar);
      Loops.addOuter(h[t - 1], a, uBar);
      bBar = Loops.sum(bBar, a);
      xBar[t - 1] = Loops.timesRow(w, a);
      passedH = Loops.timesRow(u, a);
    }
    double[][][] states = {h, c};
    double[][] startBar = {passedH, passedC};
    return new Bptt(states, wBar, uBar, bBar, kBar, xBar, startBar);
  }
}
