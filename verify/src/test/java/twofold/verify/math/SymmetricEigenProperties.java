package twofold.verify.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.SymmetricEigen;
import twofold.verify.tensor.Draw;

/**
 * Theorems about {@code SymmetricEigen}.
 *
 * <p>How far off it may be. A rotation multiplies A from both sides by a matrix that is orthogonal
 * but for its roundings. Following one entry through {@code turn}: cosine and sine are right to 6
 * roundings, product and difference add 2, and the sides are two; the eigenvectors have one side.
 * So k rotations leave A wrong by 16·k·u·‖A‖ at most, V by 8·k·u, and what is neglected is u·‖A‖.
 */
class SymmetricEigenProperties {
  private static final double U = 0x1p-53;

  private static double[][] symmetric(Draw draw, int n) {
    double[][] a = new double[n][n];
    boolean whole = draw.chance(0.3); // with equal eigenvalues now and then
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        a[i][j] = whole ? draw.from(-1, 1) : draw.normal() * Math.pow(10, draw.from(-8, 8));
        a[j][i] = a[i][j];
      }
    }
    return a;
  }

  private static double norm(double[][] a) {
    double squares = 0;
    for (double[] row : a) {
      for (double x : row) {
        squares += x * x;
      }
    }
    return Math.sqrt(squares);
  }

  @Property(tries = 200)
  void stretchesAlongItsVectors(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(0, 14);
    double[][] a = symmetric(draw, n);
    SymmetricEigen eigen = SymmetricEigen.of(a);
    double bound = (16 * eigen.rotations() + 8 * n + 8) * U;
    for (int i = 0; i < n; i++) {
      double[] v = eigen.vectors()[i];
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double dot = 0;
        for (int k = 0; k < n; k++) {
          sum += a[j][k] * v[k];
          dot += v[k] * eigen.vectors()[j][k];
        }
        assertThat(sum).isCloseTo(eigen.values()[i] * v[j], within(bound * norm(a)));
        assertThat(dot).isCloseTo(i == j ? 1 : 0, within(bound));
      }
      assertThat(i == 0 || eigen.values()[i - 1] >= eigen.values()[i]).isTrue();
    }
  }

  /** The sum of the eigenvalues is the trace, that of their squares is the sum of all squares. */
  @Property(tries = 100)
  void keepsTraceAndSquares(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 14);
    double[][] a = symmetric(draw, n);
    SymmetricEigen eigen = SymmetricEigen.of(a);
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      trace += a[i][i] - eigen.values()[i];
      squares += eigen.values()[i] * eigen.values()[i];
    }
    double bound = (16 * eigen.rotations() + 8 * n + 8) * U;
    assertThat(trace).isCloseTo(0, within(n * bound * norm(a)));
    assertThat(Math.sqrt(squares)).isCloseTo(norm(a), within(n * bound * norm(a)));
  }

  /** The path of n points has the eigenvalues 2·cos(πk/(n + 1)), k = 1 … n. */
  @Example
  void knownEigenvalues() {
    int n = 9;
    double[][] path = new double[n][n];
    for (int i = 0; i + 1 < n; i++) {
      path[i][i + 1] = 1;
      path[i + 1][i] = 1;
    }
    SymmetricEigen eigen = SymmetricEigen.of(path);
    for (int k = 1; k <= n; k++) {
      assertThat(eigen.values()[k - 1])
          .isCloseTo(
              2 * Math.cos(Math.PI * k / (n + 1)), within((16 * eigen.rotations() + 8) * U * 4));
    }
    assertThat(SymmetricEigen.of(new double[][] {{3, 0}, {0, 5}}).values()).containsExactly(5, 3);
    assertThat(SymmetricEigen.of(new double[][] {{0, 0}, {0, 0}}).rotations()).isZero();
  }

  @Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{1, 2}, {2}}))
        .hasMessage("a square matrix is needed, got 2 rows and one of 1");
    assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{Double.NaN}}))
        .hasMessage("the squares of a matrix must have a finite sum");
  }
}
