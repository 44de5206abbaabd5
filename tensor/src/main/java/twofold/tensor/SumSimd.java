package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Sum}: four vectors of running sums, as one alone waits for every addition to end. */
final class SumSimd extends SumCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  float fold(float[] x, int at, int n) {
    int whole = n - n % LANES;
    if (whole == 0) {
      return super.fold(x, at, n);
    }
    float sum = vectors(x, at, whole);
    for (int i = at + whole; i < at + n; i++) {
      sum += x[i];
    }
    return sum;
  }

  private static float vectors(float[] x, int at, int n) {
    int end = at + n;
    int i = at;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    for (; i <= end - 4 * LANES; i += 4 * LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, i + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
    }
    for (; i < end; i += LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
    }
    float[] lanes = new float[LANES];
    s0.add(s1).add(s2.add(s3)).intoArray(lanes, 0);
    return Lanes.sum(lanes);
  }

  @Override
  void accumulate(float[] y, int yi, float[] x, int xi, int n) {
    int whole = n - n % LANES;
    for (int r = 0; r < whole; r += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, yi + r);
      sum.add(FloatVector.fromArray(SPECIES, x, xi + r)).intoArray(y, yi + r);
    }
    super.accumulate(y, yi + whole, x, xi + whole, n - whole);
  }

  @Override
  void accumulate(float[] y, int yi, float[] x, int x0, int x1, int x2, int x3, int n) {
    int whole = n - n % LANES;
    for (int r = 0; r < whole; r += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, y, yi + r);
      sum = sum.add(FloatVector.fromArray(SPECIES, x, x0 + r));
      sum = sum.add(FloatVector.fromArray(SPECIES, x, x1 + r));
      sum = sum.add(FloatVector.fromArray(SPECIES, x, x2 + r));
      sum = sum.add(FloatVector.fromArray(SPECIES, x, x3 + r));
      sum.intoArray(y, yi + r);
    }
    int rest = n - whole;
    yi += whole;
    super.accumulate(y, yi, x, x0 + whole, x1 + whole, x2 + whole, x3 + whole, rest);
  }
}
