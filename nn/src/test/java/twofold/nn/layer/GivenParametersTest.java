package twofold.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/** Layers that are made of parameters which exist already. */
class GivenParametersTest {
  private static Parameter of(String name, int... dims) {
    return new Parameter(name, Device.reference().ones(dims));
  }

  private static void refuses(ThrowingCallable make, String message) {
    assertThatThrownBy(make).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  /** What one layer learns, the other knows. */
  @Test
  void shared() {
    Dense one = new Dense(of("weights", 2, 2), of("bias", 2));
    Dense other = new Dense(one.weights(), of("bias", 2));
    one.weights().set(0, 0, 0, 0);
    Tensor y = other.forward(Device.reference().ones(1, 2), Context.INFERENCE);
    assertThat(y.toArray()).containsExactly(1, 1);
  }

  @Test
  void shapesThatDoNotFit() {
    refuses(
        () -> new Dense(of("weights", 2), of("bias", 2)),
        "a dense layer needs weights of shape (inputs, outputs), got (2)");
    refuses(
        () -> new Dense(of("weights", 0, 2), of("bias", 2)),
        "a dense layer needs weights of shape (inputs, outputs), got (0, 2)");
    refuses(
        () -> new Dense(of("weights", 2, 3), of("bias", 2)),
        "a dense layer needs bias of shape (3), got (2)");
    refuses(
        () -> new Embedding(of("table", 2)),
        "an embedding needs table of shape (words, features), got (2)");
    refuses(
        () -> new PRelu(of("slopes", 2, 1)), "PReLU needs slopes of shape (channels), got (2, 1)");
    refuses(
        () -> new Maxout(new Dense(of("weights", 2, 3), of("bias", 3)), 2),
        "maxout needs sums that its pieces divide, got 3 and 2");
  }

  @Test
  void normalisation() {
    Parameter two = of("gain", 2);
    Parameter three = of("running variance", 3);
    refuses(
        () -> new BatchNorm(two, two, two, three, 0.1, 1e-5),
        "batch normalisation needs running variance of shape (2), got (3)");
    refuses(
        () -> new BatchNorm(two, two, two, two, 2, 1e-5),
        "the momentum of running statistics must be in [0, 1], got 2.0");
    refuses(
        () -> new LayerNorm(two, three, 1e-5),
        "layer normalisation needs at least 1 feature and a shift for each gain, got shapes (2) and"
            + " (3)");
    refuses(
        () -> new GroupNorm(two, two, 3, 1e-5),
        "group normalisation needs channels that its groups divide, got 2 channels and 3 groups");
  }

  @Test
  void convolutions() {
    Conv2d.Options three = new Conv2d.Options().withGroups(3);
    refuses(
        () -> new Convolution2d(of("weights", 4, 1, 2, 2), Optional.empty(), three),
        "a convolution needs groups that divide its channels, got 3 groups and 4 channels");
    refuses(
        () -> new Convolution2d(of("weights", 3, 1, 2, 2), Optional.of(of("bias", 4)), three),
        "a convolution needs bias of shape (3), got (4)");
    refuses(
        () -> new Convolution1d(of("weights", 3, 1, 2, 2), of("bias", 3), three),
        "a convolution needs weights of shape (outputs, inputs/groups, length), got (3, 1, 2, 2)");
    refuses(
        () -> new TransposedConvolution2d(of("weights", 3, 2, 2, 2), of("bias", 2), three),
        "a transposed convolution needs bias of shape (6), got (2)");
  }
}
