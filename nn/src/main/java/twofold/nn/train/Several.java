package twofold.nn.train;

import java.util.ArrayList;
import java.util.List;
import twofold.tensor.Tensor;

/** The goal of a network with several outputs: an objective for each, added. */
record Several(List<Objective> objectives) implements Goal {

  @Override
  public Tensor of(List<Tensor> predictions, List<Tensor> targets) {
    return sum(terms(predictions, targets));
  }

  @Override
  public List<Tensor> terms(List<Tensor> predictions, List<Tensor> targets) {
    Goal.requireAsMany(objectives.size(), predictions, targets);
    List<Tensor> terms = new ArrayList<>();
    for (int k = 0; k < objectives.size(); k++) {
      terms.add(objectives.get(k).of(predictions.get(k), targets.get(k)));
    }
    return terms;
  }

  /** Terms, added from the first to the last. */
  static Tensor sum(List<Tensor> terms) {
    return terms.stream().reduce(Tensor::add).orElseThrow();
  }
}
