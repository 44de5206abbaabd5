package twofold.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both fast writings of the matrix product against the definition in double. */
class MatMulCpuTest {
  /** Unit roundoff of float. */
  private static final double U = 0x1p-24;

  /** Written into C around and inside the result; must vanish inside and stay outside. */
  private static final float STALE = 12345.678f;

  interface Multiply {
    void multiply(
        float[] a,
        int aOffset,
        int aRow,
        int aCol,
        float[] b,
        int bOffset,
        int bRow,
        int bCol,
        float[] c,
        int cOffset,
        int m,
        int k,
        int n);
  }

  enum Writing {
    PLAIN("twofold.tensor.MatMulCpu"),
    SIMD("twofold.tensor.MatMulSimd");

    private final String name;

    Writing(String name) {
      this.name = name;
    }

    /** By name, as the Vector API may be missing. */
    Multiply load() throws ReflectiveOperationException {
      assumeTrue(
          this == PLAIN || ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
          "the Vector API is not there");
      Method found =
          Arrays.stream(Class.forName(name).getDeclaredMethods())
              .filter(
                  method -> method.getName().equals("multiply") && method.getParameterCount() == 13)
              .findFirst()
              .orElseThrow();
      MethodHandle handle = MethodHandles.lookup().unreflect(found);
      return (a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, c, cOffset, m, k, n) -> {
        try {
          handle.invokeExact(a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, c, cOffset, m, k, n);
        } catch (RuntimeException | Error thrown) {
          throw thrown;
        } catch (Throwable thrown) {
          throw new AssertionError(thrown);
        }
      };
    }
  }

  /** A matrix lying somewhere in an array with strides of its own. */
  private record View(float[] data, int offset, int row, int col) {
    double at(int i, int j) {
      return data[offset + i * row + j * col];
    }

    static View rowMajor(Random random, int rows, int cols) {
      return strided(random, rows, cols, cols, 1);
    }

    static View transposed(Random random, int rows, int cols) {
      return strided(random, rows, cols, 1, rows);
    }

    /** The offset follows from the strides, so that the smallest index is 3. */
    static View strided(Random random, int rows, int cols, int row, int col) {
      int lowest = Math.min(0, (rows - 1) * row) + Math.min(0, (cols - 1) * col);
      int highest = Math.max(0, (rows - 1) * row) + Math.max(0, (cols - 1) * col);
      // Exactly as long as needed: reading one past the end would throw.
      float[] data = new float[rows == 0 || cols == 0 ? 3 : 3 + highest - lowest + 1];
      for (int i = 0; i < data.length; i++) {
        data[i] = random.nextFloat() * 2 - 1;
      }
      return new View(data, 3 - lowest, row, col);
    }
  }

  private final int threadsBefore = Parallel.threads();

  @AfterEach
  void restore() {
    Parallel.setThreads(threadsBefore);
  }

  private static float[] product(Multiply multiply, View a, View b, int m, int k, int n) {
    int before = 5;
    float[] c = new float[before + m * n + 7];
    Arrays.fill(c, STALE);
    multiply.multiply(
        a.data, a.offset, a.row, a.col, b.data, b.offset, b.row, b.col, c, before, m, k, n);
    for (int i = 0; i < c.length; i++) {
      if (i < before || i >= before + m * n) {
        assertThat(c[i]).as("outside of C").isEqualTo(STALE);
      }
    }
    return Arrays.copyOfRange(c, before, before + m * n);
  }

