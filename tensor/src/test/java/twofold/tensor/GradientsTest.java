package twofold.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Relu.relu;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients by example; the theorems about each operation are in verify. */
class GradientsTest {
  private final Device<double[]> device = Device.reference();

  @Test
  void gradientOfSquareIsTwiceTheNumber() {
    Tensor x = device.vector(1, -2, 3);
    assertThat(Gradients.of(x.multiply(x).sum(), x).toArray()).containsExactly(2, -4, 6);
  }

  @Test
  void gradientsCanBeDifferentiatedAgain() {
    Tensor x = device.scalar(0.5);
    Tensor y = exp(x.multiply(x)); // y'' = (2 + 4x²)·y
    Tensor second = Gradients.of(Gradients.of(y, x), x);
    assertThat(second.item()).isEqualTo(3 * y.item(), org.assertj.core.data.Offset.offset(1e-14));
  }

  @Test
  void whatIsReadTwiceReceivesBothGradients() {
    Tensor x = device.scalar(3);
    assertThat(Gradients.of(x.add(x).add(x), x).item()).isEqualTo(3);
  }

  @Test
  void whatTheLossDoesNotDependOnHasGradientZero() {
    Tensor x = device.vector(1, 2);
    Tensor other = device.vector(5, 6);
    assertThat(Gradients.of(x.sum(), other).toArray()).containsExactly(0, 0);
    assertThat(Gradients.of(x.stopGradient().sum(), x).toArray()).containsExactly(0, 0);
  }

  @Test
  void deepGraphsNeedNoDeepStack() {
    Tensor x = device.scalar(1);
    Tensor y = x;
    for (int i = 0; i < 200_000; i++) {
      y = y.add(x);
    }
    assertThat(Gradients.of(y, x).item()).isEqualTo(200_001);
  }

  @Test
  void onlyASingleNumberHasAGradient() {
    assertThatThrownBy(() -> Gradients.of(device.vector(1, 2), device.scalar(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("(2)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu"})
  void aDenseLayerOnEveryDevice(String name) {
    Device<?> on = Device.named(name);
    Tensor x = on.matrix(new double[][] {{1, 2}, {3, -4}});
    Tensor w = on.matrix(new double[][] {{1, 0, -1}, {2, 1, 0}});
    Tensor b = on.vector(0, -3, 0.5);
    Tensor y = relu(x.matMul(w).add(b));
    assertThat(y.toArray()).containsExactly(5, 0, 0, 0, 0, 0);
    List<Tensor> gradients = Gradients.of(y.sum(), List.of(w, b));
    assertThat(gradients.get(0).toArray()).containsExactly(1, 0, 0, 2, 0, 0);
    assertThat(gradients.get(1).toArray()).containsExactly(1, 0, 0);
  }

  @Test
  void devicesDoNotMix() {
    Tensor here = Device.reference().scalar(1);
    Tensor there = Device.cpu().scalar(1);
    assertThatThrownBy(() -> here.add(there))
        .hasMessageContaining("reference")
        .hasMessageContaining("cpu");
    assertThat(here.add(there.to(Device.reference())).item()).isEqualTo(2);
  }

  @Test
  void aScopeTakesItsTensorsWithIt() {
    Tensor kept;
    Tensor lost;
    try (Scope scope = Scope.open()) {
      lost = device.vector(1, 2).add(1);
      kept = scope.keep(lost.multiply(2));
    }
    assertThat(kept.toArray()).containsExactly(4, 6);
    assertThatThrownBy(lost::toArray).hasMessageContaining("scope");
  }
}
