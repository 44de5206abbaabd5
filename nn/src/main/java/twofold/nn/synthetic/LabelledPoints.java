package twofold.nn.synthetic;

import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twofold.math.RandomStreams;

/**
 * Points with a class each. Point i is of class i modulo the number of classes, so all are equally
 * many; it depends on the seed and on i alone.
 *
 * @param points coordinates, a row for each; not to be changed
 * @param labels classes from 0; not to be changed
 * @param classes how many there are
 */
public record LabelledPoints(double[][] points, int[] labels, int classes) {

  /** How many points. */
  public int count() {
    return points.length;
  }

  /** Points 0 … count − 1, each drawn from its class and a stream of its own. */
  static LabelledPoints draw(
      int count, int classes, long seed, BiFunction<Integer, RandomGenerator, double[]> point) {
    Require.count(count);
    int[] labels = IntStream.range(0, count).map(i -> i % classes).toArray();
    double[][] points =
        IntStream.range(0, count)
            .mapToObj(i -> point.apply(labels[i], RandomStreams.stream(seed, i)))
            .toArray(double[][]::new);
    return new LabelledPoints(points, labels, classes);
  }
}
