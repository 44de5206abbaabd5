package twofold.rnn.decode;

/**
 * Sharper or flatter.
 *
 * <pre>
 *   q(j) = p(j)^(1/T) / Σₖ p(k)^(1/T)           ln q = ln softmax(ln p / T)
 *
 *   T → 0   all on the most probable token (evenly, if several are)
 *   T = 1   p itself
 *   T → ∞   all tokens that are possible alike
 * </pre>
 *
 * It is the law of Boltzmann with the energies −ln p: between tokens the odds p(i)/p(j) become
 * their 1/T-th power, so their order stays. [Ackley, Hinton and Sejnowski, A Learning Algorithm for
 * Boltzmann Machines, 1985]
 *
 * @param t T, above 0
 */
public record Temperature(double t) implements Filter {

  public Temperature {
    if (!(t > 0 && t < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a temperature must be above 0 and finite, got " + t + "; Decode.greedy is the limit 0");
    }
  }

  @Override
  public double[] of(double[] logP) {
    double max = LogProbabilities.require(logP)[LogProbabilities.mostProbable(logP)];
    double[] scaled = new double[logP.length];
    for (int j = 0; j < scaled.length; j++) {
      scaled[j] = (logP[j] - max) / t; // from the largest, which stays 0 whatever T is
    }
    return LogProbabilities.of(scaled);
  }
}
