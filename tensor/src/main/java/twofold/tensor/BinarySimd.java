package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the SIMD writings of binary element-wise operations share, as {@link UnarySimd} does for one
 * operand: whole vectors, and the last few elements in arrays of their own.
 *
 * <p>The compiler makes vector instructions of {@code c[i] = a[i] + b[i]} by itself, but not of
 * {@code c[ci + i] = a[ai + i] + b[bi + i]}: for all it knows, c and a might be one array, and what
 * is written now be read some steps later. Within the caches that is a factor of eight.
 */
abstract class BinarySimd extends BinaryCpu {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /**
   * {@code c[ci + r] = f(a[ai + r], b[bi + r])} for r = 0 … n − 1, where n is a multiple of {@link
   * #LANES}.
   */
  abstract void vectors(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n);

  @Override
  final void map(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    int rest = n % LANES;
    int whole = n - rest;
    vectors(a, ai, b, bi, c, ci, whole);
    if (rest > 0) {
      float[] lastA = new float[LANES];
      float[] lastB = new float[LANES];
      float[] result = new float[LANES];
      System.arraycopy(a, ai + whole, lastA, 0, rest);
      System.arraycopy(b, bi + whole, lastB, 0, rest);
      vectors(lastA, 0, lastB, 0, result, 0, LANES);
      System.arraycopy(result, 0, c, ci + whole, rest);
    }
  }
}
