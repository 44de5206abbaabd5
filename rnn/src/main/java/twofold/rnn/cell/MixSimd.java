package twofold.rnn.cell;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link MixCpu} on vector registers. */
final class MixSimd extends MixCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  void mix(float[] gates, int gi, float[] before, int bi, float[] h, int hi, int units, int j) {
    for (; j <= units - LANES; j += LANES) {
      FloatVector z = FloatVector.fromArray(SPECIES, gates, gi + j);
      FloatVector n = FloatVector.fromArray(SPECIES, gates, gi + 2 * units + j);
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector fresh = one.sub(z).mul(n);
      z.fma(FloatVector.fromArray(SPECIES, before, bi + j), fresh).intoArray(h, hi + j);
    }
    super.mix(gates, gi, before, bi, h, hi, units, j);
  }
}
