package twofold.nn.image;

import java.util.function.UnaryOperator;
import twofold.nn.data.LabelledImages;

/**
 * Feature-wise standardising: mean 0 and standard deviation 1 over all pictures of a training set.
 *
 * <pre>
 *   x ↦ (x − μ) / √(σ² + ε)
 * </pre>
 *
 * <p>The features are either channels, with one mean each over all places and pictures, or pixels,
 * with one mean each over all pictures. Test pictures are moved by the training set's numbers:
 * their own would be knowledge that one does not have.
 */
public final class FeatureWise implements UnaryOperator<Picture> {
  private final int group; // so many numbers in a row share a mean
  private final double[] mean;
  private final double[] variance;
  private final double epsilon;
  private final boolean scales;

  private FeatureWise(int group, double[] mean, double[] variance, double epsilon, boolean scales) {
    this.group = group;
    this.mean = mean;
    this.variance = variance;
    this.epsilon = epsilon;
    this.scales = scales;
  }

  /** One mean and deviation for each channel. */
  public static FeatureWise ofChannels(LabelledImages images) {
    return fit(images, images.rows() * images.columns());
  }

  /** One mean and deviation for each pixel of each channel. */
  public static FeatureWise ofPixels(LabelledImages images) {
    return fit(images, 1);
  }

  private static FeatureWise fit(LabelledImages images, int group) {
    if (images.count() == 0) {
      throw new IllegalArgumentException("means of pictures need at least one, got none");
    }
    double[] mean = new double[images.size() / group];
    double[] variance = new double[mean.length];
    double n = (double) images.count() * group;
    // Twice over the data: the mean first, as the difference of two large sums loses digits.
    forEach(images, (i, x) -> mean[i / group] += x / n);
    forEach(images, (i, x) -> variance[i / group] += square(x - mean[i / group]) / n);
    return new FeatureWise(group, mean, variance, 1e-7, true);
  }

  @FunctionalInterface
  private interface Visit {
    void number(int feature, double value);
  }

  private static void forEach(LabelledImages images, Visit visit) {
    double[] x = new double[images.size()];
    for (int i = 0; i < images.count(); i++) {
      images.copy(i, x, 0);
      for (int j = 0; j < x.length; j++) {
        visit.number(j, x[j]);
      }
    }
  }

  private static double square(double x) {
    return x * x;
  }

  /** Centres only. */
  public FeatureWise withoutScaling() {
    return new FeatureWise(group, mean, variance, epsilon, false);
  }

  /** What keeps features that never change from being divided by 0; 10⁻⁷ if not said. */
  public FeatureWise withEpsilon(double epsilon) {
    if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("epsilon must be a number from 0 on, got " + epsilon);
    }
    return new FeatureWise(group, mean, variance, epsilon, scales);
  }

  @Override
  public Picture apply(Picture picture) {
    if (picture.size() != mean.length * group) {
      throw new IllegalArgumentException(
          "the means are of pictures with %d numbers, got %s"
              .formatted(mean.length * group, picture));
    }
    float[] values = picture.values();
    for (int i = 0; i < values.length; i++) {
      int k = i / group;
      double deviation = scales ? Math.sqrt(variance[k] + epsilon) : 1;
      values[i] = (float) ((values[i] - mean[k]) / deviation);
    }
    return Picture.wrap(picture.channels(), picture.height(), picture.width(), values);
  }
}
