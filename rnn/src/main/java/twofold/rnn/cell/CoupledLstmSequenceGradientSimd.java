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
  void step(
      float[] gates,
      float[] result,
      int at,
      float[] before,
      int bi,
      float[] tanh,
      int yi,
      int hBar,
      int cBar,
      int units,
      int j) {
    for (; j <= units - LANES; j += LANES) {
      int k = at + j;
      FloatVector f = FloatVector.fromArray(SPECIES, gates, k);
      FloatVector o = FloatVector.fromArray(SPECIES, gates, k + units);
      FloatVector g = FloatVector.fromArray(SPECIES, gates, k + 2 * units);
      FloatVector y = FloatVector.fromArray(SPECIES, tanh, yi + j);
      FloatVector h = FloatVector.fromArray(SPECIES, result, hBar + j);
      FloatVector ho = h.mul(o);
      FloatVector passed = FloatVector.fromArray(SPECIES, result, cBar + j);
      FloatVector c = ho.sub(ho.mul(y).mul(y)).add(passed);
      FloatVector gBar = c.mul(FloatVector.broadcast(SPECIES, 1).sub(f));
      FloatVector less = FloatVector.fromArray(SPECIES, before, bi + j).sub(g);
      c.mul(less).mul(f.sub(f.mul(f))).intoArray(result, k);
      h.mul(y).mul(o.sub(o.mul(o))).intoArray(result, k + units);
      gBar.sub(gBar.mul(g).mul(g)).intoArray(result, k + 2 * units);
      FloatVector.zero(SPECIES).intoArray(result, hBar + j);
      c.mul(f).intoArray(result, cBar + j);
    }
    super.step(gates, result, at, before, bi, tanh, yi, hBar, cBar, units, j);
  }
}
