package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.nn.layer.Normalise.Rows;
import twofold.tensor.Lanes;

/**
 * {@link RowMoments} with its runs on vector registers. A sum of floats must keep its order, so the
 * compiler does not vectorise it; here the order is as many partial sums as a vector has lanes,
 * twice, so that one addition need not wait for the one before. They are added up at the end of the
 * row, not of each run: runs may be as short as a vector.
 */
final class RowMomentsSimd extends RowMomentsCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  float sum(float[] x, Rows s, int r) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = FloatVector.zero(SPECIES);
    float rest = 0;
    for (int o = 0; o < s.outer(); o++) {
      int i = s.at(o, r);
      int end = i + s.inner();
      for (; i <= end - 2 * LANES; i += 2 * LANES) {
        even = even.add(FloatVector.fromArray(SPECIES, x, i));
        odd = odd.add(FloatVector.fromArray(SPECIES, x, i + LANES));
      }
      if (i <= end - LANES) {
        even = even.add(FloatVector.fromArray(SPECIES, x, i));
        i += LANES;
      }
      for (; i < end; i++) {
        rest += x[i];
      }
    }
    float[] lanes = new float[LANES];
    even.add(odd).intoArray(lanes, 0);
    return Lanes.sum(lanes) + rest;
  }

  @Override
  float squares(float[] x, Rows s, int r, float mean) {
    FloatVector even = FloatVector.zero(SPECIES);
    FloatVector odd = FloatVector.zero(SPECIES);
    float rest = 0;
    for (int o = 0; o < s.outer(); o++) {
      int i = s.at(o, r);
      int end = i + s.inner();
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
      for (; i < end; i++) {
        float d = x[i] - mean;
        rest += d * d;
      }
    }
    float[] lanes = new float[LANES];
    even.add(odd).intoArray(lanes, 0);
    return Lanes.sum(lanes) + rest;
  }
}
