package twofold.rnn.cell;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.tensor.CpuKitSimd;

/** {@link LstmSequenceGradient} on vector registers. */
final class LstmSequenceGradientSimd extends LstmSequenceGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  LstmSequenceGradientSimd() {
    super(new CpuKitSimd());
  }

  @Override
  void step(Place x, int j) {
    int units = x.units();
    float[] gates = x.gates();
    float[] result = x.result();
    for (; j <= units - LANES; j += LANES) {
      int k = x.at() + j;
      FloatVector i = FloatVector.fromArray(SPECIES, gates, k);
      FloatVector f = FloatVector.fromArray(SPECIES, gates, k + units);
      FloatVector o = FloatVector.fromArray(SPECIES, gates, k + 2 * units);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, k + 3 * units);
      FloatVector y = FloatVector.fromArray(SPECIES, x.tanh(), x.yi() + j);
      FloatVector h = FloatVector.fromArray(SPECIES, result, x.hBar() + j);
      FloatVector ho = h.mul(o);
      FloatVector passed = FloatVector.fromArray(SPECIES, result, x.cBar() + j);
      FloatVector c = ho.sub(ho.mul(y).mul(y)).add(passed);
      FloatVector gBar = c.mul(i);
      c.mul(g).mul(i.sub(i.mul(i))).intoArray(result, k);
      FloatVector cBefore = FloatVector.fromArray(SPECIES, x.before(), x.bi() + j);
      c.mul(cBefore).mul(f.sub(f.mul(f))).intoArray(result, k + units);
      h.mul(y).mul(o.sub(o.mul(o))).intoArray(result, k + 2 * units);
      gBar.sub(gBar.mul(g).mul(g)).intoArray(result, k + 3 * units);
      FloatVector.zero(SPECIES).intoArray(result, x.hBar() + j);
      c.mul(f).intoArray(result, x.cBar() + j);
    }
    super.step(x, j);
  }
}
