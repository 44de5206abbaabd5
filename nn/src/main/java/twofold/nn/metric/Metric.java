package twofold.nn.metric;

import java.util.function.Supplier;

/**
 * A number that says how well a model does, for people: unlike a loss it need not have a slope.
 *
 * <p>It is summed up batch by batch, and the batches do not matter: the value is that of all
 * examples at once.
 *
 * @param name in histories and logs
 * @param output which of the model's outputs it is about, from 0
 * @param start begins a new sum
 */
public record Metric(String name, int output, Supplier<Sum> start) {

  public Metric {
    if (name.isBlank() || output < 0) {
      throw new IllegalArgumentException(
          "a metric needs a name and an output from 0 on, got '" + name + "' and " + output);
    }
  }

  /** About the first output, which most often is the only one. */
  public Metric(String name, Supplier<Sum> start) {
    this(name, 0, start);
  }

  /** What is known so far. */
  public interface Sum {
    void add(Answers answers);

    /** NaN if it has no value for these examples: where there are none, for example. */
    double value();
  }

  /** The same about another output, with its number in the name. */
  public Metric of(int output) {
    return new Metric(name + " of output " + output, output, start);
  }

  public Metric named(String name) {
    return new Metric(name, output, start);
  }
}
