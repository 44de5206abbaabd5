package twofold.verify.experiment;

/** A run that came to an end but not to a good one. The message is one clear line. */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RunFailedException(String message) {
    super(message);
  }
}
