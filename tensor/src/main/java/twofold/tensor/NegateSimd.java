package twofold.tensor;

import jdk.incubator.vector.FloatVector;

/** {@link Negate} on vector registers. */
final class NegateSimd extends UnarySimd implements Negate.Kernel<float[]> {

  @Override
  void vectors(float[] x, int xi, float[] y, int yi, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xi + i);
      v.neg().intoArray(y, yi + i);
    }
  }
}
