package twofold.verify.experiment;

import java.util.List;

/** Something to run that ends in numbers: a model trained on data, and how well it did. */
public interface Experiment {

  /** All of them, in the order in which a newcomer would run them. */
  List<Experiment> ALL =
      List.of(
          new Digits(),
          new TwoMoons(),
          new Overfitting(),
          new Vanishing(),
          new SeriesForecast(),
          new DatesToIso(),
          new SortDigits(),
          new MnistMlp(),
          new MnistCnn(),
          new MnistCnnBest(),
          MnistRows.simple(),
          MnistRows.lstm(),
          new ImdbDense(),
          new ImdbBest(),
          new ReutersTopics(),
          new BostonPrices(),
          new ShakespeareChar(),
          new ShakespeareGpt(),
          new Headlines());

  /** The word after {@code ./twofold run}. */
  String id();

  /** One line for a person. */
  String title();

  /** Whether it ends with one trained network, which can be saved. */
  default boolean leavesOneNetwork() {
    return true;
  }

  /** Runs to the end; everything a person should see on the way goes to the setting's output. */
  Result run(Setting setting);
}
