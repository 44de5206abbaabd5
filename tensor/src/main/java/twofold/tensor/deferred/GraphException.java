package twofold.tensor.deferred;

/** A graph that is built or run wrongly; the message is one line that names the node. */
public final class GraphException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  GraphException(String format, Object... arguments) {
    super(String.format(format, arguments));
  }

  GraphException(Throwable cause, String format, Object... arguments) {
    super(String.format(format, arguments), cause);
  }
}
