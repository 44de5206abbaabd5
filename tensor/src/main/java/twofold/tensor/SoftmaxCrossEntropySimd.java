package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link SoftmaxCrossEntropy} with all its loops on vector registers. */
final class SoftmaxCrossEntropySimd extends SoftmaxCrossEntropyCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  SoftmaxCrossEntropySimd() {
    super(new SoftmaxSimd());
  }

  @Override
  void terms(
      float[] x, float[] t, int row, float largest, float logSum, float[] to, int at, int n) {
    FloatVector max = FloatVector.broadcast(SPECIES, largest);
    int whole = n - n % LANES;
    for (int j = 0; j < whole; j += LANES) {
      FloatVector below = max.sub(FloatVector.fromArray(SPECIES, x, row + j));
      below.add(logSum).mul(FloatVector.fromArray(SPECIES, t, row + j)).intoArray(to, at + j);
    }
    int rest = row + whole;
    super.terms(x, t, rest, largest, logSum, to, at + whole, n - whole);
  }
}
