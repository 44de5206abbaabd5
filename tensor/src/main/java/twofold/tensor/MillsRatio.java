package twofold.tensor;

/**
 * What the fast twins of {@link Gelu} have instead of erf: the tail of the normal distribution,
 * divided by its density, as a polynomial.
 *
 * <pre>
 *   R(a) = Φ(−a)/φ(a)  for a ≥ 0        Φ(−a) = φ(a)·R(a)        [Mills 1926]
 *
 *   All that is steep is in φ. R itself falls from √(π/2) to nothing like 1/a, so that (a + 3)·R(a) goes gently from 3.76
 *   to 1. Half a line becomes an interval by
 *     w = (a − 3)/(a + 3),  from −1 at a = 0 to 1 at ∞
 *   and there (a + 3)·R(a) has a Chebyshev series that falls fast: the term of degree 13 is 6·10⁻¹⁰, a hundredth of u, and
 *   is left out with all that follow. With 2 or 4 in place of 3 it takes as many terms.
 *                                                          [Shepherd &amp; Laframboise 1981, for e^x²·erfc x]
 *
 *   The coefficients are those of interpolation at Chebyshev's nodes, cos(π(j + ½)/n), from values in double; then powers
 *   of w are collected, for Horner's rule. As φ is always e^−a²/2 times 1/√(2π), that factor is put in here:
 *     φ(a)·R(a) = e^−a²/2·p(w)/(a + 3)
 * </pre>
 */
public final class MillsRatio {
  /** The 3 of the formulas. */
  public static final float SHIFT = 3;

  /** From here on e^−a²/2 is 0, as a float; nor does R have to be known further out. */
  public static final float LARGE = 15;

  private static final int TERMS = 13;
  private static final int NODES = 32;

  private MillsRatio() {}

  /** The coefficients of p, that of w⁰ first. */
  public static float[] polynomial() {
    double[] p = new double[TERMS];
    double[] before = new double[TERMS]; // the powers in T₋₁(w) = w, so that T₁ = 2w·T₀ − T₋₁
    double[] now = new double[TERMS]; // those in T₀(w) = 1
    before[1] = 1;
    now[0] = 1;
    for (int m = 0; m < TERMS; m++) {
      double c = chebyshev(m);
      double[] next = new double[TERMS];
      for (int k = 0; k < TERMS; k++) {
        p[k] += c * now[k];
        next[k] = (k > 0 ? 2 * now[k - 1] : 0) - before[k];
      }
      before = now;
      now = next;
    }
    float[] rounded = new float[TERMS];
    for (int k = 0; k < TERMS; k++) {
      rounded[k] = (float) p[k];
    }
    return rounded;
  }

  /** The coefficient of T_m(w) = cos(m·arccos w) in (a + 3)·R(a)/√(2π). */
  private static double chebyshev(int m) {
    double sum = 0;
    for (int j = 0; j < NODES; j++) {
      double angle = Math.PI * (j + 0.5) / NODES;
      double w = Math.cos(angle);
      double a = SHIFT * (1 + w) / (1 - w);
      sum += (a + SHIFT) * Erf.erfcx(a / Math.sqrt(2)) / 2 * Math.cos(m * angle);
    }
    return sum * (m == 0 ? 1.0 : 2.0) / NODES;
  }
}
