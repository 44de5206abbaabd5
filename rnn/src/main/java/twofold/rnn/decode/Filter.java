package twofold.rnn.decode;

/**
 * Makes of the model's distribution another one to draw from.
 *
 * <p>A model that was trained by likelihood gives something to every token, and of thousands that
 * are each a little probable one is drawn every few steps: a text goes astray by its tail. Filters
 * cut the tail off or make it thin:
 *
 * <pre>
 *   new Temperature(0.8).then(new TopK(40)).then(new Nucleus(0.95))
 * </pre>
 *
 * They do not commute: a nucleus after a low temperature is smaller than before it.
 */
@FunctionalInterface
public interface Filter {

  /**
   * @param logP logarithms of probabilities; left as they are
   * @return a fresh array of the same kind
   */
  double[] of(double[] logP);

  /** This filter, and then another one on what it gives. */
  default Filter then(Filter next) {
    return logP -> next.of(of(logP));
  }

  /** The model as it is. */
  static Filter none() {
    return double[]::clone;
  }
}
