package twofold.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import twofold.classic.NearestNeighbours.ClassificationModel;
import twofold.classic.NearestNeighbours.Options;
import twofold.math.estimator.Classifier;
import twofold.math.estimator.Regressor;

/** Examples of {@code NearestNeighbours}. */
class NearestNeighboursTest {

  /** Two villages on a road, and one house of the second village in the first. */
  private static final double[][] ROAD = {{0}, {1}, {2}, {3}, {10}, {11}, {12}};

  private static final int[] VILLAGE = {0, 0, 1, 0, 1, 1, 1};

  @Test
  void moreNeighboursForgetTheOddHouse() {
    double[] beside = {2.2};
    assertThat(NearestNeighbours.fit(ROAD, VILLAGE, new Options(1)).classify(beside)).isEqualTo(1);
    ClassificationModel three = NearestNeighbours.fit(ROAD, VILLAGE, new Options().withK(3));
    assertThat(three.neighbours(beside)).containsExactly(2, 3, 1);
    assertThat(three.classify(beside)).isZero();
    assertThat(three.probabilities(beside)).containsExactly(2 / 3.0, 1 / 3.0);
    assertThat(three.classes()).isEqualTo(2);
    assertThat(three.classify(new double[][] {{0}, {20}})).containsExactly(0, 1);
  }

  @Test
  void theMeanOfTheNeighbours() {
    double[] height = {0, 1, 2, 3, 100, 110, 120};
    Regressor model = NearestNeighbours.fit(ROAD, height, new Options(3));
    assertThat(model.predict(new double[] {11})).isEqualTo(110);
    assertThat(model.predict(new double[][] {{1}, {11.1}})).containsExactly(1, 110);
  }

  @Test
  void tiesHaveOneAnswer() {
    double[][] pair = {{1}, {-1}};
    // Both rows are as far: the earlier is the nearer, and with one vote each the nearer wins.
    assertThat(
            NearestNeighbours.fit(pair, new int[] {1, 0}, new Options(1)).classify(new double[1]))
        .isEqualTo(1);
    assertThat(
            NearestNeighbours.fit(pair, new int[] {1, 0}, new Options(2)).classify(new double[1]))
        .isEqualTo(1);
    assertThat(
            NearestNeighbours.fit(pair, new int[] {1, 0}, new Options(2))
                .classify(new double[] {-.5}))
        .isZero();
  }

  @Test
  void theModelKeepsItsOwnRows() {
    double[][] x = {{0}, {1}};
    int[] y = {0, 1};
    Classifier model = NearestNeighbours.fit(x, y, new Options(1));
    x[0][0] = 5;
    y[0] = 1;
    assertThat(model.classify(new double[] {0})).isZero();
  }

  @Test
  void badInputIsNamed() {
    fails(() -> new Options(0), "k must be at least 1, got 0");
    fails(() -> fit(new double[0][], 1), "x must have at least one row, got none");
    fails(() -> fit(new double[2][1], 3), "k must be at most the number of rows (2), got 3");
    fails(() -> fit(new double[][] {{1, 2}, {1}}, 1), "row 1 of x must have 2 features, got 1");
    fails(() -> fit(new double[][] {{1, 0. / 0}}, 1), "row 0 of x must be finite, got NaN at 1");
    fails(
        () -> NearestNeighbours.fit(new double[2][1], new int[1], new Options(1)),
        "y must have as many entries as x has rows (2), got 1");
    fails(
        () -> NearestNeighbours.fit(new double[1][1], new int[] {-1}, new Options(1)),
        "y must have labels from 0 on, got -1 at 0");
    fails(
        () -> NearestNeighbours.fit(new double[1][1], new double[] {1. / 0}, new Options(1)),
        "y must be finite, got Infinity at 0");
    Classifier model = fit(new double[1][2], 1);
    fails(() -> model.classify(new double[3]), "point must have 2 features, got 3");
    fails(
        () -> model.classify(new double[] {0, 1. / 0}), "point must be finite, got Infinity at 1");
  }

  private static Classifier fit(double[][] x, int k) {
    return NearestNeighbours.fit(x, new int[x.length], new Options(k));
  }

  private static void fails(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
