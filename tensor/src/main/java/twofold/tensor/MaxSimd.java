package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Max} on vector registers, in four strands; NaN is kept, as by {@code Math.max}. */
final class MaxSimd extends MaxCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  float fold(float[] x, int at, int n) {
    int whole = n - n % (4 * LANES);
    float rest = super.fold(x, at + whole, n - whole);
    return whole == 0 ? rest : Math.max(vectors(x, at, whole), rest);
  }

  private static float vectors(float[] x, int at, int n) {
    FloatVector m0 = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    FloatVector m1 = m0;
    FloatVector m2 = m0;
    FloatVector m3 = m0;
    for (int i = at; i < at + n; i += 4 * LANES) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, i));
      m1 = m1.max(FloatVector.fromArray(SPECIES, x, i + LANES));
      m2 = m2.max(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
      m3 = m3.max(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
    }
    return m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
  }
}
