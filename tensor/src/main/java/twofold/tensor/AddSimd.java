package twofold.tensor;

import jdk.incubator.vector.FloatVector;

/** {@link Add} on vector registers. */
final class AddSimd extends BinarySimd implements Add.Kernel<float[]> {

  @Override
  void vectors(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    for (int r = 0; r < n; r += LANES) {
      FloatVector p = FloatVector.fromArray(SPECIES, a, ai + r);
      FloatVector q = FloatVector.fromArray(SPECIES, b, bi + r);
      p.add(q).intoArray(c, ci + r);
    }
  }
}
