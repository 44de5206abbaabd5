package twofold.tensor;

import jdk.incubator.vector.FloatVector;

/** {@link Square} on vector registers. */
final class SquareSimd extends UnarySimd implements Square.Kernel<float[]> {

  @Override
  void vectors(float[] x, int xi, float[] y, int yi, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xi + i);
      v.mul(v).intoArray(y, yi + i);
    }
  }
}
