package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Tangents;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;

/** Two scalar products that are one number: ⟨v, J·u⟩ and ⟨Jᵀ·v, u⟩. */
final class Duality {
  private Duality() {}

  static void holds(Tensor y, Tensor v, List<Tensor> x, List<Tensor> u) {
    Tensor forward = inner(List.of(v), List.of(Tangents.of(y, x, u)));
    Tensor reverse = inner(Gradients.of(y, v, x), u);
    same(forward, reverse);
  }

  /** Equal within the running errors of both, in double. */
  static void same(Tensor expected, Tensor actual) {
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    Tensor bound = running.of(expected).add(running.of(actual));
    assertThat(Twins.difference(expected.toArray(), actual.toArray(), bound.toArray())).isEmpty();
  }

  static Tensor inner(List<Tensor> a, List<Tensor> b) {
    return IntStream.range(0, a.size())
        .mapToObj(k -> a.get(k).multiply(b.get(k)).sum())
        .reduce(Device.reference().scalar(0), Tensor::add);
  }
}
