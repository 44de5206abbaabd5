package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link NormaliseParameterGradient} on vector registers. Partial sums of each channel as in {@link
 * RowMomentsSimd}; where every number has the next channel, the sums of the channels lie side by
 * side.
 */
final class NormaliseParameterGradientSimd extends NormaliseParameterGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  float[] partial() {
    return new float[2 * LANES];
  }

  @Override
  void add(
      float[] x, float[] g, int at, int n, float mean, float rho, float[] products, float[] sum) {
    FloatVector evens = FloatVector.fromArray(SPECIES, products, 0);
    FloatVector odds = FloatVector.fromArray(SPECIES, products, LANES);
    FloatVector even = FloatVector.fromArray(SPECIES, sum, 0);
    FloatVector odd = FloatVector.fromArray(SPECIES, sum, LANES);
    int k = at;
    for (; k <= at + n - 2 * LANES; k += 2 * LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, g, k);
      FloatVector v = FloatVector.fromArray(SPECIES, g, k + LANES);
      evens = FloatVector.fromArray(SPECIES, x, k).sub(mean).mul(rho).fma(u, evens);
      odds = FloatVector.fromArray(SPECIES, x, k + LANES).sub(mean).mul(rho).fma(v, odds);
      even = even.add(u);
      odd = odd.add(v);
    }
    if (k <= at + n - LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, g, k);
      evens = FloatVector.fromArray(SPECIES, x, k).sub(mean).mul(rho).fma(u, evens);
      even = even.add(u);
      k += LANES;
    }
    evens.intoArray(products, 0);
    odds.intoArray(products, LANES);
    even.intoArray(sum, 0);
    odd.intoArray(sum, LANES);
    for (int lane = 0; k < at + n; k++, lane++) {
      products[lane] += g[k] * ((x[k] - mean) * rho);
      sum[lane] += g[k];
    }
  }

  @Override
  void addLine(
      float[] x,
      float[] g,
      int at,
      int n,
      float mean,
      float rho,
      float[] sums,
      int products,
      int sum) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, g, at + i);
      FloatVector.fromArray(SPECIES, x, at + i)
          .sub(mean)
          .mul(rho)
          .fma(u, FloatVector.fromArray(SPECIES, sums, products + i))
          .intoArray(sums, products + i);
      FloatVector.fromArray(SPECIES, sums, sum + i).add(u).intoArray(sums, sum + i);
    }
    super.addLine(x, g, at + i, n - i, mean, rho, sums, products + i, sum + i);
  }
}
