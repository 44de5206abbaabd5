package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.CpuKit;
import twofold.tensor.CpuKitSimd;
import twofold.tensor.MatMulPacked;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code MatMulPacked}, and what else a {@code CpuKit} has. */
class MatMulPackedProperties {
  private static final List<CpuKit> KITS = List.of(new CpuKit(), new CpuKitSimd());

  /** Matrices somewhere in larger arrays, with anything around them. */
  private record Case(float[] a, int aOffset, int aRow, float[] b, int m, int k, int n) {

    static Case draw(Draw draw) {
      int m = draw.from(1, 40);
      int k = draw.chance(0.2) ? draw.from(500, 1100) : draw.from(1, 70);
      int n = draw.from(1, 100);
      int aRow = k + draw.from(0, 3);
      int aOffset = draw.from(0, 3);
      return new Case(
          floats(draw, aOffset + m * aRow), aOffset, aRow, floats(draw, k * n), m, k, n);
    }

    float[] product(CpuKit kit, int from, int to) {
      MatMulPacked packed = kit.packed();
      packed.pack(floats(new Draw(new SplittableRandom(1)), 9 * 7), 0, 7, 1, 9, 7); // and again:
      packed.pack(b, 0, n, 1, k, n);
      float[] c = new float[(to - from) * (n + 2) + 1];
      Arrays.fill(c, Float.NaN);
      packed.multiply(a, aOffset + from * aRow, aRow, c, 1, n + 2, to - from);
      return c;
    }
  }

  private static float[] floats(Draw draw, int n) {
    float[] floats = new float[n];
    for (int i = 0; i < n; i++) {
      floats[i] = (float) draw.normal();
    }
    return floats;
  }

  /** |fl(C) − C| ≤ γₖ|A||B|, element by element; and nothing else is written. */
  @Property(tries = 60)
  void isTheProduct(@ForAll long seed) {
    Case x = Case.draw(new Draw(new SplittableRandom(seed)));
    double gamma = Arithmetic.CPU.gamma(x.k);
    for (CpuKit kit : KITS) {
      float[] c = x.product(kit, 0, x.m);
      assertThat(c[0]).isNaN();
      for (int i = 0; i < x.m; i++) {
        for (int j = 0; j < x.n; j++) {
          double sum = 0;
          double size = 0;
          for (int p = 0; p < x.k; p++) {
            double term = (double) x.a[x.aOffset + i * x.aRow + p] * x.b[p * x.n + j];
            sum += term;
            size += Math.abs(term);
          }
          assertThat(Math.abs(c[1 + i * (x.n + 2) + j] - sum)).isLessThanOrEqualTo(gamma * size);
        }
        assertThat(c[1 + i * (x.n + 2) + x.n]).isNaN();
      }
    }
  }

  /** A row has the same bits whichever other rows are computed with it. */
  @Property(tries = 60)
  void aRowDoesNotDependOnTheOthers(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Case x = Case.draw(draw);
    int from = draw.from(0, x.m - 1);
    int to = draw.from(from + 1, x.m);
    for (CpuKit kit : KITS) {
      float[] all = x.product(kit, 0, x.m);
      float[] some = x.product(kit, from, to);
      int row = x.n + 2;
      assertThat(Arrays.copyOfRange(some, 1, 1 + (to - from) * row))
          .isEqualTo(Arrays.copyOfRange(all, 1 + from * row, 1 + to * row));
    }
  }
}
