package twofold.math;

import java.util.Arrays;
import java.util.Locale;

/**
 * How much there is to learn from a random outcome, in {@link #BITS} or in {@link #NATS}.
 *
 * <pre>
 *   I(p)   = −log p                                   the surprise of an event of probability p
 *   H(X)   = Σₓ p(x)·I(p(x))                          entropy: the mean surprise; 0·log 0 = 0
 *   H(X,Y) = Σₓᵧ p(x,y)·I(p(x,y))                     joint
 *   H(Y|X) = Σₓᵧ p(x,y)·I(p(y|x)),  p(y|x) = p(x,y)/p(x)   what is left of Y once X is known
 *   G(Y;X) = H(Y) − H(Y|X)                            information gain, what X tells about Y
 *
 *   0 ≤ H(X) ≤ log n                                  a sure event; n equally likely ones
 *   H(X,Y) = H(X) + H(Y|X)                            the chain rule
 *   H(Y|X) ≤ H(Y)                                     knowing more never hurts, on average
 * </pre>
 *
 * <p>The base of the logarithm is the unit: base 2 counts yes/no questions (bits), base e gives
 * nats, 1 nat = 1/ln 2 ≈ 1.4427 bits. [Shannon, A Mathematical Theory of Communication, 1948; Cover
 * and Thomas, Elements of Information Theory, 2006, ch. 2]
 *
 * <p>Distributions come as probabilities, or as counts: how often each outcome was seen. A table is
 * indexed {@code [x][y]}. Every sum below adds terms p·I(p) ≥ 0 only, so no digits cancel, and no
 * entropy comes out negative by rounding; only the gain is a difference.
 */
public enum Entropy {
  /** Logarithms to base 2. */
  BITS {
    /**
     * log₂ x = e + ln m / ln 2 where x = m·2ᵉ and ½√2 < m ≤ √2: exact at the powers of two, and
     * without cancellation near 1, where e = 0.
     */
    @Override
    double log(double x) {
      if (x < Double.MIN_NORMAL) {
        return log(x * 0x1p54) - 54;
      }
      int e = Math.getExponent(x);
      double m = Math.scalb(x, -e);
      if (m > ROOT_2) {
        m /= 2;
        e++;
      }
      return e + StrictMath.log(m) * LOG2_E;
    }
  },

  /** Natural logarithms. */
  NATS {
    @Override
    double log(double x) {
      return StrictMath.log(x);
    }
  };

  private static final double ROOT_2 = Math.sqrt(2);
  private static final double LOG2_E = 1.4426950408889634;

  /** How many roundings a probability may have been through before it came here. */
  private static final long ROUNDINGS = 1L << 20;

  /** The logarithm of x > 0 to this unit's base, at most 5 roundings away from the true one. */
  abstract double log(double x);

