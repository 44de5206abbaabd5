package twofold.verify.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** As many numbers in each register as it has room for. */
final class FmaChainsSimd implements FmaChains {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  @Override
  public int lanes() {
    return SPECIES.length();
  }

  /** The sums are separate variables: vectors in an array would not stay in registers. */
  @Override
  public float run(int steps) {
    FloatVector a = FloatVector.broadcast(SPECIES, A);
    FloatVector b = FloatVector.broadcast(SPECIES, B);
    FloatVector x0 = FloatVector.broadcast(SPECIES, 0);
    FloatVector x1 = FloatVector.broadcast(SPECIES, 1);
    FloatVector x2 = FloatVector.broadcast(SPECIES, 2);
    FloatVector x3 = FloatVector.broadcast(SPECIES, 3);
    FloatVector x4 = FloatVector.broadcast(SPECIES, 4);
    FloatVector x5 = FloatVector.broadcast(SPECIES, 5);
    FloatVector x6 = FloatVector.broadcast(SPECIES, 6);
    FloatVector x7 = FloatVector.broadcast(SPECIES, 7);
    FloatVector x8 = FloatVector.broadcast(SPECIES, 8);
    FloatVector x9 = FloatVector.broadcast(SPECIES, 9);
    FloatVector x10 = FloatVector.broadcast(SPECIES, 10);
    FloatVector x11 = FloatVector.broadcast(SPECIES, 11);
    for (int step = 0; step < steps; step++) {
      x0 = x0.fma(a, b);
      x1 = x1.fma(a, b);
      x2 = x2.fma(a, b);
      x3 = x3.fma(a, b);
      x4 = x4.fma(a, b);
      x5 = x5.fma(a, b);
      x6 = x6.fma(a, b);
      x7 = x7.fma(a, b);
      x8 = x8.fma(a, b);
      x9 = x9.fma(a, b);
      x10 = x10.fma(a, b);
      x11 = x11.fma(a, b);
    }
    FloatVector sum = x0.add(x1).add(x2.add(x3)).add(x4.add(x5)).add(x6.add(x7));
    return sum.add(x8.add(x9)).add(x10.add(x11)).reduceLanes(VectorOperators.ADD);
  }
}
