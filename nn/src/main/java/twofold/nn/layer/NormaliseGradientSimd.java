package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.tensor.Lanes;

/** {@link NormaliseGradient} with its sums on vector registers, as in {@link NormaliseSimd}. */
final class NormaliseGradientSimd extends NormaliseGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  NormaliseGradientSimd() {
    super(new NormaliseSimd());
  }

  @Override
  float products(float[] x, float[] h, int at, int n, float mean) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = FloatVector.zero(SPECIES);
    int whole = at + n - n % (2 * LANES);
    for (int i = at; i < whole; i += 2 * LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, i).sub(mean);
      FloatVector e = FloatVector.fromArray(SPECIES, x, i + LANES).sub(mean);
      even = d.fma(FloatVector.fromArray(SPECIES, h, i), even);
      odd = e.fma(FloatVector.fromArray(SPECIES, h, i + LANES), odd);
    }
    float[] lanes = new float[LANES];
    even.add(odd).intoArray(lanes, 0);
    float sum = Lanes.sum(lanes);
    for (int i = whole; i < at + n; i++) {
      sum += h[i] * (x[i] - mean);
    }
    return sum;
  }
}
