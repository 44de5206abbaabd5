package twofold.tensor;

/** {@link Where}: both numbers are there, so the processor chooses without a jump. */
final class WhereCpu implements Where.Kernel<float[]> {

  @Override
  public void choose(View<float[]> condition, View<float[]> a, View<float[]> b, float[] y) {
    Parallel.ranges(y.length, UnaryCpu.GRAIN, (from, to) -> range(condition, a, b, y, from, to));
  }

  private static void range(
      View<float[]> condition, View<float[]> a, View<float[]> b, float[] y, int from, int to) {
    Pieces cs = new Pieces(condition, 0);
    Pieces as = new Pieces(a, 1);
    Pieces bs = new Pieces(b, 2);
    int n;
    for (int i = from; i < to; i += n) {
      n = Math.min(Math.min(to - i, cs.reach(i)), Math.min(as.reach(i), bs.reach(i)));
      cs.seek(i, n);
      as.seek(i, n);
      bs.seek(i, n);
      for (int r = 0; r < n; r++) {
        y[i + r] = cs.data[cs.at + r] != 0 ? as.data[as.at + r] : bs.data[bs.at + r];
      }
    }
  }
}
