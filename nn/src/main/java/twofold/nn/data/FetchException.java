package twofold.nn.data;

import twofold.tensor.io.DataException;

/** A file that did not come, or was not the one that was expected; one line that says why. */
public final class FetchException extends DataException {

  private static final long serialVersionUID = 1;

  public FetchException(String message) {
    super(message);
  }

  public FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
