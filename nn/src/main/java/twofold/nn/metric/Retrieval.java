package twofold.nn.metric;

import java.util.function.ToDoubleFunction;

/**
 * Metrics that are read off a {@link ConfusionMatrix}: precision, recall and F₁ of a yes (class 1
 * of two), or of any class.
 */
public final class Retrieval {
  private Retrieval() {}

  /** Of the yes; "precision". */
  public static Metric precision() {
    return precision(1).named("precision");
  }

  /** Of class k; "precision of k". */
  public static Metric precision(int k) {
    return metric("precision of " + k, matrix -> matrix.precision(k));
  }

  /** Of the yes; "recall". */
  public static Metric recall() {
    return recall(1).named("recall");
  }

  /** Of class k; "recall of k". */
  public static Metric recall(int k) {
    return metric("recall of " + k, matrix -> matrix.recall(k));
  }

  /** Of the yes; "f1". */
  public static Metric f1() {
    return f1(1).named("f1");
  }

  /** Of class k; "f1 of k". */
  public static Metric f1(int k) {
    return metric("f1 of " + k, matrix -> matrix.f1(k));
  }

  /** The mean over all classes; "macro f1". */
  public static Metric macroF1() {
    return metric("macro f1", ConfusionMatrix::macroF1);
  }

  private static Metric metric(String name, ToDoubleFunction<ConfusionMatrix> value) {
    return new Metric(
        name,
        () ->
            new Metric.Sum() {
              private final ConfusionMatrix matrix = new ConfusionMatrix();

              @Override
              public void add(Answers answers) {
                matrix.add(answers);
              }

              @Override
              public double value() {
                return matrix.isEmpty() ? Double.NaN : value.applyAsDouble(matrix);
              }
            });
  }
}