  /** |fl(C) − C| ≤ γₖ|A||B| element by element; the reference's own error is u² and not seen. */
  private static void check(Multiply multiply, View a, View b, int m, int k, int n) {
    float[] c = product(multiply, a, b, m, k, n);
    double gamma = k * U / (1 - k * U);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double size = 0;
        for (int p = 0; p < k; p++) {
          double term = a.at(i, p) * b.at(p, j);
          sum += term;
          size += Math.abs(term);
        }
        double error = Math.abs(c[i * n + j] - sum);
        if (!(error <= gamma * size)) {
          throw new AssertionError(
              String.format(
                  "%dx%dx%d at (%d, %d): %g instead of %g, allowed %g",
                  m, k, n, i, j, c[i * n + j], sum, gamma * size));
        }
      }
    }
  }

  private static void checkForms(Multiply multiply, int m, int k, int n) {
    Random random = new Random(31L * m + 7L * k + n);
    View a = View.rowMajor(random, m, k);
    View b = View.rowMajor(random, k, n);
    View at = View.transposed(random, m, k);
    View bt = View.transposed(random, k, n);
    check(multiply, a, b, m, k, n);
    check(multiply, a, bt, m, k, n);
    check(multiply, at, b, m, k, n);
    check(multiply, at, bt, m, k, n);
  }

  @ParameterizedTest
  @EnumSource(Writing.class)
  void smallSizesAllOfThem(Writing writing) throws ReflectiveOperationException {
    Multiply multiply = writing.load();
    for (int m = 0; m <= 10; m++) {
      for (int k = 0; k <= 10; k++) {
        for (int n = 0; n <= 10; n++) {
          checkForms(multiply, m, k, n);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Writing.class)
  void sizesAroundTheEdgesOfTilesAndBlocks(Writing writing) throws ReflectiveOperationException {
    Multiply multiply = writing.load();
    int[] edges = {1, 4, 7, 8, 9, 12, 15, 16, 17, 31, 32, 33, 63, 64, 65, 72};
    for (int m : edges) {
      for (int n : edges) {
        checkForms(multiply, m, 21, n);
        checkForms(multiply, m, 75, n);
      }
    }
    for (int k : new int[] {63, 64, 65, 127, 255, 256, 257, 511, 513, 1000, 2047, 2049, 4100}) {
      checkForms(multiply, 9, k, 10);
      checkForms(multiply, 21, k, 37);
    }
  }

  @ParameterizedTest
  @EnumSource(Writing.class)
  void sizesThatUseSeveralBlocks(Writing writing) throws ReflectiveOperationException {
    Multiply multiply = writing.load();
    checkForms(multiply, 127, 300, 259);
    checkForms(multiply, 64, 256, 512);
    checkForms(multiply, 130, 600, 70);
    checkForms(multiply, 5000, 9, 3);
    checkForms(multiply, 3, 9, 5000);
    checkForms(multiply, 4101, 2, 40);
    checkForms(multiply, 40, 2, 4101);
  }

  @ParameterizedTest
  @EnumSource(Writing.class)
  void anyStrides(Writing writing) throws ReflectiveOperationException {
    Multiply multiply = writing.load();
    Random random = new Random(5);
    for (int[] size : new int[][] {{1, 1, 1}, {7, 5, 3}, {33, 70, 10}, {40, 81, 67}, {6, 65, 90}}) {
      int m = size[0];
      int k = size[1];
      int n = size[2];
      int[][] stridesA = {{k + 3, 1}, {2 * k + 1, 2}, {-k, -1}, {1, m + 2}, {0, 1}, {1, 0}, {0, 0}};
      int[][] stridesB = {{n + 3, 1}, {2 * n + 1, 2}, {-n, 1}, {1, -k}, {0, 1}, {1, 0}, {0, 0}};
      for (int[] sa : stridesA) {
        for (int[] sb : stridesB) {
          View a = View.strided(random, m, k, sa[0], sa[1]);
          View b = View.strided(random, k, n, sb[0], sb[1]);
          check(multiply, a, b, m, k, n);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Writing.class)
  void anEmptySumIsZero(Writing writing) throws ReflectiveOperationException {
    Random random = new Random(1);
    View a = View.rowMajor(random, 5, 0);
    View b = View.rowMajor(random, 0, 6);
    assertThat(product(writing.load(), a, b, 5, 0, 6)).containsOnly(0f).hasSize(30);
  }

  @ParameterizedTest
  @EnumSource(Writing.class)
  void notANumberAndInfinityReachExactlyTheirRowAndColumn(Writing writing)
      throws ReflectiveOperationException {
    Multiply multiply = writing.load();
    for (int[] size : new int[][] {{5, 6, 7}, {19, 300, 45}, {40, 100, 10}, {4, 90, 70}}) {
      int m = size[0];
      int k = size[1];
      int n = size[2];
      View a = new View(new float[m * k], 0, k, 1); // zeros: 0 · NaN and 0 · ∞ are NaN
      View b = new View(new float[k * n], 0, n, 1);
      a.data[(m - 1) * k + k / 2] = Float.NaN;
      b.data[(k - 1) * n + n - 2] = Float.POSITIVE_INFINITY;
      float[] c = product(multiply, a, b, m, k, n);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          float expected = i == m - 1 || j == n - 2 ? Float.NaN : 0f;
          assertThat(c[i * n + j])
              .as("(%d, %d) of %dx%dx%d", i, j, m, k, n)
              .isEqualTo(Float.valueOf(expected));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Writing.class)
  void theSameBitsForAnyNumberOfThreads(Writing writing) throws ReflectiveOperationException {
    Multiply multiply = writing.load();
    Random random = new Random(2);
    int[][] sizes = {{200, 700, 300}, {150, 1100, 10}, {10, 900, 520}, {33, 4100, 33}};
    for (int[] size : sizes) {
      int m = size[0];
      int k = size[1];
      int n = size[2];
      View a = View.rowMajor(random, m, k);
      for (View b : new View[] {View.rowMajor(random, k, n), View.transposed(random, k, n)}) {
        Parallel.setThreads(1);
        float[] alone = product(multiply, a, b, m, k, n);
        for (int threads : new int[] {2, 3, 7}) {
          Parallel.setThreads(threads);
          assertThat(product(multiply, a, b, m, k, n)).isEqualTo(alone);
        }
      }
    }
  }
}
