package twofold.rnn.cell;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link LstmMemoryCpu} on vector registers. */
final class LstmMemorySimd extends LstmMemoryCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  void remember(
      float[] gates, int gi, float[] before, int bi, float[] c, int ci, int units, int j) {
    for (; j <= units - LANES; j += LANES) {
      FloatVector i = FloatVector.fromArray(SPECIES, gates, gi + j);
      FloatVector f = FloatVector.fromArray(SPECIES, gates, gi + units + j);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, gi + 3 * units + j);
      FloatVector kept = FloatVector.fromArray(SPECIES, before, bi + j).mul(f);
      i.fma(g, kept).intoArray(c, ci + j);
    }
    super.remember(gates, gi, before, bi, c, ci, units, j);
  }
}
