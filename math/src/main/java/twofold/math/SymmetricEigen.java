package twofold.math;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The axes along which a symmetric matrix only stretches.
 *
 * <pre>
 *   A = V·Λ·Vᵀ       V orthogonal, its columns the eigenvectors; Λ diagonal, the eigenvalues
 * </pre>
 *
 * <p>Jacobi's method: a rotation in the plane of two axes p and q turns the entry a_pq, and its
 * twin a_qp, to zero. It spoils entries that were zero before, yet it always helps: a rotation
 * keeps the sum of all squares, and it keeps a_pp² + 2·a_pq² + a_qq², so all of 2·a_pq² moves onto
 * the diagonal.
 *
 * <pre>
 *   off(A)² = Σ a_ij², i ≠ j           off(A′)² = off(A)² − 2·a_pq²
 *
 *   θ = (a_qq − a_pp) / (2·a_pq)       the cotangent of twice the angle
 *   t = sign θ / (|θ| + √(θ² + 1))     its tangent, the smaller one: at most 45°
 *   c = 1/√(t² + 1),  s = t·c
 *   a_pp′ = a_pp − t·a_pq,   a_qq′ = a_qq + t·a_pq
 *   a_kp′ = c·a_kp − s·a_kq,   a_kq′ = s·a_kp + c·a_kq      for all other k
 * </pre>
 *
 * <p>Sweep over all pairs until nothing is left to turn: some six to ten sweeps of 3·n³
 * multiplications each. There are faster methods, none is simpler, and few are as accurate. [Jacobi
 * 1846; Golub and Van Loan, Matrix Computations, section 8.5]
 *
 * @param values λ₁ ≥ λ₂ ≥ … ≥ λₙ
 * @param vectors row i is the eigenvector of λᵢ, of length 1: Vᵀ
 * @param rotations how many it took: each leaves an error of some roundings of ‖A‖
 */
public record SymmetricEigen(double[] values, double[][] vectors, int rotations) {

  /** More than twice as many as were ever seen. */
  private static final int MOST_SWEEPS = 40;

  /**
   * @param matrix n rows of n numbers; what is below the diagonal is not read
   * @throws IllegalArgumentException if it is not square or holds something else than numbers
   */
  public static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      if (matrix[i].length != n) {
        throw new IllegalArgumentException(
            "a square matrix is needed, got " + n + " rows and one of " + matrix[i].length);
      }
      a[i] = matrix[i].clone();
      v[i][i] = 1;
      for (int j = 0; j < n; j++) {
        a[i][j] = i <= j ? matrix[i][j] : matrix[j][i];
        squares += a[i][j] * a[i][j];
      }
    }
    if (!(squares < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the squares of a matrix must have a finite sum");
    }
    // What is left then, at most n² such entries, moves no eigenvalue by more than a rounding.
    double negligible = n == 0 ? 0 : Rounding.U * Math.sqrt(squares) / n;
    int rotations = 0;
    boolean turned = true;
    for (int sweep = 0; turned; sweep++) {
      if (sweep == MOST_SWEEPS) {
        throw new IllegalStateException("Jacobi's method has not converged: this is a bug");
      }
      turned = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (Math.abs(a[p][q]) > negligible) {
            rotate(a, v, p, q);
            rotations++;
            turned = true;
          }
        }
      }
    }
    return sorted(a, v, rotations);
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    double apq = a[p][q];
    double theta = (a[q][q] - a[p][p]) / (2 * apq);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    double app = a[p][p] - t * apq;
    double aqq = a[q][q] + t * apq;
    turn(a[p], a[q], c, s); // as A is symmetric, its rows are its columns
    a[p][p] = app;
    a[q][q] = aqq;
    a[p][q] = 0;
    a[q][p] = 0;
    for (int k = 0; k < a.length; k++) {
      a[k][p] = a[p][k];
      a[k][q] = a[q][k];
    }
    turn(v[p], v[q], c, s);
  }

  private static void turn(double[] x, double[] y, double c, double s) {
    for (int k = 0; k < x.length; k++) {
      double xk = x[k];
      double yk = y[k];
      x[k] = c * xk - s * yk;
      y[k] = s * xk + c * yk;
    }
  }

  private static SymmetricEigen sorted(double[][] a, double[][] v, int rotations) {
    int[] order =
        IntStream.range(0, a.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> a[i][i]).reversed())
            .mapToInt(i -> i)
            .toArray();
    return new SymmetricEigen(
        Arrays.stream(order).mapToDouble(i -> a[i][i]).toArray(),
        Arrays.stream(order).mapToObj(i -> v[i]).toArray(double[][]::new),
        rotations);
  }
}
