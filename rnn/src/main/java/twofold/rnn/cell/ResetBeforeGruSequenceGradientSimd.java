package twofold.rnn.cell;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.tensor.CpuKitSimd;

/** {@link ResetBeforeGruSequenceGradient} on vector registers. */
final class ResetBeforeGruSequenceGradientSimd extends ResetBeforeGruSequenceGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  ResetBeforeGruSequenceGradientSimd() {
    super(new CpuKitSimd());
  }

  @Override
  void ofUpdateAndNew(
      float[] gates, float[] result, int at, float[] before, int bi, int hi, int units, int j) {
    for (; j <= units - LANES; j += LANES) {
      FloatVector z = FloatVector.fromArray(SPECIES, gates, at + j);
      FloatVector n = FloatVector.fromArray(SPECIES, gates, at + 2 * units + j);
      FloatVector h = FloatVector.fromArray(SPECIES, result, hi + j);
      FloatVector nBar = h.mul(FloatVector.broadcast(SPECIES, 1).sub(z));
      FloatVector less = FloatVector.fromArray(SPECIES, before, bi + j).sub(n);
      h.mul(less).mul(z.sub(z.mul(z))).intoArray(result, at + j);
      nBar.sub(nBar.mul(n).mul(n)).intoArray(result, at + 2 * units + j);
      h.mul(z).intoArray(result, hi + j);
    }
    super.ofUpdateAndNew(gates, result, at, before, bi, hi, units, j);
  }

  @Override
  void ofReset(
      float[] gates,
      float[] result,
      int at,
      float[] before,
      int bi,
      float[] q,
      int qi,
      int hi,
      int units,
      int j) {
    for (; j <= units - LANES; j += LANES) {
      FloatVector r = FloatVector.fromArray(SPECIES, gates, at + j);
      FloatVector qBar = FloatVector.fromArray(SPECIES, q, qi + j);
      FloatVector h = FloatVector.fromArray(SPECIES, before, bi + j);
      qBar.mul(h).mul(r.sub(r.mul(r))).intoArray(result, at + j);
      qBar.fma(r, FloatVector.fromArray(SPECIES, result, hi + j)).intoArray(result, hi + j);
    }
    super.ofReset(gates, result, at, before, bi, q, qi, hi, units, j);
  }
}
