package twofold.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Softmax} with all its loops on vector registers. */
final class SoftmaxSimd extends SoftmaxCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final ExpSimd exp = new ExpSimd();

  SoftmaxSimd() {
    super(new SumSimd(), new MaxSimd());
  }

  @Override
  void exp(float[] y, int from, int to) {
    exp.map(y, from, y, from, to - from);
  }

  @Override
  void subtract(float[] x, int xi, float number, float[] y, int yi, int n) {
    int whole = n - n % LANES;
    for (int j = 0; j < whole; j += LANES) {
      FloatVector.fromArray(SPECIES, x, xi + j).sub(number).intoArray(y, yi + j);
    }
    super.subtract(x, xi + whole, number, y, yi + whole, n - whole);
  }

  @Override
  void divide(float[] y, int yi, int n, float number) {
    int whole = n - n % LANES;
    for (int j = 0; j < whole; j += LANES) {
      FloatVector.fromArray(SPECIES, y, yi + j).div(number).intoArray(y, yi + j);
    }
    super.divide(y, yi + whole, n - whole, number);
  }
}
