package twofold.tensor.io;

/** A data file that cannot be used; the message is one line that names the file and says why. */
public class DataException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DataException(String message) {
    super(oneLine(message));
  }

  public DataException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /** A file's name may hold anything; what the reader sees stays one line. */
  private static String oneLine(String message) {
    return message.replaceAll("\\p{Cntrl}+", " ");
  }
}
