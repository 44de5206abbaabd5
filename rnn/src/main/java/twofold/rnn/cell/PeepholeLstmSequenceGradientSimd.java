package twofold.rnn.cell;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import twofold.tensor.CpuKitSimd;

/** {@link PeepholeLstmSequenceGradient} on vector registers. */
final class PeepholeLstmSequenceGradientSimd extends PeepholeLstmSequenceGradientCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  PeepholeLstmSequenceGradientSimd() {
    super(new CpuKitSimd());
  }

  @Override
  void step(Place x, int j) {
    int units = x.units();
    float[] gates = x.gates();
    float[] result = x.result();
    for (; j <= units - LANES; j += LANES) {
      int k = x.at() + j;
      FloatVector o = FloatVector.fromArray(SPECIES, gates, k + 2 * units);
      FloatVector y = FloatVector.fromArray(SPECIES, x.tanh(), x.yi() + j);
      FloatVector h = FloatVector.fromArray(SPECIES, result, x.hBar() + j);
      FloatVector ho = h.mul(o);
      FloatVector ofOutput = h.mul(y).mul(o.sub(o.mul(o)));
      FloatVector kO = FloatVector.fromArray(SPECIES, x.peepholes(), 2 * units + j);
      FloatVector shown = kO.fma(ofOutput, ho.sub(ho.mul(y).mul(y)));
      FloatVector c = shown.add(FloatVector.fromArray(SPECIES, result, x.cBar() + j));
      ofOutput.intoArray(result, k + 2 * units);
      FloatVector.zero(SPECIES).intoArray(result, x.hBar() + j);

      FloatVector i = FloatVector.fromArray(SPECIES, gates, k);
      FloatVector f = FloatVector.fromArray(SPECIES, gates, k + units);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, k + 3 * units);
      FloatVector gBar = c.mul(i);
      gBar.sub(gBar.mul(g).mul(g)).intoArray(result, k + 3 * units);
      FloatVector ofInput = c.mul(g).mul(i.sub(i.mul(i)));
      FloatVector cBefore = FloatVector.fromArray(SPECIES, x.before(), x.bi() + j);
      FloatVector ofForget = c.mul(cBefore).mul(f.sub(f.mul(f)));
      ofInput.intoArray(result, k);
      ofForget.intoArray(result, k + units);
      FloatVector kI = FloatVector.fromArray(SPECIES, x.peepholes(), j);
      FloatVector kF = FloatVector.fromArray(SPECIES, x.peepholes(), units + j);
      kF.fma(ofForget, kI.fma(ofInput, c.mul(f))).intoArray(result, x.cBar() + j);
    }
    super.step(x, j);
  }
}
