package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Gate} on vector registers: lanes are chosen by a mask. In a plain loop the processor would
 * have to guess at every element which way it goes, and half of the guesses would be wrong.
 */
final class GateSimd extends BinaryCpu implements Gate.Kernel<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  @Override
  void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    int whole = n - n % SPECIES.length();
    vectors(a, ai, b, bi, c, ci, whole);
    for (int r = whole; r < n; r++) {
      c[ci + r] = a[ai + r] > 0 ? b[bi + r] : 0;
    }
  }

  private static void vectors(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r += SPECIES.length()) {
      FloatVector gate = FloatVector.fromArray(SPECIES, a, ai + r);
      FloatVector passing = FloatVector.fromArray(SPECIES, b, bi + r);
      FloatVector.zero(SPECIES)
          .blend(passing, gate.compare(VectorOperators.GT, 0))
          .intoArray(c, ci + r);
    }
  }
}
