package twofold.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of computation whose intermediate storage is reused once it is over: one training step,
 * one batch of predictions.
 *
 * <pre>{@code
 * try (Scope step = Scope.open()) {
 *   Tensor loss = model.loss(batch);
 *   optimiser.update(Gradients.of(loss, parameters));
 *   return step.keep(loss);
 * } // every other tensor made inside is gone, its storage waits in the pool for the next step
 * }</pre>
 *
 * A training step makes the same arrays again and again; without a pool the garbage collector would
 * clear away hundreds of megabytes a second. A scope belongs to the thread that opened it; scopes
 * nest. Reading a tensor after its scope has ended is an error, not a wrong number.
 */
public final class Scope implements AutoCloseable {
  private static final ThreadLocal<Scope> CURRENT = new ThreadLocal<>();

  private final Scope outer;
  private final List<Buffer<?>> buffers = new ArrayList<>();

  private Scope(Scope outer) {
    this.outer = outer;
  }

  public static Scope open() {
    Scope scope = new Scope(CURRENT.get());
    CURRENT.set(scope);
    return scope;
  }

  /** Lets a tensor outlive this scope. What comes back has forgotten how it was computed. */
  public Tensor keep(Tensor tensor) {
    Buffer<?> buffer = tensor.buffer();
    if (buffers.remove(buffer) && outer != null) {
      outer.buffers.add(buffer);
    }
    return tensor.stopGradient();
  }

  @Override
  public void close() {
    if (CURRENT.get() != this) {
      throw new IllegalStateException(
          "scopes end in the reverse order of their opening, on the thread that opened them");
    }
    buffers.forEach(Buffer::recycle);
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  /** Every new buffer reports here; outside any scope the garbage collector takes care of it. */
  static void register(Buffer<?> buffer) {
    Scope scope = CURRENT.get();
    if (scope != null) {
      scope.buffers.add(buffer);
    }
  }
}
