package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the SIMD writings of unary element-wise operations share: whole vectors, and what to do with
 * the rest.
 *
 * <p>The last few elements, fewer than a vector has lanes, go through the same vector instructions
 * in an array of their own. So the result of an element never depends on where it stands or where a
 * piece ends, bit for bit.
 *
 * <p>Vectors live in local variables of one method and nowhere else: passed to another method, one
 * that the JIT compiler happens not to inline, each would become an object. A function built on
 * another - the hyperbolic tangent on the exponential - therefore hands it an array, in blocks that
 * stay in the fastest cache.
 */
abstract class UnarySimd extends UnaryCpu {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Floats in a block: 4 KiB read, 4 KiB written. */
  private static final int BLOCK = 1024;

  /**
   * {@code y[yi + r] = f(x[xi + r])} for r = 0 … n − 1, where n is a multiple of {@link #LANES} and
   * what is written is not what is read.
   */
  abstract void vectors(float[] x, int xi, float[] y, int yi, int n);

  @Override
  final void map(float[] x, int xi, float[] y, int yi, int n) {
    int rest = n % LANES;
    int whole = n - rest;
    for (int r = 0; r < whole; r += BLOCK) {
      vectors(x, xi + r, y, yi + r, Math.min(BLOCK, whole - r));
    }
    if (rest > 0) {
      float[] last = new float[LANES];
      float[] result = new float[LANES];
      System.arraycopy(x, xi + whole, last, 0, rest);
      vectors(last, 0, result, 0, LANES);
      System.arraycopy(result, 0, y, yi + whole, rest);
    }
  }
}
