package twofold.nn.layer;

import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.tensor.Shape;

/**
 * Weights that turn and mirror but do not stretch: a matrix whose columns (or rows, if there are
 * fewer) have length g and stand at right angles, drawn uniformly from all such matrices.
 *
 * <pre>
 *   WᵀW = g²·I  (rows ≥ columns)      or      W·Wᵀ = g²·I  (rows &lt; columns)
 *
 *   ‖x·W‖ = g·‖x‖ for a square W: a signal keeps its length through any number of linear layers,
 *   not only on average.
 *
 *   By Gram and Schmidt, from normal vectors a₁, a₂, …:
 *     v = aₖ − Σ_{j&lt;k} (qⱼ·aₖ)·qⱼ        qₖ = v/‖v‖
 *   Normal vectors have no preferred direction, so neither has the result.
 *
 *   Rounding. Where aₖ lies nearly among its predecessors, v is small and mostly rounding. So the
 *   projection is done twice: the second one starts from a v that is nearly orthogonal already, of
 *   m numbers, and leaves |qᵢ·qₖ| at what its own roundings make,
 *   (m + 2k)·u to first order: m for the product, 2 for each subtraction.
 *          [Saxe, McClelland & Ganguli 2014; "twice is enough": Kahan in Parlett 1980, section 6-9]
 * </pre>
 *
 * A tensor with more axes counts as a matrix of its first axis and all others: a convolution's
 * kernels are its rows.
 *
 * @param gain g; √2 before a ReLU
 */
public record Orthogonal(double gain) implements Initialiser {

  @Override
  public double[] draw(Shape shape, int fanIn, int fanOut, RandomGenerator random) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException("orthogonal weights need a matrix, got shape " + shape);
    }
    int rows = shape.dim(0);
    int columns = rows == 0 ? 0 : shape.size() / rows;
    int count = Math.min(rows, columns);
    double[][] q = orthonormal(count, Math.max(rows, columns), random);
    double[] w = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        w[i * columns + j] = gain * (rows < columns ? q[i][j] : q[j][i]);
      }
    }
    return w;
  }

  /** So many vectors of that length. */
  private static double[][] orthonormal(int count, int length, RandomGenerator random) {
    double[][] q = new double[count][length];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < length; i++) {
        q[k][i] = RandomStreams.normal(random);
      }
      for (int time = 0; time < 2; time++) {
        for (int j = 0; j < k; j++) {
          subtract(q[k], q[j], dot(q[j], q[k]));
        }
      }
      double norm = Math.sqrt(dot(q[k], q[k]));
      for (int i = 0; i < length; i++) {
        q[k][i] /= norm;
      }
    }
    return q;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] a, double[] b, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] -= factor * b[i];
    }
  }
}
