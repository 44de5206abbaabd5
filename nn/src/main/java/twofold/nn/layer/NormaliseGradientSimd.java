package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Lanes;

/** {@link NormaliseGradient} with its sums on vector registers, as in {@link NormaliseSimd}. */
final class NormaliseGradientSimd extends NormaliseGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  NormaliseGradientSimd() {
    super(new NormaliseSimd());
  }

  @Override
  float products(float[] x, float[] h, Rows s, int r, float mean) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = FloatVector.zero(SPECIES);
    float rest = 0;
    for (int o = 0; o < s.outer(); o++) {
      int i = s.at(o, r);
      int end = i + s.inner();
      for (; i <= end - 2 * LANES; i += 2 * LANES) {
        FloatVector d = FloatVector.fromArray(SPECIES, x, i).sub(mean);
        FloatVector e = FloatVector.fromArray(SPECIES, x, i + LANES).sub(mean);
        even = d.fma(FloatVector.fromArray(SPECIES, h, i), even);
        odd = e.fma(FloatVector.fromArray(SPECIES, h, i + LANES), odd);
      }
      if (i <= end - LANES) {
        FloatVector d = FloatVector.fromArray(SPECIES, x, i).sub(mean);
        even = d.fma(FloatVector.fromArray(SPECIES, h, i), even);
        i += LANES;
      }
      for (; i < end; i++) {
        rest += h[i] * (x[i] - mean);
      }
    }
    float[] lanes = new float[LANES];
    even.add(odd).intoArray(lanes, 0);
    return Lanes.sum(lanes) + rest;
  }
}
