package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import twofold.tensor.Parallel;

/**
 * {@link Dropout} on vector registers: as many hashes at once as a vector has lanes.
 *
 * <p>No lane ever branches. The difference of hash and limit is negative where an element stays;
 * shifting its sign through all bits makes a mask of ones there and of zeros elsewhere, and the
 * bits of the product are taken through that mask.
 */
final class DropoutSimd implements Dropout.Kernel<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /** Elements that one thread takes at a time: some microseconds of work. */
  private static final int GRAIN = 1 << 14;

  @Override
  public void drop(float[] x, float[] y, int n, int seed, int keepBelow, double scale) {
    Parallel.ranges(
        n,
        GRAIN,
        (from, to) -> {
          int whole = to - (to - from) % SPECIES.length();
          vectors(x, y, from, whole, seed, keepBelow, (float) scale);
          DropoutCpu.drop(x, y, whole, to, seed, keepBelow, (float) scale);
        });
  }

  private static void vectors(
      float[] x, float[] y, int from, int to, int seed, int keepBelow, float scale) {
    IntVector spread = IntVector.zero(INTS).addIndex(1).mul(Dropout.SPREAD);
    for (int i = from; i < to; i += SPECIES.length()) {
      IntVector h = spread.add(i * Dropout.SPREAD + seed);
      h = h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, 16)).mul(Dropout.STIR1);
      h = h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, 13)).mul(Dropout.STIR2);
      h = h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, 16));
      h = h.lanewise(VectorOperators.LSHR, 8);
      IntVector stays = h.sub(keepBelow).lanewise(VectorOperators.ASHR, 31);
      FloatVector.fromArray(SPECIES, x, i)
          .mul(scale)
          .reinterpretAsInts()
          .lanewise(VectorOperators.AND, stays)
          .reinterpretAsFloats()
          .intoArray(y, i);
    }
  }
}
