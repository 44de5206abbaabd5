package twofold.nn.record;

import java.util.Arrays;

/**
 * How numbers are spread: how many there are in each of several ranges of equal width.
 *
 * <pre>
 *   limit_i = min + (max − min)·(i + 1)/n,   i = 0, …, n − 1                limit_{n−1} = max
 *
 *   bucket_i counts the v with limit_{i−1} ≤ v &lt; limit_i; the last one counts max as well
 * </pre>
 *
 * Numbers that are not finite have no place on the axis and are left out.
 *
 * <pre>
 *   message HistogramProto {
 *     double min = 1; double max = 2; double num = 3; double sum = 4; double sum_squares = 5;
 *     repeated double bucket_limit = 6 [packed]; repeated double bucket = 7 [packed];
 *   }
 * </pre>
 *
 * The arrays must not be changed. [TensorBoard, compat/proto/histogram.proto]
 */
record Histogram(
    double min, double max, double sum, double sumOfSquares, double[] limits, double[] counts) {
  /** As many as TensorBoard itself makes. */
  static final int BUCKETS = 30;

  static Histogram of(double[] numbers) {
    double[] values = Arrays.stream(numbers).filter(Double::isFinite).toArray();
    double min = Arrays.stream(values).min().orElse(0);
    double max = Arrays.stream(values).max().orElse(0);
    double sum = 0;
    double sumOfSquares = 0;
    double[] limits = limits(min, max);
    double[] counts = new double[limits.length];
    for (double value : values) {
      sum += value;
      sumOfSquares += value * value;
      counts[bucket(value, limits)]++;
    }
    return new Histogram(min, max, sum, sumOfSquares, limits, counts);
  }

  /** One range is enough where all numbers are the same. */
  private static double[] limits(double min, double max) {
    double[] limits = new double[min == max ? 1 : BUCKETS];
    for (int i = 0; i < limits.length; i++) {
      double t = (i + 1.0) / limits.length;
      limits[i] = min * (1 - t) + max * t; // max − min might be too large for a double
      limits[i] = Math.max(i == 0 ? min : limits[i - 1], Math.min(limits[i], max));
    }
    return limits;
  }

  /** The first range that ends after the value; the last for the largest. */
  private static int bucket(double value, double[] limits) {
    int i = 0;
    while (i < limits.length - 1 && value >= limits[i]) {
      i++;
    }
    return i;
  }

  /** How many numbers. */
  double count() {
    return Arrays.stream(counts).sum();
  }

  /** The message HistogramProto. */
  byte[] toBytes() {
    return WireWriter.message(
        out -> {
          out.writeDouble(1, min);
          out.writeDouble(2, max);
          out.writeDouble(3, count());
          out.writeDouble(4, sum);
          out.writeDouble(5, sumOfSquares);
          out.writeByteArray(6, packed(limits));
          out.writeByteArray(7, packed(counts));
        });
  }

  private static byte[] packed(double[] values) {
    return WireWriter.message(
        out -> {
          for (double value : values) {
            out.writeDoubleNoTag(value);
          }
        });
  }
}
