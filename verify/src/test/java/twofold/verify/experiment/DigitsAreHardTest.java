package twofold.verify.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.data.StrokeDigits;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.Adam;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.ImageExamples;
import twofold.nn.train.Objective;
import twofold.tensor.Device;

/**
 * The drawn digits are worth a network: a linear model stays clearly below one with a hidden layer.
 *
 * <p>Accuracy on 2,000 examples has a standard error of √(0.9·0.1/2000) = 0.7 %; the margins here
 * are several of these.
 */
class DigitsAreHardTest {
  private static final LabelledImages DIGITS = StrokeDigits.draw(12_000, 1);
  private final Device<?> device = Device.cpu();

  @Test
  void aLinearModelStaysBelowAnMlp() {
    var random = RandomStreams.of(7);
    double linear = accuracy(new Dense(device, 784, 10, Initialiser.glorot(), random));
    double mlp =
        accuracy(
            new Sequential(
                new Dense(device, 784, 256, Initialiser.he(), random),
                Activation.relu(),
                new Dense(device, 256, 10, Initialiser.glorot(), random)));
    assertThat(linear).isBetween(0.80, 0.92);
    assertThat(mlp).isGreaterThan(0.95);
  }

  private double accuracy(Layer model) {
    Fit fit = new Fit(device, model, Objective.crossEntropy(), new Adam(1e-3));
    return fit.run(
            new ImageExamples(DIGITS.slice(0, 10_000)),
            new ImageExamples(DIGITS.slice(10_000, 12_000)),
            new Fit.Options(8, 100, 1),
            new FitListener() {})
        .last()
        .test()
        .accuracy();
  }
}
