package twofold.tensor;

import jdk.incubator.vector.FloatVector;

/** {@link Relu} on vector registers. */
final class ReluSimd extends UnarySimd implements Relu.Kernel<float[]> {

  @Override
  void vectors(float[] x, int xi, float[] y, int yi, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xi + i);
      v.max(0).intoArray(y, yi + i);
    }
  }
}
