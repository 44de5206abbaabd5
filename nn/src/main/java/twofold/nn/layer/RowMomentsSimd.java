package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RowMoments} with its runs on vector registers. A sum of floats must keep its order, so the
 * compiler does not vectorise it; here the order is as many partial sums as two vectors have lanes:
 * two, so that one addition need not wait for the one before. They are added up at the end of the
 * row, not of each run: runs may be as short as a vector.
 *
 * <p>Between two runs the partial sums lie in an array. As vectors that live through two nested
 * loops they would be objects on JDK 17, and everything would take ten times as long.
 */
final class RowMomentsSimd extends RowMomentsCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  float[] partial() {
    return new float[2 * LANES];
  }

  @Override
  void add(float[] x, int from, int end, float[] partial) {
    FloatVector even = FloatVector.fromArray(SPECIES, partial, 0);
    FloatVector odd = FloatVector.fromArray(SPECIES, partial, LANES);
    int i = from;
    for (; i <= end - 2 * LANES; i += 2 * LANES) {
      even = even.add(FloatVector.fromArray(SPECIES, x, i));
      odd = odd.add(FloatVector.fromArray(SPECIES, x, i + LANES));
    }
    if (i <= end - LANES) {
      even = even.add(FloatVector.fromArray(SPECIES, x, i));
      i += LANES;
    }
    even.intoArray(partial, 0);
    odd.intoArray(partial, LANES);
    for (int lane = 0; i < end; i++, lane++) {
      partial[lane] += x[i];
    }
  }

  @Override
  void addSquares(float[] x, int from, int end, float mean, float[] partial) {
    FloatVector even = FloatVector.fromArray(SPECIES, partial, 0);
    FloatVector odd = FloatVector.fromArray(SPECIES, partial, LANES);
    int i = from;
    for (; i <= end - 2 * LANES; i += 2 * LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, i).sub(mean);
      FloatVector e = FloatVector.fromArray(SPECIES, x, i + LANES).sub(mean);
      even = d.fma(d, even);
      odd = e.fma(e, odd);
    }
    if (i <= end - LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, i).sub(mean);
      even = d.fma(d, even);
      i += LANES;
    }
    even.intoArray(partial, 0);
    odd.intoArray(partial, LANES);
    for (int lane = 0; i < end; i++, lane++) {
      float d = x[i] - mean;
      partial[lane] += d * d;
    }
  }
}
