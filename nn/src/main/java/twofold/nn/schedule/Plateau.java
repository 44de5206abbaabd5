package twofold.nn.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/**
 * Shortens the steps when the loss on held-out examples no longer falls: performance scheduling.
 *
 * <pre>
 *   each observed loss:
 *     loss &lt; best − threshold·|best|      best ← loss, waited ← 0
 *     else                                waited ← waited + 1; if waited &gt; patience: η ← max(factor·η, least), waited ← 0
 * </pre>
 *
 * The one schedule that is no function of the step: it must be told, see {@link #observe}, and it
 * remembers. So each optimiser needs one of its own. A loss that is not a number is no improvement.
 */
public final class Plateau implements Schedule {

  /**
   * How it reacts.
   *
   * @param rate η at first
   * @param factor what is left of η after a plateau
   * @param patience so many losses without improvement are forgiven, the next one is not
   * @param threshold the part of the best loss by which a better one must fall below it
   * @param least η never falls below this
   */
  public record Options(double rate, double factor, int patience, double threshold, double least) {
    public Options {
      Schedule.requireRate(rate);
      if (!(factor > 0 && factor < 1)) {
        throw new IllegalArgumentException("factor must be in (0, 1), got " + factor);
      }
      if (patience < 0) {
        throw new IllegalArgumentException("patience must be at least 0, got " + patience);
      }
      if (!(threshold >= 0 && threshold < 1)) {
        throw new IllegalArgumentException("threshold must be in [0, 1), got " + threshold);
      }
      if (!(least >= 0 && least <= rate)) {
        throw new IllegalArgumentException(
            "least must be in [0, rate = " + rate + "], got " + least);
      }
    }

    /** A tenth, after ten epochs that are not better by a ten-thousandth. */
    public Options(double rate) {
      this(rate, 0.1, 10, 1e-4, 0);
    }

    public Options withFactor(double factor) {
      return new Options(rate, factor, patience, threshold, least);
    }

    public Options withPatience(int patience) {
      return new Options(rate, factor, patience, threshold, least);
    }

    public Options withThreshold(double threshold) {
      return new Options(rate, factor, patience, threshold, least);
    }

    public Options withLeast(double least) {
      return new Options(rate, factor, patience, threshold, least);
    }
  }

  private final Options options;
  private double rate;

  /** Finite, so that a part of it is a number; every loss of a sound model is below. */
  private double best = Double.MAX_VALUE;

  private int waited;

  public Plateau(Options options) {
    this.options = options;
    this.rate = options.rate;
  }

  public Options options() {
    return options;
  }

  @Override
  public double at(long step) {
    return rate;
  }

  @Override
  public void observe(double loss) {
    if (loss < best - options.threshold * Math.abs(best)) {
      best = loss;
      waited = 0;
    } else if (++waited > options.patience) {
      rate = Math.max(options.factor * rate, options.least);
      waited = 0;
    }
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("rate", Device.reference().scalar(rate));
    state.put("best", Device.reference().scalar(best));
    state.put("waited", Device.reference().scalar(waited));
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    if (!state.keySet().equals(state().keySet())) {
      throw new IllegalArgumentException(
          "the state of a plateau is " + state().keySet() + ", got " + state.keySet());
    }
    rate = state.get("rate").item();
    best = state.get("best").item();
    waited = (int) state.get("waited").item();
  }
}
