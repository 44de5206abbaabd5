package twofold.rnn.layer;

import java.util.function.UnaryOperator;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dropout;
import twofold.rnn.cell.State;
import twofold.tensor.Tensor;

/**
 * Dropout for a recurrent layer: what is forgotten is drawn once for each sequence and stays
 * forgotten at every step of it.
 *
 * <pre>
 *   x̃ₜ = xₜ∘r      h̃ₜ₋₁ = hₜ₋₁∘s      ỹₜ = yₜ∘q         r, s, q: one mask for all t, of 0 and 1/(1 − p)
 * </pre>
 *
 * With a new mask at every step a memory could not last: over T steps a unit would survive with
 * probability (1 − p)ᵀ.
 *
 * <p>A mask on the state breaks the fused operation up: every sequence has its own, so the layer is
 * unrolled step by step, which is slower.
 *
 * <p>[Gal &amp; Ghahramani 2016]
 *
 * @param input p for what is read, in [0, 1)
 * @param state p for what is shown to the next step, in [0, 1)
 * @param output p for what comes out, in [0, 1)
 */
public record RecurrentDropout(double input, double state, double output) {

  /** Nothing is forgotten. */
  public static final RecurrentDropout NONE = new RecurrentDropout(0, 0, 0);

  public RecurrentDropout {
    new Dropout(input); // each says what is wrong with it
    new Dropout(state);
    new Dropout(output);
  }

  /** x (batch, time, features) with its mask. */
  Tensor ofInput(Tensor x, Context context) {
    return overTime(x, input, context);
  }

  /** y (batch, time, units) with its mask. */
  Tensor ofOutput(Tensor y, Context context) {
    return overTime(y, output, context);
  }

  /** y (batch, units), after the last step. */
  Tensor ofLast(Tensor y, Context context) {
    return new Dropout(output).forward(y, context);
  }

  private static Tensor overTime(Tensor x, double rate, Context context) {
    if (!context.training() || rate == 0) {
      return x;
    }
    Tensor ones = x.device().ones(x.dim(0), x.dim(2));
    Tensor mask = new Dropout(rate).forward(ones, context);
    return x.multiply(mask.reshape(x.dim(0), 1, x.dim(2)));
  }

  /** Whether steps must be taken one by one. */
  boolean isBetweenSteps(Context context) {
    return context.training() && state > 0;
  }

  /** What happens between two steps: h gets its mask, a memory stays whole. */
  UnaryOperator<State> between(State start, Context context) {
    Tensor h = start.output();
    Tensor mask = new Dropout(state).forward(h.device().ones(h.dim(0), h.dim(1)), context);
    return before -> before.withOutput(before.output().multiply(mask));
  }
}
