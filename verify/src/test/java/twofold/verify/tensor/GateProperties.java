package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Gate;
import twofold.tensor.Relu;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Gate}. */
class GateProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return Gate.gate(a, b);
  }

  @Override
  double drawA(double z) {
    return Draw.awayFromZero(z); // the gate jumps at 0
  }

  /** gate(a, a) = relu(a), and twice through the same gate is once. */
  @Property(tries = 200)
  void letsThePositivePartPass(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor a = draw.normals(shape);
    Tensor b = draw.normals(shape);
    assertThat(Gate.gate(a, a).toArray()).isEqualTo(Relu.relu(a).toArray());
    assertThat(Gate.gate(a, Gate.gate(a, b)).toArray()).isEqualTo(Gate.gate(a, b).toArray());
  }
}
