package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Gate} on vector registers: lanes are chosen by a mask. In a plain loop the processor would
 * have to guess at every element which way it goes, and half of the guesses would be wrong.
 */
final class GateSimd extends BinarySimd implements Gate.Kernel<float[]> {

  @Override
  void vectors(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r += LANES) {
      FloatVector gate = FloatVector.fromArray(SPECIES, a, ai + r);
      FloatVector passing = FloatVector.fromArray(SPECIES, b, bi + r);
      FloatVector.zero(SPECIES)
          .blend(passing, gate.compare(VectorOperators.GT, 0))
          .intoArray(c, ci + r);
    }
  }
}
