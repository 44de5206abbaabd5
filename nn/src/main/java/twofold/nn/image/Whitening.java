package twofold.nn.image;

import java.util.function.UnaryOperator;
import twofold.math.SymmetricEigen;
import twofold.nn.data.LabelledImages;
import twofold.tensor.Parallel;

/**
 * ZCA whitening: pixels that know nothing of each other.
 *
 * <pre>
 *   μ = mean of the training pictures,  C = 1/n Σ (x − μ)(x − μ)ᵀ = V·Λ·Vᵀ     d × d
 *
 *   x ↦ W·(x − μ),    W = V·(Λ + ε)^(−½)·Vᵀ
 *
 *   covariance afterwards:  W·C·W = V·diag(λᵢ/(λᵢ + ε))·Vᵀ,
 *     whose eigenvalues differ from 1 by ε/(λᵢ + ε): it is I, but for directions of little variance
 * </pre>
 *
 * <p>Neighbouring pixels of pictures are nearly equal. Whitening takes out what one can say of a
 * pixel from all the others, and mostly edges are left. Any rotation after it would whiten as well;
 * with Vᵀ at the end the picture stays as near as it can to what it was ("zero-phase component
 * analysis"). [Bell and Sejnowski, The Independent Components of Natural Scenes Are Edge Filters,
 * 1997]
 *
 * <p>ε keeps directions that hardly vary, and hold little but noise, from being blown up. Fitting
 * takes d²·n for the covariance and about 20·d³ for its eigenvectors: some tens of seconds for 28 ×
 * 28 pictures, and too long for much larger ones.
 */
public final class Whitening implements UnaryOperator<Picture> {
  private final double[] mean;
  private final double[][] matrix;

  private Whitening(double[] mean, double[][] matrix) {
    this.mean = mean;
    this.matrix = matrix;
  }

  /**
   * Learns μ and W.
   *
   * @param epsilon what is added to each variance, for pixels from 0 to 1: 10⁻² or 10⁻¹ are usual
   * @throws IllegalArgumentException if there is no picture or ε is not positive
   */
  public static Whitening fit(LabelledImages images, double epsilon) {
    if (images.count() == 0) {
      throw new IllegalArgumentException("whitening needs at least one picture, got none");
    }
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("epsilon must be a positive number, got " + epsilon);
    }
    double[][] centred = new double[images.count()][images.size()];
    double[] mean = centre(images, centred);
    SymmetricEigen eigen = SymmetricEigen.of(covariance(centred));
    return new Whitening(mean, root(eigen, epsilon));
  }

  private static double[] centre(LabelledImages images, double[][] centred) {
    double[] mean = new double[images.size()];
    for (int i = 0; i < centred.length; i++) {
      images.copy(i, centred[i], 0);
      for (int j = 0; j < mean.length; j++) {
        mean[j] += centred[i][j] / centred.length;
      }
    }
    for (double[] x : centred) {
      for (int j = 0; j < mean.length; j++) {
        x[j] -= mean[j];
      }
    }
    return mean;
  }

  /** What is on the diagonal and above it. */
  private static double[][] covariance(double[][] centred) {
    int d = centred[0].length;
    double[][] c = new double[d][d];
    Parallel.ranges(
        d,
        1,
        (from, to) -> {
          for (double[] x : centred) {
            for (int j = from; j < to; j++) {
              double xj = x[j] / centred.length;
              for (int k = j; k < d; k++) {
                c[j][k] += xj * x[k];
              }
            }
          }
        });
    return c;
  }

  /** V·(Λ + ε)^(−½)·Vᵀ, a sum over the eigenvectors. */
  private static double[][] root(SymmetricEigen eigen, double epsilon) {
    int d = eigen.values().length;
    double[][] w = new double[d][d];
    Parallel.ranges(
        d,
        1,
        (from, to) -> {
          for (int i = 0; i < d; i++) {
            double[] v = eigen.vectors()[i];
            // a variance is not negative, but a computed one may be, by a rounding
            double scale = 1 / Math.sqrt(Math.max(0, eigen.values()[i]) + epsilon);
            for (int j = from; j < to; j++) {
              for (int k = 0; k < d; k++) {
                w[j][k] += scale * v[j] * v[k];
              }
            }
          }
        });
    return w;
  }

  @Override
  public Picture apply(Picture picture) {
    int d = mean.length;
    if (picture.size() != d) {
      throw new IllegalArgumentException(
          "whitening was learned from pictures with %d numbers, got %s".formatted(d, picture));
    }
    double[] x = new double[d];
    for (int j = 0; j < d; j++) {
      x[j] = picture.array()[j] - mean[j];
    }
    float[] white = new float[d];
    for (int i = 0; i < d; i++) {
      double sum = 0;
      for (int j = 0; j < d; j++) {
        sum += matrix[i][j] * x[j];
      }
      white[i] = (float) sum;
    }
    return Picture.wrap(picture.channels(), picture.height(), picture.width(), white);
  }
}
