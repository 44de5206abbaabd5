package twofold.rnn.cell;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.tensor.CpuKitSimd;

/** {@link SimpleRnnSequenceGradient} on vector registers. */
final class SimpleRnnSequenceGradientSimd extends SimpleRnnSequenceGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  SimpleRnnSequenceGradientSimd() {
    super(new CpuKitSimd());
  }

  @Override
  void step(float[] states, float[] gradient, float[] result, int now, int hi, int units, int j) {
    for (; j <= units - LANES; j += LANES) {
      FloatVector h = FloatVector.fromArray(SPECIES, states, now + j);
      FloatVector v = FloatVector.fromArray(SPECIES, gradient, now + j);
      FloatVector hBar = v.add(FloatVector.fromArray(SPECIES, result, hi + j));
      hBar.sub(hBar.mul(h).mul(h)).intoArray(result, now + j);
      FloatVector.zero(SPECIES).intoArray(result, hi + j);
    }
    super.step(states, gradient, result, now, hi, units, j);
  }
}
