package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Lanes;

/**
 * {@link NormaliseParameterGradient} on vector registers. The sums of a channel's planes are as
 * many partial sums as a vector has lanes, added up at the end of the channel; those of features
 * are sums of their own, side by side.
 */
final class NormaliseParameterGradientSimd extends NormaliseParameterGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  void ofChannel(
      float[] x, float[] g, float[] mean, float[] rho, float[] y, Rows s, int c, int planes) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = even;
    FloatVector evenProducts = even;
    FloatVector oddProducts = even;
    float rest = 0;
    float restOfProducts = 0;
    for (int p = 0; p < planes; p++) {
      int k = (p * s.channels() + c) * s.space();
      int endOfPlane = k + s.space();
      while (k < endOfPlane) {
        int end = k + s.stretch(k, endOfPlane);
        float m = mean[s.row(k)];
        float scale = rho[s.row(k)];
        for (; k <= end - 2 * LANES; k += 2 * LANES) {
          FloatVector u = FloatVector.fromArray(SPECIES, g, k);
          FloatVector v = FloatVector.fromArray(SPECIES, g, k + LANES);
          even = even.add(u);
          odd = odd.add(v);
          evenProducts =
              FloatVector.fromArray(SPECIES, x, k).sub(m).mul(scale).fma(u, evenProducts);
          oddProducts =
              FloatVector.fromArray(SPECIES, x, k + LANES).sub(m).mul(scale).fma(v, oddProducts);
        }
        if (k <= end - LANES) {
          FloatVector u = FloatVector.fromArray(SPECIES, g, k);
          even = even.add(u);
          evenProducts =
              FloatVector.fromArray(SPECIES, x, k).sub(m).mul(scale).fma(u, evenProducts);
          k += LANES;
        }
        for (; k < end; k++) {
          rest += g[k];
          restOfProducts += g[k] * ((x[k] - m) * scale);
        }
      }
    }
    float[] lanes = new float[LANES];
    evenProducts.add(oddProducts).intoArray(lanes, 0);
    y[c] = Lanes.sum(lanes) + restOfProducts;
    even.add(odd).intoArray(lanes, 0);
    y[s.channels() + c] = Lanes.sum(lanes) + rest;
  }

  @Override
  void add(
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
    super.add(x, g, at + i, n - i, mean, rho, sums, products + i, sum + i);
  }
}
