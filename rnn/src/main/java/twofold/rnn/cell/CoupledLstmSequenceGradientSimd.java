package twofold.rnn.cell;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.tensor.CpuKitSimd;

/** {@link CoupledLstmSequenceGradient} on vector registers. */
final class CoupledLstmSequenceGradientSimd extends CoupledLstmSequenceGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  CoupledLstmSequenceGradientSimd() {
    super(new CpuKitSimd());
  }

  @Override
  void step(Place x, int j) {
    int units = x.units();
    float[] gates = x.gates();
    float[] result = x.result();
    for (; j <= units - LANES; j += LANES) {
      int k = x.at() + j;
      FloatVector f = FloatVector.fromArray(SPECIES, gates, k);
      FloatVector o = FloatVector.fromArray(SPECIES, gates, k + units);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, k + 2 * units);
      FloatVector y = FloatVector.fromArray(SPECIES, x.tanh(), x.yi() + j);
      FloatVector h = FloatVector.fromArray(SPECIES, result, x.hBar() + j);
      FloatVector ho = h.mul(o);
      FloatVector passed = FloatVector.fromArray(SPECIES, result, x.cBar() + j);
      FloatVector c = ho.sub(ho.mul(y).mul(y)).add(passed);
      FloatVector gBar = c.mul(FloatVector.broadcast(SPECIES, 1).sub(f));
      FloatVector less = FloatVector.fromArray(SPECIES, x.before(), x.bi() + j).sub(g);
      c.mul(less).mul(f.sub(f.mul(f))).intoArray(result, k);
      h.mul(y).mul(o.sub(o.mul(o))).intoArray(result, k + units);
      gBar.sub(gBar.mul(g).mul(g)).intoArray(result, k + 2 * units);
      FloatVector.zero(SPECIES).intoArray(result, x.hBar() + j);
      c.mul(f).intoArray(result, x.cBar() + j);
    }
    super.step(x, j);
  }
}
