package twofold.nn.synthetic;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twofold.math.RandomStreams;

/**
 * A flat sheet that was bent in space without being stretched: what methods for finding surfaces
 * should find out.
 *
 * @param points where they are in space, (x, y, z) in each row; not to be changed
 * @param flat where the same points lie on the sheet, (u, v): distances along the sheet are
 *     distances here; not to be changed
 */
public record Sheet(double[][] points, double[][] flat) {

  /** How many points. */
  public int count() {
    return points.length;
  }

  /** A point in space and on the sheet. */
  record Spot(double[] point, double[] flat) {}

  static Sheet draw(int count, long seed, Function<RandomGenerator, Spot> spot) {
    Require.count(count);
    Spot[] spots =
        IntStream.range(0, count)
            .mapToObj(i -> spot.apply(RandomStreams.stream(seed, i)))
            .toArray(Spot[]::new);
    double[][] points = new double[count][];
    double[][] flat = new double[count][];
    for (int i = 0; i < count; i++) {
      points[i] = spots[i].point;
      flat[i] = spots[i].flat;
    }
    return new Sheet(points, flat);
  }
}
