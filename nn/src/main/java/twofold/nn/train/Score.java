package twofold.nn.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well predictions fit.
 *
 * @param loss the objective, averaged over the examples
 * @param metrics "loss of output 0", … where the objective is the {@linkplain Goal#terms sum} of
 *     several, each as it counts in the sum; and what else was {@linkplain Fit#measuring measured},
 *     by name
 */
public record Score(double loss, Map<String, Double> metrics) {

  public Score {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics)); // keeps their order
  }

  /** The value of a metric. */
  public double metric(String name) {
    Double value = metrics.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no metric '" + name + "', only " + metrics.keySet());
    }
    return value;
  }

  /** {@link twofold.nn.metric.Accuracy}; it means nothing where there are no classes. */
  public double accuracy() {
    return metric("accuracy");
  }
}
