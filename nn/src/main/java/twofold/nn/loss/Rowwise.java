package twofold.nn.loss;

import static twofold.tensor.Equal.equal;
import static twofold.tensor.Log.log;
import static twofold.tensor.Where.where;

import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** What the losses share. */
final class Rowwise {
  private Rowwise() {}

  static void requireSame(String loss, Tensor predictions, Tensor targets) {
    if (predictions.rank() == 0 || !predictions.shape().equals(targets.shape())) {
      throw new ShapeException(
          "%s needs predictions and targets of one shape (batch, …), got %s and %s",
          loss, predictions.shape(), targets.shape());
    }
  }

  static void requireRows(String loss, Tensor predictions, Tensor targets) {
    if (predictions.rank() != 2 || !predictions.shape().equals(targets.shape())) {
      throw new ShapeException(
          "%s needs predictions and targets of one shape (batch, classes), got %s and %s",
          loss, predictions.shape(), targets.shape());
    }
  }

  /** A setting that must be a positive number. */
  static void requirePositive(String what, double number) {
    if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + " must be positive and finite, got " + number);
    }
  }

  /** The mean over all axes but the first. */
  static Tensor mean(Tensor x) {
    return x.rank() == 1 ? x : x.reshape(x.dim(0), x.size() / Math.max(1, x.dim(0))).mean(1);
  }

  /**
   * t·ln p, and 0 where t is 0, whatever p is: the limit of t·ln t. The logarithm is taken of 1
   * there, so that its slope, which is multiplied by 0, is not infinite.
   */
  static Tensor timesLog(Tensor t, Tensor p) {
    Tensor isZero = equal(t, t.device().scalar(0));
    return t.multiply(log(where(isZero, t.device().scalar(1), p)));
  }
}
