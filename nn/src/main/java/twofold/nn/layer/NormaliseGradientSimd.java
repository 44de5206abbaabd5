package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Lanes;

/**
 * {@link NormaliseGradient} on vector registers: its sums as in {@link RowMomentsSimd}, and what is
 * written where every number has a gain of its own as in {@link NormaliseSimd}.
 */
final class NormaliseGradientSimd extends NormaliseGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  void sums(float[] x, float[] gain, float[] g, Rows s, int r, float mean, float[] sums) {
    if (s.space() > 1) {
      ofPlanes(x, gain, g, s, r, mean, sums);
    } else {
      ofFeatures(x, gain, g, s, r, mean, sums);
    }
  }

  /** One channel after the other. */
  private static void ofPlanes(
      float[] x, float[] gain, float[] g, Rows s, int r, float mean, float[] sums) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = even;
    FloatVector evenProducts = even;
    FloatVector oddProducts = even;
    float rest = 0;
    float restOfProducts = 0;
    for (int o = 0; o < s.outer(); o++) {
      int endOfRun = s.at(o, r) + s.inner();
      int k = endOfRun - s.inner();
      while (k < endOfRun) {
        int end = k + s.stretch(k, endOfRun);
        float scale = gain[s.channel(k)];
        for (; k <= end - 2 * LANES; k += 2 * LANES) {
          FloatVector h = FloatVector.fromArray(SPECIES, g, k).mul(scale);
          FloatVector i = FloatVector.fromArray(SPECIES, g, k + LANES).mul(scale);
          even = even.add(h);
          odd = odd.add(i);
          evenProducts = FloatVector.fromArray(SPECIES, x, k).sub(mean).fma(h, evenProducts);
          oddProducts = FloatVector.fromArray(SPECIES, x, k + LANES).sub(mean).fma(i, oddProducts);
        }
        if (k <= end - LANES) {
          FloatVector h = FloatVector.fromArray(SPECIES, g, k).mul(scale);
          even = even.add(h);
          evenProducts = FloatVector.fromArray(SPECIES, x, k).sub(mean).fma(h, evenProducts);
          k += LANES;
        }
        for (; k < end; k++) {
          rest += scale * g[k];
          restOfProducts += scale * g[k] * (x[k] - mean);
        }
      }
    }
    float[] lanes = new float[LANES];
    even.add(odd).intoArray(lanes, 0);
    sums[0] = Lanes.sum(lanes) + rest;
    evenProducts.add(oddProducts).intoArray(lanes, 0);
    sums[1] = Lanes.sum(lanes) + restOfProducts;
  }

  /** Every number with the next channel. */
  private static void ofFeatures(
      float[] x, float[] gain, float[] g, Rows s, int r, float mean, float[] sums) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = even;
    FloatVector evenProducts = even;
    FloatVector oddProducts = even;
    float rest = 0;
    float restOfProducts = 0;
    for (int o = 0; o < s.outer(); o++) {
      int endOfRun = s.at(o, r) + s.inner();
      int k = endOfRun - s.inner();
      while (k < endOfRun) {
        int end = k + s.stretch(k, endOfRun);
        int away = s.channel(k) - k;
        for (; k <= end - 2 * LANES; k += 2 * LANES) {
          FloatVector h =
              FloatVector.fromArray(SPECIES, gain, k + away)
                  .mul(FloatVector.fromArray(SPECIES, g, k));
          FloatVector i =
              FloatVector.fromArray(SPECIES, gain, k + away + LANES)
                  .mul(FloatVector.fromArray(SPECIES, g, k + LANES));
          even = even.add(h);
          odd = odd.add(i);
          evenProducts = FloatVector.fromArray(SPECIES, x, k).sub(mean).fma(h, evenProducts);
          oddProducts = FloatVector.fromArray(SPECIES, x, k + LANES).sub(mean).fma(i, oddProducts);
        }
        for (; k < end; k++) {
          float h = gain[k + away] * g[k];
          rest += h;
          restOfProducts += h * (x[k] - mean);
        }
      }
    }
    float[] lanes = new float[LANES];
    even.add(odd).intoArray(lanes, 0);
    sums[0] = Lanes.sum(lanes) + rest;
    evenProducts.add(oddProducts).intoArray(lanes, 0);
    sums[1] = Lanes.sum(lanes) + restOfProducts;
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