  /**
   * I(p) = −log p: 0 for what is certain, infinite for what cannot happen.
   *
   * @throws IllegalArgumentException if p is not in [0, 1]
   */
  public double selfInformation(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in [0, 1], got " + p);
    }
    return p == 0 ? Double.POSITIVE_INFINITY : 0 - log(p);
  }

  /**
   * H(X) of a distribution.
   *
   * @throws IllegalArgumentException unless p is non-negative and sums to 1 up to rounding
   */
  public double of(double... p) {
    checkDistribution("p", p);
    double h = 0;
    for (double px : p) {
      h += term(px, px);
    }
    return h;
  }

  /** H(X) where outcome x was seen {@code counts[x]} times. */
  public double ofCounts(long... counts) {
    double n = total("counts", counts);
    double h = 0;
    for (long count : counts) {
      h += term(count / n, count / n);
    }
    return h;
  }

  /** H(X,Y) of a joint distribution p[x][y]. */
  public double joint(double[][] p) {
    return of(flat(p));
  }

  /** H(Y|X) of a joint distribution p[x][y]. */
  public double conditional(double[][] p) {
    checkDistribution("p", flat(p));
    double h = 0;
    for (double[] row : p) {
      double px = Arrays.stream(row).reduce(0, Double::sum);
      for (double pxy : row) {
        h += term(pxy, pxy / px);
      }
    }
    return h;
  }

  /** H(Y|X) where x and y were seen together {@code counts[x][y]} times. */
  public double conditionalOfCounts(long[][] counts) {
    double n = total("counts", flat(counts));
    double h = 0;
    for (long[] row : counts) {
      double nx = Arrays.stream(row).sum();
      for (long nxy : row) {
        h += term(nxy / n, nxy / nx);
      }
    }
    return h;
  }

  /** G(Y;X) = H(Y) − H(Y|X) of a joint distribution p[x][y]; rounding may leave −10⁻¹⁶ for 0. */
  public double gain(double[][] p) {
    double conditional = conditional(p);
    double[] py = new double[p[0].length];
    for (double[] row : p) {
      for (int y = 0; y < py.length; y++) {
        py[y] += row[y];
      }
    }
    return of(py) - conditional;
  }

  /** G(Y;X) = H(Y) − H(Y|X) of counts[x][y]: what a decision tree asks of an attribute x. */
  public double gainOfCounts(long[][] counts) {
    double conditional = conditionalOfCounts(counts);
    long[] ny = new long[counts[0].length];
    for (long[] row : counts) {
      for (int y = 0; y < ny.length; y++) {
        ny[y] += row[y];
      }
    }
    return ofCounts(ny) - conditional;
  }

  /**
   * Counts pairs of labels: {@code table[x][y]} is how often x and y stand at the same place.
   *
   * @param x labels 0, 1, 2 …
   * @param y as many labels
   * @throws IllegalArgumentException if the lengths differ or are 0, or a label is negative
   */
  public static long[][] table(int[] x, int[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "y must have as many labels as x (" + x.length + "), got " + y.length);
    }
    long[][] table = new long[labels("x", x)][labels("y", y)];
    for (int i = 0; i < x.length; i++) {
      table[x[i]][y[i]]++;
    }
    return table;
  }

  /** p·I(q), the share of a mean surprise; 0 where p is 0, as p·log p → 0. */
  private double term(double p, double q) {
    // A lone probability may have been rounded up beyond 1; more than certain it is not.
    return p == 0 ? 0 : p * selfInformation(Math.min(q, 1));
  }

  /**
   * Checks that p is a distribution, as far as rounding lets one see.
   *
   * <p>Suppose k roundings went into each pᵢ. They are non-negative, so their sum is off by k
   * roundings too, and the n − 1 additions here make |Σpᵢ − 1| ≤ γₖ₊ₙ. Weights divided by their sum
   * have k = n; a marginal of a large table has more, and p does not tell. So k is taken generously
   * as a million, γ ≈ 10⁻¹⁰, which still finds the mistakes of meaning: a weight forgotten, or
   * probabilities kept as {@code float}, which miss by 10⁻⁸.
   */
  private static void checkDistribution(String name, double[] p) {
    if (p.length == 0) {
      throw new IllegalArgumentException(name + " must have at least one outcome, got none");
    }
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      if (!(p[i] >= 0)) {
        throw new IllegalArgumentException(
            name + " must not be negative, got " + p[i] + " at " + i);
      }
      sum += p[i];
    }
    double bound = Rounding.gamma(ROUNDINGS + p.length);
    if (!(Math.abs(sum - 1) <= bound)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must sum to 1 within %.1e, got %s", name, bound, sum));
    }
  }

  private static long total(String name, long[] counts) {
    long n = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw new IllegalArgumentException(
            name + " must not be negative, got " + counts[i] + " at " + i);
      }
      n = Math.addExact(n, counts[i]);
    }
    if (n == 0) {
      throw new IllegalArgumentException(name + " must have at least one observation, got none");
    }
    return n;
  }

  private static int labels(String name, int[] labels) {
    if (labels.length == 0) {
      throw new IllegalArgumentException(name + " must have at least one label, got none");
    }
    int most = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        throw new IllegalArgumentException(
            name + " must have labels from 0 on, got " + labels[i] + " at " + i);
      }
      most = Math.max(most, labels[i]);
    }
    return Math.addExact(most, 1);
  }

  private static double[] flat(double[][] p) {
    checkRows(p, Arrays.stream(p).mapToInt(row -> row.length).toArray());
    return Arrays.stream(p).flatMapToDouble(Arrays::stream).toArray();
  }

  private static long[] flat(long[][] counts) {
    checkRows(counts, Arrays.stream(counts).mapToInt(row -> row.length).toArray());
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).toArray();
  }

  private static void checkRows(Object[] table, int[] lengths) {
    for (int x = 1; x < table.length; x++) {
      if (lengths[x] != lengths[0]) {
        throw new IllegalArgumentException(
            "the table's rows must be equally long ("
                + lengths[0]
                + "), got "
                + lengths[x]
                + " in row "
                + x);
      }
    }
  }
}
