package twofold.rnn.cell;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.tensor.CpuKitSimd;

/** {@link GruSequenceGradient} on vector registers. */
final class GruSequenceGradientSimd extends GruSequenceGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  GruSequenceGradientSimd() {
    super(new CpuKitSimd());
  }

  @Override
  void step(
      float[] gates,
      int gi,
      float[] before,
      int bi,
      float[] result,
      int pi,
      int si,
      int hi,
      int units,
      int j) {
    for (; j <= units - LANES; j += LANES) {
      FloatVector one = FloatVector.broadcast(SPECIES, 1);
      FloatVector z = FloatVector.fromArray(SPECIES, gates, gi + j);
      FloatVector r = FloatVector.fromArray(SPECIES, gates, gi + units + j);
      FloatVector n = FloatVector.fromArray(SPECIES, gates, gi + 2 * units + j);
      FloatVector m = FloatVector.fromArray(SPECIES, gates, gi + 3 * units + j);
      FloatVector h = FloatVector.fromArray(SPECIES, result, hi + j);
      FloatVector nBar = h.mul(one.sub(z));
      FloatVector a = nBar.sub(nBar.mul(n).mul(n));
      FloatVector less = FloatVector.fromArray(SPECIES, before, bi + j).sub(n);
      FloatVector ofUpdate = h.mul(less).mul(z.sub(z.mul(z)));
      FloatVector ofReset = a.mul(m).mul(r.sub(r.mul(r)));
      ofUpdate.intoArray(result, pi + j);
      ofReset.intoArray(result, pi + units + j);
      a.intoArray(result, pi + 2 * units + j);
      ofUpdate.intoArray(result, si + j);
      ofReset.intoArray(result, si + units + j);
      a.mul(r).intoArray(result, si + 2 * units + j);
      h.mul(z).intoArray(result, hi + j);
    }
    super.step(gates, gi, before, bi, result, pi, si, hi, units, j);
  }
}
