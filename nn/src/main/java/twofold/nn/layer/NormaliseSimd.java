package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.tensor.Lanes;

/**
 * {@link Normalise} with its runs on vector registers. A sum of floats must keep its order, so the
 * compiler does not vectorise it; here the order is as many partial sums as a vector has lanes,
 * twice, so that one addition need not wait for the one before.
 */
final class NormaliseSimd extends NormaliseCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  float sum(float[] x, int at, int n) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = FloatVector.zero(SPECIES);
    int whole = at + n - n % (2 * LANES);
    for (int i = at; i < whole; i += 2 * LANES) {
      even = even.add(FloatVector.fromArray(SPECIES, x, i));
      odd = odd.add(FloatVector.fromArray(SPECIES, x, i + LANES));
    }
    float[] lanes = new float[LANES];
    even.add(odd).intoArray(lanes, 0);
    float sum = Lanes.sum(lanes);
    for (int i = whole; i < at + n; i++) {
      sum += x[i];
    }
    return sum;
  }

  @Override
  float squares(float[] x, int at, int n, float mean) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = FloatVector.zero(SPECIES);
    int whole = at + n - n % (2 * LANES);
    for (int i = at; i < whole; i += 2 * LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, i).sub(mean);
      FloatVector e = FloatVector.fromArray(SPECIES, x, i + LANES).sub(mean);
      even = d.fma(d, even);
      odd = e.fma(e, odd);
    }
    float[] lanes = new float[LANES];
    even.add(odd).intoArray(lanes, 0);
    float sum = Lanes.sum(lanes);
    for (int i = whole; i < at + n; i++) {
      float d = x[i] - mean;
      sum += d * d;
    }
    return sum;
  }
}
