package twofold.nn.train;

/** The loss is no longer a finite number: nothing that follows could mean anything. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergedException(double loss, int epoch, int step, int steps) {
    super(
        String.format(
            "the loss became %s in epoch %d, step %d of %d; a smaller learning rate usually helps,"
                + " and inputs must be finite",
            loss, epoch, step, steps));
  }
}
