package twofold.tensor;

import jdk.incubator.vector.FloatVector;

/**
 * {@link Softplus} on vector registers: {@link ExpSimd}, then a logarithm close to 1.
 *
 * <pre>
 *   y = max(x, 0) + ln(1 + f),  f = e^−|x| from 0 to 1
 *
 *   The series of {@link LogSimd}, without reducing anything first. With s = f/(2 + f) ≤ ⅓,
 *     ln(1 + f) = f − (f²/2 − s·(f²/2 + R)),    R = ⅔s² + ⅖s⁴ + … + 2/15·s¹⁴
 *   The first term left out, relative to 2s, is s¹⁶/17 ≤ 1.4·10⁻⁹ = 0.03u.
 * </pre>
 */
final class SoftplusSimd extends UnarySimd implements Softplus.Kernel<float[]> {

  @Override
  void vectors(float[] x, int xi, float[] y, int yi, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xi + i).abs().neg().intoArray(y, yi + i);
    }
    ExpSimd.exp(y, yi, y, yi, n);
    for (int i = 0; i < n; i += LANES) {
      FloatVector f = FloatVector.fromArray(SPECIES, y, yi + i);
      FloatVector s = f.div(f.add(2));
      FloatVector z = s.mul(s);
      FloatVector p = FloatVector.broadcast(SPECIES, 2f / 15);
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2f / 13));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2f / 11));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2f / 9));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2f / 7));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2f / 5));
      p = p.fma(z, FloatVector.broadcast(SPECIES, 2f / 3));
      FloatVector halfSquare = f.mul(f).mul(0.5f);
      FloatVector log = f.sub(halfSquare.sub(s.mul(p.fma(z, halfSquare))));
      FloatVector.fromArray(SPECIES, x, xi + i).max(0).add(log).intoArray(y, yi + i);
    }
  }
}
