package twofold.verify.tensor;

/**
 * One number in each register. The compiler turns {@link Math#fma} into the instruction, but makes
 * no vectors of separate variables; and sums in an array, of which it would make vectors, do not
 * stay in registers. This is why the fast twins need the Vector API.
 */
final class FmaChainsPlain implements FmaChains {
  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public float run(int steps) {
    float x0 = 0;
    float x1 = 1;
    float x2 = 2;
    float x3 = 3;
    float x4 = 4;
    float x5 = 5;
    float x6 = 6;
    float x7 = 7;
    float x8 = 8;
    float x9 = 9;
    float x10 = 10;
    float x11 = 11;
    for (int step = 0; step < steps; step++) {
      x0 = Math.fma(x0, A, B);
      x1 = Math.fma(x1, A, B);
      x2 = Math.fma(x2, A, B);
      x3 = Math.fma(x3, A, B);
      x4 = Math.fma(x4, A, B);
      x5 = Math.fma(x5, A, B);
      x6 = Math.fma(x6, A, B);
      x7 = Math.fma(x7, A, B);
      x8 = Math.fma(x8, A, B);
      x9 = Math.fma(x9, A, B);
      x10 = Math.fma(x10, A, B);
      x11 = Math.fma(x11, A, B);
    }
    return x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11;
  }
}
