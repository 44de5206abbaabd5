package twofold.nn.train;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import twofold.nn.metric.Answers;
import twofold.nn.metric.Metric;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Adds up the scores of batches. */
final class Tally {
  private final List<Metric> metrics;
  private final Map<String, Metric.Sum> sums = new LinkedHashMap<>();
  private double loss;
  private double[] terms = {};
  private int count;

  Tally(List<Metric> metrics) {
    this.metrics = metrics;
    metrics.forEach(metric -> sums.put(metric.name(), metric.start().get()));
  }

  /**
   * @param meanLoss of the batch
   * @param meanTerms what that is the sum of, if it is one; always as many
   * @param n how many examples it has
   */
  void add(
      double meanLoss,
      List<Double> meanTerms,
      List<Tensor> predictions,
      List<Tensor> targets,
      int n) {
    loss += meanLoss * n;
    if (terms.length == 0) {
      terms = new double[meanTerms.size()];
    }
    for (int k = 0; k < terms.length; k++) {
      terms[k] += meanTerms.get(k) * n;
    }
    count += n;
    Map<Integer, Answers> answers = new HashMap<>(); // read from the device once, for all metrics
    for (Metric metric : metrics) {
      int k = metric.output();
      if (k >= predictions.size() || k >= targets.size()) {
        throw new ShapeException(
            "metric '%s' is about output %d, but there are %d outputs and %d targets",
            metric.name(), k, predictions.size(), targets.size());
      }
      sums.get(metric.name())
          .add(answers.computeIfAbsent(k, i -> new Answers(predictions.get(i), targets.get(i))));
    }
  }

  Score score() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int k = 0; k < terms.length; k++) {
      values.put("loss of output " + k, terms[k] / count);
    }
    sums.forEach((name, sum) -> values.put(name, sum.value()));
    return new Score(loss / count, values);
  }
}
