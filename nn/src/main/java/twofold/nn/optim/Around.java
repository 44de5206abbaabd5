package twofold.nn.optim;

import java.util.Map;
import twofold.tensor.Tensor;

/** Something put around an optimiser that has no memory of its own. */
abstract class Around implements Optimiser {
  final Optimiser inner;

  Around(Optimiser inner) {
    this.inner = inner;
  }

  /** What it is put around. */
  public final Optimiser inner() {
    return inner;
  }

  @Override
  public final void observe(double loss) {
    inner.observe(loss);
  }

  @Override
  public final Map<String, Tensor> state() {
    return inner.state();
  }

  @Override
  public final void restore(Map<String, Tensor> state) {
    inner.restore(state);
  }
}
