package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

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
    float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
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
    float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
    for (int i = whole; i < at + n; i++) {
      float d = x[i] - mean;
      sum += d * d;
    }
    return sum;
  }
}
