package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link NormaliseGradient} on vector registers: its sums as in {@link RowMomentsSimd}, and what is
 * written where every number has a gain of its own as in {@link NormaliseSimd}.
 */
final class NormaliseGradientSimd extends NormaliseGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  float[] partial() {
    return new float[2 * LANES];
  }

  @Override
  void add(
      float[] x, float gain, float[] g, int at, int n, float mean, float[] sum, float[] products) {
    FloatVector even = FloatVector.fromArray(SPECIES, sum, 0);
    FloatVector odd = FloatVector.fromArray(SPECIES, sum, LANES);
    FloatVector evens = FloatVector.fromArray(SPECIES, products, 0);
    FloatVector odds = FloatVector.fromArray(SPECIES, products, LANES);
    int k = at;
    for (; k <= at + n - 2 * LANES; k += 2 * LANES) {
      FloatVector h = FloatVector.fromArray(SPECIES, g, k).mul(gain);
      FloatVector i = FloatVector.fromArray(SPECIES, g, k + LANES).mul(gain);
      even = even.add(h);
      odd = odd.add(i);
      evens = FloatVector.fromArray(SPECIES, x, k).sub(mean).fma(h, evens);
      odds = FloatVector.fromArray(SPECIES, x, k + LANES).sub(mean).fma(i, odds);
    }
    if (k <= at + n - LANES) {
      FloatVector h = FloatVector.fromArray(SPECIES, g, k).mul(gain);
      even = even.add(h);
      evens = FloatVector.fromArray(SPECIES, x, k).sub(mean).fma(h, evens);
      k += LANES;
    }
    even.intoArray(sum, 0);
    odd.intoArray(sum, LANES);
    evens.intoArray(products, 0);
    odds.intoArray(products, LANES);
    for (int lane = 0; k < at + n; k++, lane++) {
      float h = gain * g[k];
      sum[lane] += h;
      products[lane] += h * (x[k] - mean);
    }
  }

  @Override
  void add(
      float[] x,
      float[] gain,
      int c,
      float[] g,
      int at,
      int n,
      float mean,
      float[] sum,
      float[] products) {
    FloatVector even = FloatVector.fromArray(SPECIES, sum, 0);
    FloatVector odd = FloatVector.fromArray(SPECIES, sum, LANES);
    FloatVector evens = FloatVector.fromArray(SPECIES, products, 0);
    FloatVector odds = FloatVector.fromArray(SPECIES, products, LANES);
    int k = 0;
    for (; k <= n - 2 * LANES; k += 2 * LANES) {
      FloatVector h =
          FloatVector.fromArray(SPECIES, gain, c + k)
              .mul(FloatVector.fromArray(SPECIES, g, at + k));
      FloatVector i =
          FloatVector.fromArray(SPECIES, gain, c + k + LANES)
              .mul(FloatVector.fromArray(SPECIES, g, at + k + LANES));
      even = even.add(h);
      odd = odd.add(i);
      evens = FloatVector.fromArray(SPECIES, x, at + k).sub(mean).fma(h, evens);
      odds = FloatVector.fromArray(SPECIES, x, at + k + LANES).sub(mean).fma(i, odds);
    }
    even.intoArray(sum, 0);
    odd.intoArray(sum, LANES);
    evens.intoArray(products, 0);
    odds.intoArray(products, LANES);
    for (int lane = 0; k < n; k++, lane++) {
      float h = gain[c + k] * g[at + k];
      sum[lane] += h;
      products[lane] += h * (x[at + k] - mean);
    }
  }

  @Override
  void write(
      float[] x,
      float[] gain,
      int c,
      float[] g,
      float[] y,
      int at,
      int n,
      float mean,
      float rho,
      float meanH,
      float b) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector along = FloatVector.fromArray(SPECIES, x, at + i).sub(mean).mul(rho).mul(b);
      FloatVector.fromArray(SPECIES, gain, c + i)
          .mul(FloatVector.fromArray(SPECIES, g, at + i))
          .sub(meanH)
          .sub(along)
          .mul(rho)
          .intoArray(y, at + i);
    }
    super.write(x, gain, c + i, g, y, at + i, n - i, mean, rho, meanH, b);
  }
}
