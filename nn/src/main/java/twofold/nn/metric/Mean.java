package twofold.nn.metric;

import java.util.function.DoubleUnaryOperator;
import twofold.nn.loss.AbsoluteError;
import twofold.nn.loss.Loss;
import twofold.nn.loss.SquaredError;

/**
 * Metrics that are a mean over the examples, or a function of it.
 *
 * <pre>
 *   value = f(1/n·Σᵢ m(yᵢ, tᵢ))          f is the identity unless something else is said
 *
 *   The terms are added one after the other in the order of the examples, so where the batches end does
 *   not show in a single bit.
 * </pre>
 */
public final class Mean {
  private Mean() {}

  /** m(yᵢ, tᵢ). */
  @FunctionalInterface
  public interface Each {
    double of(Answers answers, int i);
  }

  /** The mean of what is said of each example. */
  public static Metric of(String name, Each each) {
    return new Metric(
        name,
        () ->
            new Running(x -> x) {
              @Override
              public void add(Answers answers) {
                for (int i = 0; i < answers.count(); i++) {
                  add(each.of(answers, i));
                }
              }
            });
  }

  /** The mean of a loss: a model may be judged by another one than it was trained for. */
  public static Metric ofLoss(String name, Loss loss) {
    return ofLoss(name, loss, x -> x);
  }

  /** The mean absolute error; "mae". */
  public static Metric absoluteError() {
    return ofLoss("mae", AbsoluteError::absoluteError);
  }

  /** The root of the mean squared error, in the unit of the targets; "rmse". */
  public static Metric rootSquaredError() {
    return ofLoss("rmse", SquaredError::squaredError, Math::sqrt);
  }

  private static Metric ofLoss(String name, Loss loss, DoubleUnaryOperator f) {
    return new Metric(
        name,
        () ->
            new Running(f) {
              @Override
              public void add(Answers answers) {
                if (answers.count() == 0) {
                  return; // a loss has no value over nothing
                }
                for (double each : loss.of(answers.predictions(), answers.targets()).toArray()) {
                  add(each);
                }
              }
            });
  }

  private abstract static class Running implements Metric.Sum {
    private final DoubleUnaryOperator f;
    private double sum;
    private long count;

    Running(DoubleUnaryOperator f) {
      this.f = f;
    }

    void add(double each) {
      sum += each;
      count++;
    }

    @Override
    public double value() {
      return f.applyAsDouble(sum / count);
    }
  }
}
