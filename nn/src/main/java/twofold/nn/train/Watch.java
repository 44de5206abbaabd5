package twofold.nn.train;

/**
 * The number by which epochs are compared: a loss, which should be small, or a metric.
 *
 * @param metric which one; null for the loss
 * @param heldOut on the held-out examples, or on those that were learned from
 * @param largest whether larger is better
 */
public record Watch(String metric, boolean heldOut, boolean largest) {

  /** The loss on the held-out examples: the smaller the better. */
  public static Watch loss() {
    return new Watch(null, true, false);
  }

  /** A metric on the held-out examples, the smaller the better: {@code smallest("mae")}. */
  public static Watch smallest(String metric) {
    return new Watch(metric, true, false);
  }

  /** A metric on the held-out examples, the larger the better: {@code largest("accuracy")}. */
  public static Watch largest(String metric) {
    return new Watch(metric, true, true);
  }

  /** The same on the examples that are learned from, while they are. */
  public Watch whileTraining() {
    return new Watch(metric, false, largest);
  }

  /** The number of an epoch. */
  double of(History.Epoch epoch) {
    Score score = heldOut ? epoch.test() : epoch.train();
    double value = metric == null ? score.loss() : score.metric(metric);
    if (Double.isNaN(value)) {
      throw new IllegalStateException(
          this + " is not a number after epoch " + epoch.number() + "; are there examples for it?");
    }
    return value;
  }

  /** By how much one number is better than another. */
  double gain(double one, double other) {
    return largest ? one - other : other - one;
  }

  /** {@code test loss}, {@code training accuracy}. */
  @Override
  public String toString() {
    return (heldOut ? "test " : "training ") + (metric == null ? "loss" : metric);
  }
}
