package twofold.vaegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.vaegan.LinearAutoencoder.Model;
import twofold.vaegan.LinearAutoencoder.Options;

/** Examples of {@code LinearAutoencoder}. */
class LinearAutoencoderTest {

  /** Four points around (10, 20): spread 3 along (3, 4)/5, spread 1 across it. */
  private static final double[][] CROSS = {
    {10 + 3 * 0.6, 20 + 3 * 0.8},
    {10 - 3 * 0.6, 20 - 3 * 0.8},
    {10 - 0.8, 20 + 0.6},
    {10 + 0.8, 20 - 0.6}
  };

  private static Model trained() {
    return LinearAutoencoder.fit(Device.reference(), CROSS, new Options(1), 1);
  }

  /** One number suffices for the two points on the long axis; the other two fall on the mean. */
  @Test
  void keepsTheLongAxis() {
    double[][] seen = trained().reconstruct(CROSS);
    for (int i = 0; i < 2; i++) {
      assertThat(seen[i]).containsExactly(CROSS[i], within(1e-4));
      assertThat(seen[2 + i]).containsExactly(new double[] {10, 20}, within(1e-4));
    }
  }

  /** What is lost is the variance across: (1² + 1²)/4. */
  @Test
  void losesTheShortOne() {
    double[] history = trained().lossHistory();
    assertThat(history).hasSize(20 * 100 + 1);
    assertThat(history[history.length - 1]).isCloseTo(0.5, within(1e-8));
    assertThat(history[0]).isGreaterThan(1);
  }

  /** The weights depend on where training began, their product does not. */
  @Test
  void theProductIsDeterminedTheWeightsAreNot() {
    Model one = trained();
    Model other = LinearAutoencoder.fit(Device.reference(), CROSS, new Options(1), 2);
    double[] a = one.encoder().matMul(one.decoder()).toArray();
    double[] b = other.encoder().matMul(other.decoder()).toArray();
    assertThat(a).containsExactly(b, within(1e-4));
    assertThat(a).containsExactly(new double[] {0.36, 0.48, 0.48, 0.64}, within(1e-4));
    double difference = Math.abs(one.encoder().toArray()[0] - other.encoder().toArray()[0]);
    assertThat(difference).isGreaterThan(0.01);
  }

  @Test
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  void theModelOutlivesTheScopeItWasTrainedIn() {
    Model model;
    try (Scope scope = Scope.open()) {
      model = trained();
    }
    assertThat(model.encode(CROSS)).hasDimensions(4, 1);
  }

  @Test
  void sameSeedSameBits() {
    assertThat(trained().encoder().toArray()).isEqualTo(trained().encoder().toArray());
  }

  @Test
  void equalRowsNeedNoCode() {
    double[][] same = {{1, 2}, {1, 2}, {1, 2}};
    Model model = LinearAutoencoder.fit(Device.reference(), same, new Options(1), 1);
    assertThat(Arrays.stream(model.lossHistory()).max().orElseThrow()).isZero();
    assertThat(model.reconstruct(same)).isDeepEqualTo(same);
  }

  @Test
  void refusesWhatItCannotUse() {
    Device<?> device = Device.reference();
    assertThatThrownBy(() -> LinearAutoencoder.fit(device, CROSS, new Options(3), 1))
        .hasMessage("the code must not be longer than a row: at most 2, got 3");
    assertThatThrownBy(() -> LinearAutoencoder.fit(device, new double[0][], new Options(1), 1))
        .hasMessage("x must have at least 1 row and 1 column, got 0 and 0");
    assertThatThrownBy(
            () -> LinearAutoencoder.fit(device, new double[][] {{1}, {1, 2}}, new Options(1), 1))
        .hasMessage("x needs rows of 1 numbers, row 1 has 2");
    assertThatThrownBy(
            () -> LinearAutoencoder.fit(device, new double[][] {{Double.NaN}}, new Options(1), 1))
        .hasMessage("x must have finite numbers, got NaN in row 0, column 0");
    assertThatThrownBy(() -> trained().encode(new double[][] {{1, 2, 3}}))
        .hasMessage("x needs rows of 2 numbers, row 0 has 3");
    assertThatThrownBy(() -> new Options(0)).hasMessage("code must be at least 1, got 0");
  }
}
