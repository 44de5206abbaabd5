package twofold.nn.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Normalise} on vector registers where every number has a gain of its own. For all the
 * compiler knows, y might be the array of the gains, some places further on: so it leaves this loop
 * as it is. Rounded as the plain loop rounds: the bits of a number do not depend on where a vector
 * begins.
 */
final class NormaliseSimd extends NormaliseCpu {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  @Override
  void write(
      float[] x,
      float[] y,
      int at,
      int n,
      float mean,
      float rho,
      float[] gain,
      float[] shift,
      int c) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector.fromArray(SPECIES, x, at + i)
          .sub(mean)
          .mul(rho)
          .mul(FloatVector.fromArray(SPECIES, gain, c + i))
          .add(FloatVector.fromArray(SPECIES, shift, c + i))
          .intoArray(y, at + i);
    }
    super.write(x, y, at + i, n - i, mean, rho, gain, shift, c + i);
  }

  @Override
  void write(
      float[] x,
      float[] y,
      int at,
      int n,
      float[] mean,
      float[] rho,
      float[] gain,
      float[] shift,
      int c) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector.fromArray(SPECIES, x, at + i)
          .sub(FloatVector.fromArray(SPECIES, mean, c + i))
          .mul(FloatVector.fromArray(SPECIES, rho, c + i))
          .mul(FloatVector.fromArray(SPECIES, gain, c + i))
          .add(FloatVector.fromArray(SPECIES, shift, c + i))
          .intoArray(y, at + i);
    }
    super.write(x, y, at + i, n - i, mean, rho, gain, shift, c + i);
  }
}
